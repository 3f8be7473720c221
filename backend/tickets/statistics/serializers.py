"""The shapes of the dashboard's figures."""

from rest_framework import serializers

from core.http.fields import VocabularyField
from tickets.statistics.period import DEFAULT_PERIOD, PERIODS
from tickets.triage.model_result import Cause


class PriorityBreakdownSerializer(serializers.Serializer[object]):
    """Tickets of each priority."""

    low = serializers.IntegerField()
    medium = serializers.IntegerField()
    high = serializers.IntegerField()
    critical = serializers.IntegerField()


class CategoryBreakdownSerializer(serializers.Serializer[object]):
    """Tickets of each category."""

    billing = serializers.IntegerField()
    technical = serializers.IntegerField()
    account = serializers.IntegerField()
    general = serializers.IntegerField()


class StatusBreakdownSerializer(serializers.Serializer[object]):
    """Tickets of each status."""

    open = serializers.IntegerField()
    in_progress = serializers.IntegerField()
    resolved = serializers.IntegerField()
    closed = serializers.IntegerField()


class DayCountSerializer(serializers.Serializer[object]):
    """Tickets created on one day of the team's."""

    date = serializers.DateField()
    count = serializers.IntegerField()


class StatsQuerySerializer(serializers.Serializer[dict[str, str]]):
    """The period of the figures; an empty value is unset."""

    period = VocabularyField(choices=list(PERIODS), default=DEFAULT_PERIOD, allow_blank=True)

    def validate_period(self, period: str) -> str:
        return period or DEFAULT_PERIOD


class PeriodBucketSerializer(serializers.Serializer[object]):
    """Tickets created and resolved in one day or month of the team's."""

    date = serializers.DateField(help_text="Of a month, its first day.")
    created = serializers.IntegerField()
    resolved = serializers.IntegerField()


class PeriodFiguresSerializer(serializers.Serializer[object]):
    """The numbers of tickets created and resolved, and their rates."""

    created = serializers.IntegerField()
    resolved = serializers.IntegerField(
        help_text="Tickets last resolved or closed in the period, whenever they were created."
    )
    avg_per_day = serializers.FloatField(
        allow_null=True,
        help_text=(
            "Tickets created, by days of the calendar, to one decimal; of all time, by those since "
            "the first ticket, null without one."
        ),
    )
    resolution_rate = serializers.FloatField(
        allow_null=True,
        help_text="Resolved by created, which may exceed 1; null where none was created.",
    )


class PeriodSerializer(PeriodFiguresSerializer):
    """The figures of a period."""

    name = serializers.ChoiceField(choices=list(PERIODS))
    since = serializers.DateField(allow_null=True, help_text="Its first day; null for all time.")
    until = serializers.DateField(help_text="Its last day: the team's today.")
    time_zone = serializers.CharField(help_text="The team's, by its IANA name.")
    bucket = serializers.ChoiceField(choices=["day", "month"])
    open_change = serializers.IntegerField(
        allow_null=True, help_text="Created less resolved; null for all time."
    )
    previous = PeriodFiguresSerializer(
        allow_null=True, help_text="As many days just before; null for all time."
    )
    series = PeriodBucketSerializer(
        many=True, help_text="Oldest first; buckets without either are left out."
    )
    priority_breakdown = PriorityBreakdownSerializer()
    category_breakdown = CategoryBreakdownSerializer()
    status_breakdown = StatusBreakdownSerializer()


class DurationsSerializer(serializers.Serializer[object]):
    """Number and length of durations, in seconds; null without any."""

    count = serializers.IntegerField()
    median_seconds = serializers.IntegerField(
        allow_null=True, help_text="The time that half of them do not exceed, estimated within 5 %."
    )
    p90_seconds = serializers.IntegerField(allow_null=True, help_text="The same for 90 %.")


class DurationsByPrioritySerializer(serializers.Serializer[object]):
    """The same for the tickets of each priority."""

    low = DurationsSerializer()
    medium = DurationsSerializer()
    high = DurationsSerializer()
    critical = DurationsSerializer()


class ResponseTimesSerializer(DurationsSerializer):
    """The times from the submission on that ended in the period."""

    previous = DurationsSerializer(
        allow_null=True, help_text="Of as many days just before; null for all time."
    )
    by_priority = DurationsByPrioritySerializer()


class WaitingSerializer(serializers.Serializer[object]):
    """The tickets whose requester waits for an agent at this moment."""

    count = serializers.IntegerField()
    since = serializers.DateTimeField(
        allow_null=True, help_text="Since when the one that waits longest does."
    )
    by_priority = PriorityBreakdownSerializer()


class ConfusionCellSerializer(serializers.Serializer[object]):
    """The number of tickets with one suggested and one present value."""

    suggested = serializers.CharField()
    final = serializers.CharField()
    count = serializers.IntegerField()


class FailureSerializer(serializers.Serializer[object]):
    """The number of questions that got no suggestion, for one cause."""

    cause = serializers.ChoiceField(choices=Cause.choices)
    count = serializers.IntegerField()


class TriageStatsSerializer(serializers.Serializer[object]):
    """The quality and the cost of the suggestions of a period."""

    offered = serializers.IntegerField(
        help_text="Tickets that were submitted with a suggestion and are still there."
    )
    accepted = serializers.IntegerField(
        help_text="Of these, the ones whose category and priority are as suggested now."
    )
    overridden = serializers.IntegerField(help_text="The others, by requesters or by agents.")
    category = ConfusionCellSerializer(many=True, help_text="Cells that are not zero.")
    priority = ConfusionCellSerializer(many=True, help_text="Cells that are not zero.")
    asked = serializers.IntegerField(help_text="Questions to the classifier.")
    answered = serializers.IntegerField(help_text="Of these, the ones with a suggestion.")
    cached = serializers.IntegerField(help_text="Answered without asking the model again.")
    failures = FailureSerializer(many=True, help_text="The most frequent first.")
    latency_p50_ms = serializers.IntegerField(
        allow_null=True,
        help_text="The time that half of the model's calls, failed ones included, do not exceed; "
        "null without any.",
    )
    latency_p95_ms = serializers.IntegerField(
        allow_null=True, help_text="The same for 95 % of the calls."
    )
    cost = serializers.FloatField(
        allow_null=True,
        help_text="Estimated, in US dollars; null where prices or tokens are unknown.",
    )


class StatsSerializer(serializers.Serializer[object]):
    """The dashboard's figures."""

    total_tickets = serializers.IntegerField()
    open_tickets = serializers.IntegerField(help_text="Tickets whose status is open.")
    avg_tickets_per_day = serializers.FloatField(
        help_text="Over the days that have tickets, to one decimal."
    )
    resolution_rate = serializers.FloatField(
        allow_null=True,
        help_text="Share (0–1) of all tickets that are resolved or closed; null without tickets.",
    )
    priority_breakdown = PriorityBreakdownSerializer()
    category_breakdown = CategoryBreakdownSerializer()
    status_breakdown = StatusBreakdownSerializer()
    created_per_day = DayCountSerializer(
        many=True, help_text="The last 30 days, oldest first; days without tickets are left out."
    )
    period = PeriodSerializer(help_text="Breakdowns are of the tickets created in it.")
    first_response = ResponseTimesSerializer(
        help_text="Of the first public replies by agents that were given in the period."
    )
    resolution = ResponseTimesSerializer(
        help_text=(
            "Of the tickets last resolved or closed in the period; without those that were so when "
            "they came in."
        )
    )
    waiting = WaitingSerializer(help_text="Whatever the period.")
    triage = TriageStatsSerializer(help_text="Of the suggestions made in the period.")
