"""The shapes of the queues' counts, and of what the next ticket is taken from."""

from typing import Any

from rest_framework import serializers

from core.http.fields import VocabularyField
from core.http.serializers import StrictSerializer
from tickets.bulk.serializers import BulkMatchingSerializer
from tickets.queues.selectors import MAX_COUNTED_VIEWS, QUEUES
from tickets.search.ordering import DEFAULT_ORDERING, ORDERING_CHOICES, Total
from tickets.search.page_finder import MAX_EXACT_SPARSE


class TotalSerializer(serializers.Serializer[Total]):
    """The number of tickets of a list."""

    count = serializers.IntegerField(source="tickets")
    exact = serializers.BooleanField(
        source="is_exact",
        help_text=f"False where there are so many or more: counting stops at {MAX_EXACT_SPARSE:,}.",
    )


class QueuesSerializer(serializers.Serializer[Any]):
    """The totals of the queues and views that somebody sees."""

    views = serializers.DictField(
        child=TotalSerializer(),
        help_text=(
            f"By the views' ids: of the first {MAX_COUNTED_VIEWS}, without those that have a "
            "search or would take long to count."
        ),
    )

    def get_fields(self) -> dict[str, Any]:
        queues = {queue.name: TotalSerializer(allow_null=True) for queue in QUEUES}
        return {**queues, **super().get_fields()}


class NextSerializer(StrictSerializer):
    """The tickets to take the next one from, and their order."""

    matching = BulkMatchingSerializer(required=False)
    ordering = VocabularyField(choices=ORDERING_CHOICES, required=False, default=DEFAULT_ORDERING)
