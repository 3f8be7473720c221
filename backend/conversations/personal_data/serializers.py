"""The shapes of a requester's export and erasure."""

from typing import Any

from rest_framework import serializers

from core.http.fields import LineField
from core.http.serializers import StrictSerializer
from people.models import EMAIL_MAX_LENGTH, Requester

WRONG_CONFIRMATION = "Type “{text}” to confirm."


def confirmation_of(requester: Requester) -> str:
    """Return what to type before a requester is erased: their address, or what they are called."""
    return requester.email or str(requester)


class ErasureSerializer(StrictSerializer):
    """The confirmation of an erasure."""

    confirm = LineField(
        max_length=EMAIL_MAX_LENGTH,
        help_text="The requester's e-mail address; `requester 7` of one without.",
    )

    def validate_confirm(self, text: str) -> str:
        expected = confirmation_of(self.context["requester"])
        if text.casefold() != expected.casefold():
            raise serializers.ValidationError(WRONG_CONFIRMATION.format(text=expected))
        return text


class ReportSerializer(serializers.Serializer[Any]):
    """The numbers of things that were, or would be, erased."""

    tickets = serializers.IntegerField(help_text="Also those that were spam or in the bin.")
    replies = serializers.IntegerField()
    notes = serializers.IntegerField()
    private_links = serializers.IntegerField()
    suggestions = serializers.IntegerField(help_text="Their texts; figures of the calls stay.")
    history_entries = serializers.IntegerField(
        help_text="Entries whose texts were cleared, also of others' tickets."
    )
    views = serializers.IntegerField(help_text="Agents' views that name the address.")


class ErasureReportSerializer(ReportSerializer):
    """The numbers of an erasure."""

    complete = serializers.BooleanField(
        help_text="False where it took too long: repeat the request for the rest."
    )
