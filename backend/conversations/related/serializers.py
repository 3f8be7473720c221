"""Tickets beside an open one, as the API answers them."""

from typing import Any

from rest_framework import serializers

from tickets.models import Ticket
from tickets.references import LARGEST_ID, read_id
from tickets.vocabulary import Status


class TicketNumberField(serializers.IntegerField):
    """The number of a ticket; nothing but a whole number is taken for one."""

    default_error_messages = {"invalid": "Give the number of a ticket."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST_ID, **kwargs)

    def to_internal_value(self, data: Any) -> int:
        pk = read_id(data)
        if pk is None:
            self.fail("invalid")
        return pk


class TicketSummarySerializer(serializers.Serializer[Ticket]):
    """A ticket in a line."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    status = serializers.ChoiceField(choices=Status.choices)
    requester_name = serializers.CharField()
    requester = serializers.IntegerField(
        source="requester_id", allow_null=True, help_text="Their id; null without an address."
    )
    created_at = serializers.DateTimeField()


class TicketLinksSerializer(serializers.Serializer[Any]):
    """The tickets beside one."""

    merged_into = TicketSummarySerializer(
        allow_null=True, help_text="The one that has its conversation; null while it has its own."
    )
    merged = TicketSummarySerializer(many=True, help_text="Those that were merged into it.")
    related = TicketSummarySerializer(many=True, help_text="Linked ones, the newest link first.")


class NewLinkSerializer(serializers.Serializer[Any]):
    """The other end of a link."""

    ticket = TicketNumberField()
