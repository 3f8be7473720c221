"""The shapes of the API: what is accepted, and what is answered."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.http.fields import (
    AddressField,
    LineField,
    NameField,
    StringField,
    TextField,
    VocabularyField,
)
from core.http.permissions import has_agents_rights
from tickets.models import Ticket
from tickets.private_links.links import first_token, token_for
from tickets.private_links.models import PrivateLink
from tickets.statistics.period import DEFAULT_PERIOD, PERIODS
from tickets.triage.model_call import Cause
from tickets.triage.models import Classification
from tickets.vocabulary import (
    DESCRIPTION_MAX_LENGTH,
    EMAIL_MAX_LENGTH,
    NAME_MAX_LENGTH,
    TITLE_MAX_LENGTH,
    Category,
    Priority,
    Status,
)

SUGGESTION_ID_MAX_LENGTH = 200
COLUMNS = (
    "id",
    "title",
    "description",
    "category",
    "priority",
    "status",
    "created_at",
    "updated_at",
    "resolved_at",
    "version",
    "requester_name",
    "requester_email",
)


class TicketSerializer(serializers.Serializer[Ticket]):
    """A ticket; `id`, the times and `version` are the server's."""

    # Declared, not made from the model: that would be done anew for every request.
    id = serializers.IntegerField(read_only=True)
    title = LineField(max_length=TITLE_MAX_LENGTH)
    description = TextField(max_length=DESCRIPTION_MAX_LENGTH)
    category = VocabularyField(choices=Category.choices)
    priority = VocabularyField(choices=Priority.choices)
    status = VocabularyField(choices=Status.choices, required=False)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)
    resolved_at = serializers.DateTimeField(
        read_only=True,
        allow_null=True,
        help_text="When the ticket was last resolved or closed; null while it is neither.",
    )
    version = serializers.IntegerField(read_only=True, help_text="Grows by one with every change.")
    requester_name = NameField(
        max_length=NAME_MAX_LENGTH,
        required=False,
        allow_blank=True,
        help_text="Who has the problem; blank where nobody says.",
    )
    requester_email = AddressField(
        max_length=EMAIL_MAX_LENGTH,
        required=False,
        allow_blank=True,
        help_text="Where to reach them; blank where nobody says.",
    )

    def get_fields(self) -> dict[str, serializers.Field]:
        """Copies of the fields that are declared; of a change, only those that it names."""
        if not (self.partial and isinstance(getattr(self, "initial_data", None), Mapping)):
            return super().get_fields()
        declared = self._declared_fields.items()
        return {name: deepcopy(field) for name, field in declared if name in self.initial_data}

    def to_representation(self, ticket: Ticket) -> dict[str, Any]:
        """The columns as they are: the renderer writes times as the fields would, only sooner."""
        return {name: getattr(ticket, name) for name in COLUMNS}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What a stranger submits is open: only agents say how far a ticket is."""
        request = self.context.get("request")
        if request is not None and not has_agents_rights(request):
            attrs["status"] = Status.OPEN
        return attrs


class TicketSuggestionSerializer(serializers.ModelSerializer[Classification]):
    """What the classifier had suggested for a ticket, and what the person chose then."""

    category = serializers.ChoiceField(choices=Category.choices, read_only=True)
    priority = serializers.ChoiceField(choices=Priority.choices, read_only=True)
    reason = serializers.SerializerMethodField()
    chosen_category = serializers.ChoiceField(choices=Category.choices, read_only=True)
    chosen_priority = serializers.ChoiceField(choices=Priority.choices, read_only=True)

    class Meta:
        model = Classification
        fields = (
            "category",
            "priority",
            "confidence",
            "reason",
            "model",
            "created_at",
            "latency_ms",
            "chosen_category",
            "chosen_priority",
        )
        read_only_fields = fields

    def get_reason(self, suggestion: Classification) -> str | None:
        return suggestion.reason or None


class TicketDetailSerializer(TicketSerializer):
    """A ticket, with what the classifier had suggested for it; null where it had not."""

    suggestion = serializers.SerializerMethodField()

    def to_representation(self, ticket: Ticket) -> dict[str, Any]:
        return {**super().to_representation(ticket), "suggestion": self.get_suggestion(ticket)}

    @extend_schema_field(TicketSuggestionSerializer(allow_null=True))
    def get_suggestion(self, ticket: Ticket) -> Any:
        suggestion = getattr(ticket, "classification", None)
        return TicketSuggestionSerializer(suggestion).data if suggestion else None


class TicketSubmissionSerializer(TicketSerializer):
    """A new ticket, and which suggestion it came of."""

    suggestion_id = StringField(
        write_only=True,
        required=False,
        allow_blank=True,
        allow_null=True,
        max_length=SUGGESTION_ID_MAX_LENGTH,
        help_text="From the classifier's answer. One that is unknown or old changes nothing.",
    )


class TicketCreatedSerializer(TicketDetailSerializer):
    """A ticket that was just submitted, with the key to its public side."""

    request_token = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="For `/api/requests/<token>/`; null once agents have replaced or revoked it.",
    )

    def to_representation(self, ticket: Ticket) -> dict[str, Any]:
        return {**super().to_representation(ticket), "request_token": first_token(ticket)}


class RequestLinkSerializer(serializers.Serializer[PrivateLink]):
    """What agents may know of a ticket's private link; all null where it has none."""

    reference = serializers.CharField(
        allow_null=True, help_text="What the requester calls the ticket by."
    )
    created_at = serializers.DateTimeField(allow_null=True)
    last_used_at = serializers.DateTimeField(
        allow_null=True, help_text="To the hour; null where nobody has followed it."
    )
    revoked_at = serializers.DateTimeField(allow_null=True)


