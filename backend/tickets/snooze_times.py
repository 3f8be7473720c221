"""The time until which a ticket is snoozed, as it is stored and as the API has it."""

import re
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import SkipField

from tickets.vocabulary import LONGEST_SNOOZE, REPLY, UNTIL_REPLY

NO_TIME = (
    "Give a time with its offset from UTC, such as 2026-03-09T09:00:00+01:00, “reply” for until "
    "the requester answers, or null."
)
OVER = "This time is over. Choose a later one."
TOO_FAR = "This is more than a year ahead. Choose an earlier time."
# RFC 3339.
TIME = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
NOT_DONE = "A ticket that is resolved or closed cannot be snoozed."


def format_snooze(until: datetime | None) -> str | None:
    """Return a stored time as the API has it."""
    if until is None:
        return None
    return REPLY if until == UNTIL_REPLY else until.isoformat().replace("+00:00", "Z")


def read_time(data: Any) -> datetime | None:
    """Return a time that has an offset; None for anything else."""
    if not isinstance(data, str) or not TIME.fullmatch(data):
        return None
    try:
        return datetime.fromisoformat(data.upper())
    except ValueError:
        return None


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "format": "date-time"},
            {"type": "string", "enum": [REPLY]},
        ]
    }
)
class SnoozeField(serializers.Field[datetime, Any, str, Any]):
    """A time within the next year, or `reply`."""

    default_error_messages = {"invalid": NO_TIME, "over": OVER, "too_far": TOO_FAR}

    def to_internal_value(self, data: Any) -> datetime:
        if data == REPLY:
            return UNTIL_REPLY
        until = read_time(data)
        if until is None:
            self.fail("invalid")
        # Before it is converted: the first and the last year have no room for an offset.
        now = timezone.now()
        if until <= now:
            self.fail("over")
        if until > now + LONGEST_SNOOZE:
            self.fail("too_far")
        return until.astimezone(UTC)

    def get_attribute(self, instance: Any) -> Any:
        # Of values that are to be set, the framework would take a missing one for null.
        if isinstance(instance, dict) and self.field_name not in instance:
            raise SkipField
        return super().get_attribute(instance)

    def to_representation(self, value: datetime) -> str:
        return str(format_snooze(value))
