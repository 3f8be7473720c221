"""Absences, and the teams of categories, as the API accepts and answers them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from core.http.fields import VocabularyField
from core.http.serializers import StrictSerializer
from people.teams.serializers import TeamSummarySerializer
from tickets.assignment.absences import HandOver
from tickets.references import TeamField
from tickets.vocabulary import Category

LONGEST_ABSENCE = timedelta(days=366)


class AbsenceSerializer(StrictSerializer):
    """Until when to be away, and what becomes of the open tickets."""

    away_until = serializers.DateTimeField(
        allow_null=True, help_text="Null to hand tickets over and stay."
    )
    hand_over = VocabularyField(
        choices=HandOver.choices,
        required=False,
        default=HandOver.KEEP,
        help_text="Tickets without a team, and those nobody in it has room for, go to nobody.",
    )

    def validate_away_until(self, until: datetime | None) -> datetime | None:
        now = timezone.now()
        if until is not None and not now < until <= now + LONGEST_ABSENCE:
            raise serializers.ValidationError("Give a time within the next year.")
        return until


class AbsenceStateSerializer(serializers.Serializer[Any]):
    """Until when the person who asks is away, and what depends on it."""

    away_until = serializers.DateTimeField(allow_null=True)
    teams = TeamSummarySerializer(many=True)
    open_tickets = serializers.IntegerField(help_text="That are assigned to them, 10,000 at most.")


class HandedOverSerializer(serializers.Serializer[Any]):
    """Open tickets that others have now, and those that nobody has."""

    away_until = serializers.DateTimeField(allow_null=True)
    given = serializers.ListField(
        child=serializers.IntegerField(), help_text="The ids of those that others have now."
    )
    unassigned = serializers.ListField(
        child=serializers.IntegerField(), help_text="The ids of those that nobody has now."
    )


class CategoryTeamField(TeamField):
    """The team of a category: an id where it is written."""

    def get_attribute(self, instance: Any) -> Any:
        return instance.get(self.field_name)


class CategoryTeamsSerializer(StrictSerializer):
    """The team of each category; null for none."""

    def get_fields(self) -> dict[str, Any]:
        return {category.value: CategoryTeamField() for category in Category}
