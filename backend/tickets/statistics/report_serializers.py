"""The shapes of the figures of agents and teams."""

from rest_framework import serializers

from core.http.fields import VocabularyField
from tickets.statistics.reports import DAYS_CHOICES, DEFAULT_DAYS, MAX_ROWS
from tickets.statistics.serializers import DurationsSerializer


class ReportsQuerySerializer(serializers.Serializer[dict[str, int]]):
    """The days of the figures; an empty value is unset."""

    days = VocabularyField(
        choices=[str(days) for days in DAYS_CHOICES], default=str(DEFAULT_DAYS), allow_blank=True
    )

    def validate_days(self, days: str) -> int:
        return int(days or DEFAULT_DAYS)


class ReportFiguresSerializer(serializers.Serializer[object]):
    """Figures of tickets by their present agent or team."""

    taken = serializers.IntegerField(
        help_text=(
            "Given to the agent whom they have now (`assigned_within`); assignments of before this "
            "was counted are missing."
        )
    )
    answered = serializers.IntegerField(
        help_text="Last replied to by an agent in the period (`answered_within`)."
    )
    resolved = serializers.IntegerField(
        help_text="Last resolved or closed in the period (`resolved_within`)."
    )
    waiting = serializers.IntegerField(
        help_text="Whose requester waits for an agent at this moment (`awaiting=agent`)."
    )
    first_response = DurationsSerializer(
        help_text="Of the first replies given in the period (`first_response_within`)."
    )


class AgentFiguresSerializer(ReportFiguresSerializer):
    """Figures of an agent's tickets."""

    id = serializers.IntegerField(help_text="The list's `assignee`.")
    name = serializers.CharField()
    is_active = serializers.BooleanField(help_text="Whether they may sign in.")


class TeamFiguresSerializer(ReportFiguresSerializer):
    """Figures of a team's tickets."""

    id = serializers.IntegerField(help_text="The list's `team`.")
    name = serializers.CharField()
    is_closed = serializers.BooleanField(
        help_text="Whether only its members and admins see its tickets."
    )


class AgentsReportSerializer(serializers.Serializer[object]):
    """Figures by agent."""

    rows = AgentFiguresSerializer(
        many=True, help_text=f"Who has any, by name; at most {MAX_ROWS}, the first ones."
    )
    left_out = serializers.IntegerField(help_text="How many more there are.")
    none = ReportFiguresSerializer(help_text="Of the tickets that nobody has: `assignee=none`.")


class TeamsReportSerializer(serializers.Serializer[object]):
    """Figures by team."""

    rows = TeamFiguresSerializer(
        many=True, help_text=f"Those with any, by name; at most {MAX_ROWS}, the first ones."
    )
    left_out = serializers.IntegerField(help_text="How many more there are.")
    none = ReportFiguresSerializer(help_text="Of the tickets without a team: `team=none`.")


class BacklogSerializer(serializers.Serializer[object]):
    """Tickets that are open or in progress, of one age."""

    older_than = serializers.IntegerField(
        allow_null=True, help_text="The list's filter; null for no condition."
    )
    created_within = serializers.IntegerField(
        allow_null=True, help_text="The list's filter; null for no condition."
    )
    count = serializers.IntegerField()


class ReportsSerializer(serializers.Serializer[object]):
    """Figures of agents and teams, and of the backlog."""

    days = serializers.IntegerField()
    since = serializers.DateField(help_text="The first of the days.")
    until = serializers.DateField(help_text="The last one: the team's today.")
    time_zone = serializers.CharField(help_text="The team's, by its IANA name.")
    agents = AgentsReportSerializer()
    teams = TeamsReportSerializer()
    backlog = BacklogSerializer(many=True, help_text="From the newest to the oldest.")
