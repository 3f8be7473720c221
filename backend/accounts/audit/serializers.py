"""Serializers of audit events, and of the question for them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.dateparse import parse_date
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.audit.listing import EventFilter
from accounts.audit.models import NAME_MAX_LENGTH, AuditEvent
from accounts.audit.settings_changes import SNAPSHOT
from accounts.devices.names import device_name
from core.dates import start_of_day
from core.http.fields import LineField, VocabularyField

# The end of a later one cannot be expressed.
LAST_DAY = date(9999, 12, 30)


@extend_schema_field(OpenApiTypes.DATETIME)
class MomentField(serializers.DateTimeField):
    """A time, or a day of the team's, which is its beginning or, with `is_end`, its end."""

    def __init__(self, *, is_end: bool = False, **kwargs: Any) -> None:
        super().__init__(default_timezone=UTC, **kwargs)
        self.is_end = is_end

    def to_internal_value(self, value: Any) -> datetime:
        try:
            day = parse_date(str(value))
        except ValueError:
            day = None
        if day is None:
            moment: datetime = super().to_internal_value(value)
        else:
            later = timedelta(days=1) if self.is_end else timedelta()
            moment = start_of_day(min(day, LAST_DAY) + later)
        return moment


class EventFilterSerializer(serializers.Serializer[EventFilter]):
    """The query of the list of audit events."""

    action = VocabularyField(choices=AuditEvent.Action.choices, required=False, allow_blank=True)
    actor = LineField(
        required=False,
        allow_blank=True,
        max_length=NAME_MAX_LENGTH,
        help_text="The name as the list has it, an agent's e-mail address at the time.",
    )
    since = MomentField(required=False, help_text="A time, or a day of the team's time zone.")
    until = MomentField(
        required=False,
        is_end=True,
        help_text="A time, itself excluded, or a day of the team's time zone, included.",
    )

    def to_internal_value(self, data: Any) -> Any:
        # Forms send fields that are left out as empty ones.
        return super().to_internal_value({name: data[name] for name in data if data[name]})


class ActorSerializer(serializers.Serializer[AuditEvent]):
    """Those who did it."""

    kind = VocabularyField(source="actor_kind", choices=AuditEvent.ActorKind.choices)
    name = serializers.CharField(source="actor_name")


class AuditEventSerializer(serializers.Serializer[AuditEvent]):
    """An event of the audit trail."""

    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    action = VocabularyField(choices=AuditEvent.Action.choices)
    actor = ActorSerializer(source="*")
    target = serializers.CharField()
    details = serializers.SerializerMethodField()
    address = serializers.CharField(help_text="The network address; blank where none is known.")
    device = serializers.SerializerMethodField()

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_details(self, event: AuditEvent) -> dict[str, Any]:
        return {name: value for name, value in event.details.items() if name != SNAPSHOT}

    def get_device(self, event: AuditEvent) -> str:
        return device_name(event.user_agent) if event.user_agent else ""
