"""Validation of imported rows."""

import re
from collections.abc import Collection
from typing import Any

from rest_framework import serializers

from tickets.import_export.csv_format import IMPORTED_COLUMNS, TAGS
from tickets.serializers import TicketSerializer
from tickets.tags.serializers import TagNamesField

# Far below the largest integer of JavaScript: new tickets are numbered from the highest id on.
MAX_ID = 10**12
# A byte that could not be decoded (`errors="surrogateescape"`).
ESCAPED_BYTE = re.compile("[\udc80-\udcff]")


class ImportedTicketSerializer(TicketSerializer):
    """A ticket that, unlike a submitted one, may bring its own id and times.

    `names` lists the fields that the rows can have; leaving out the others saves time. Who has the
    ticket is no matter of a single row: many are looked up at once.
    """

    id = serializers.IntegerField(required=False, min_value=1, max_value=MAX_ID)
    created_at = serializers.DateTimeField(required=False)
    updated_at = serializers.DateTimeField(required=False)
    resolved_at = serializers.DateTimeField(required=False, allow_null=True)
    tags = TagNamesField()

    def __init__(
        self, *args: Any, names: Collection[str] = (*IMPORTED_COLUMNS, TAGS), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = names

    def get_fields(self) -> dict[str, serializers.Field]:
        return {name: field for name, field in super().get_fields().items() if name in self.names}

    def to_internal_value(self, data: Any) -> Any:
        """Return the values; refuse bytes of another encoding, which tidying would replace."""
        for name, text in data.items():
            if isinstance(text, str) and ESCAPED_BYTE.search(text):
                raise serializers.ValidationError({name: ["This text is not valid Unicode."]})
        return super().to_internal_value(data)