class NewRequestLinkSerializer(RequestLinkSerializer):
    """A new private link; only this answer has its token."""

    request_token = serializers.SerializerMethodField()

    def get_request_token(self, link: PrivateLink) -> str:
        return token_for(link.nonce)


class RequestSerializer(serializers.Serializer[Ticket]):
    """A ticket's public side: what its requester may know, and nothing that tells of others."""

    reference = serializers.CharField(source="private_link.reference")
    title = serializers.CharField()
    description = serializers.CharField()
    category = serializers.ChoiceField(choices=Category.choices)
    status = serializers.ChoiceField(choices=Status.choices)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    resolved_at = serializers.DateTimeField(
        allow_null=True,
        help_text="When the ticket was last resolved or closed; null while it is neither.",
    )


class ClassifyRequestSerializer(serializers.Serializer[dict[str, str]]):
    """The text to classify."""

    description = TextField(max_length=DESCRIPTION_MAX_LENGTH)


class SuggestionSerializer(serializers.Serializer[object]):
    """What the classifier suggests; both null, with a reason for a person, where it cannot."""

    suggested_category = serializers.ChoiceField(choices=Category.choices, allow_null=True)
    suggested_priority = serializers.ChoiceField(choices=Priority.choices, allow_null=True)
    confidence = serializers.FloatField(
        required=False,
        allow_null=True,
        help_text="How probable the model holds it, 0 to 1; null where it does not say.",
    )
    reason = serializers.CharField(
        required=False,
        allow_null=True,
        help_text=(
            "Why, in one sentence of the model's; null for strangers where other tickets go along "
            "as examples."
        ),
    )
    suggestion_id = serializers.CharField(
        required=False, allow_null=True, help_text="Send it along with the ticket."
    )
    error = serializers.CharField(
        required=False, help_text="Why there is no suggestion, in a person's words."
    )


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
    """Tickets created on one day (UTC)."""

    date = serializers.DateField()
    count = serializers.IntegerField()


class StatsQuerySerializer(serializers.Serializer[dict[str, str]]):
    """Which period the figures are asked for; an empty value is unset."""

    period = VocabularyField(choices=list(PERIODS), default=DEFAULT_PERIOD, allow_blank=True)

    def validate_period(self, period: str) -> str:
        return period or DEFAULT_PERIOD


class PeriodBucketSerializer(serializers.Serializer[object]):
    """Tickets created and resolved in one day or month (UTC)."""

    date = serializers.DateField(help_text="Of a month, its first day.")
    created = serializers.IntegerField()
    resolved = serializers.IntegerField()


class PeriodFiguresSerializer(serializers.Serializer[object]):
    """How much came in and how much was solved."""

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


class ConfusionCellSerializer(serializers.Serializer[object]):
    """How many tickets had one word suggested and have another now."""

    suggested = serializers.CharField()
    final = serializers.CharField()
    count = serializers.IntegerField()


class FailureSerializer(serializers.Serializer[object]):
    """How often there was no suggestion for one cause."""

    cause = serializers.ChoiceField(choices=Cause.choices)
    count = serializers.IntegerField()


class TriageStatsSerializer(serializers.Serializer[object]):
    """How good the suggestions of a period are, and what they cost."""

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
        "rounded, by 5 % at most; null without any.",
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
        help_text="Over the days (UTC) that have tickets, to one decimal."
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
    triage = TriageStatsSerializer(help_text="Of the suggestions made in the period.")


class CountSerializer(serializers.Serializer[object]):
    """How many tickets share a status, a priority and a category."""

    status = serializers.ChoiceField(choices=Status.choices)
    priority = serializers.ChoiceField(choices=Priority.choices)
    category = serializers.ChoiceField(choices=Category.choices)
    count = serializers.IntegerField()


class CountsSerializer(serializers.Serializer[object]):
    """How the tickets divide; combinations without tickets are left out."""

    cells = CountSerializer(many=True)
    exact = serializers.BooleanField(
        help_text="False where counting stopped at a bound: there are at least so many."
    )
