"""The pulse as the API accepts and answers it."""

from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from conversations.pulse.changes import LIMIT, Row
from conversations.pulse.models import Doing, Presence
from conversations.pulse.presence import SOMEONE
from core.http.fields import StringField, VocabularyField
from tickets.models import Ticket
from tickets.snooze_times import SnoozeField

MAX_ID = 10**18 - 1


class TabField(StringField):
    """The name that a browser's tab has chosen for itself."""

    def __init__(self, **kwargs: Any) -> None:
        description = "Random: 16 to 32 of A-Z, a-z, 0-9, - and _."
        super().__init__(help_text=description, trim_whitespace=False, **kwargs)
        self.validators.append(
            RegexValidator(
                r"^[A-Za-z0-9_-]{16,32}\Z", "Give 16 to 32 characters of A-Z, a-z, 0-9, - and _."
            )
        )


class PulseQuerySerializer(serializers.Serializer[Any]):
    """The parameters of a tab; empty values count as none."""

    tab = TabField()
    cursor = StringField(
        required=False, help_text="From the last answer. Without it nothing is new."
    )
    ticket = serializers.IntegerField(
        required=False, min_value=1, max_value=MAX_ID, help_text="The ticket that is open."
    )
    doing = VocabularyField(
        choices=Doing.choices, required=False, default=Doing.VIEWING, help_text="With that ticket."
    )


class LeaveSerializer(serializers.Serializer[Any]):
    """A tab that is closed, or its ticket."""

    tab = TabField()


class ChangeSerializer(serializers.Serializer[Row]):
    """A ticket of which something was written."""

    key = serializers.CharField(
        help_text="Of event (e12), message (m34) or new ticket (t56). It may come again."
    )
    ticket = serializers.IntegerField()


@extend_schema_field(ChangeSerializer(many=True))
class ChangesField(serializers.Field[list[Row], Any, Any, Any]):
    """Up to some hundred changes; a serializer would take longer for them than all the rest."""

    def to_representation(self, rows: list[Row]) -> list[dict[str, Any]]:
        return [{"key": row.key, "ticket": row.ticket} for row in rows]


class PresentSerializer(serializers.Serializer[Presence]):
    """Somebody else who has the ticket open."""

    id = serializers.IntegerField(
        source="user_id", allow_null=True, help_text="Null of somebody who is not signed in."
    )
    name = serializers.SerializerMethodField()
    doing = serializers.ChoiceField(choices=Doing.choices)
    since = serializers.DateTimeField()

    def get_name(self, row: Presence) -> str:
        return row.name or SOMEONE


class WokenSerializer(serializers.Serializer[Ticket]):
    """A ticket that is back from its snooze."""

    ticket = serializers.IntegerField(source="pk")
    woken_at = serializers.DateTimeField()
    woken_from = SnoozeField(
        help_text="Until when it was snoozed; `reply`: the requester's answer."
    )
    was_own = serializers.BooleanField(help_text="Who asks has snoozed it.")


class PulseSerializer(serializers.Serializer[Any]):
    """The changes, and those who are there."""

    cursor = serializers.CharField()
    changed = ChangesField(help_text=f"The newest {LIMIT}, the newest last.")
    more = serializers.BooleanField(help_text="There is more, or something is gone: read all anew.")
    woken = WokenSerializer(
        many=True, help_text="Tickets among the changes that who asks gets back from a snooze."
    )
    thread = serializers.CharField(
        allow_null=True, help_text="Another one as soon as anything of the open ticket changes."
    )
    presence = PresentSerializer(many=True)
