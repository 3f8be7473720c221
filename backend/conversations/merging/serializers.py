"""Merges and moved messages, as the API accepts and answers them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from conversations.related.serializers import TicketNumberField
from core.http.fields import LineField
from tickets.references import LARGEST_ID, read_id
from tickets.vocabulary import TITLE_MAX_LENGTH

NEW = "new"


class IntoSerializer(serializers.Serializer[Any]):
    """The ticket to merge into."""

    into = TicketNumberField()


class MergedSerializer(serializers.Serializer[Any]):
    """A ticket that is merged now."""

    id = serializers.IntegerField()
    merged_into = serializers.IntegerField(
        help_text="The ticket that has the conversation: it may be another one than was named."
    )
    version = serializers.IntegerField()


class UnmergedSerializer(serializers.Serializer[Any]):
    """A ticket that has its own conversation again."""

    id = serializers.IntegerField(source="ticket_id")
    was_merged_into = serializers.IntegerField()
    stayed = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="The messages that were written since, and stay in the other ticket.",
    )


@extend_schema_field(
    {
        "oneOf": [
            {"type": "integer", "minimum": 1, "maximum": LARGEST_ID},
            {"type": "string", "enum": [NEW]},
        ]
    }
)
class DestinationField(serializers.Field[Any, Any, Any, Any]):
    """The number of a ticket, or the word for a new one."""

    default_error_messages = {"invalid": f"Give the number of a ticket, or “{NEW}”."}

    def to_internal_value(self, data: Any) -> int | str:
        if data == NEW:
            return NEW
        pk = read_id(data)
        if pk is None:
            self.fail("invalid")
        return pk

    def to_representation(self, value: Any) -> Any:
        return value


class MoveSerializer(serializers.Serializer[Any]):
    """The ticket that a message is moved to."""

    to = DestinationField()
    title = LineField(
        required=False,
        allow_blank=True,
        default="",
        max_length=TITLE_MAX_LENGTH,
        help_text="Of a new ticket; by default the beginning of the message.",
    )


class MovedSerializer(serializers.Serializer[Any]):
    """A message that was moved."""

    id = serializers.IntegerField(source="message.pk")
    moved_from = serializers.IntegerField(source="left", help_text="The ticket that it left.")
    ticket = serializers.IntegerField(source="ticket.pk")
    title = serializers.CharField(source="ticket.title")
    version = serializers.IntegerField(source="ticket.version", help_text="The ticket's.")
    is_new = serializers.BooleanField(help_text="Whether the ticket was made for it.")
