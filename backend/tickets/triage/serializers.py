"""The shapes of a question to the classifier and of its suggestion."""

from rest_framework import serializers

from core.http.fields import TextField
from tickets.triage.models import Classification
from tickets.vocabulary import DESCRIPTION_MAX_LENGTH, Category, Priority


class ClassifyRequestSerializer(serializers.Serializer[dict[str, str]]):
    """The text to classify."""

    description = TextField(max_length=DESCRIPTION_MAX_LENGTH)


class SuggestionSerializer(serializers.Serializer[object]):
    """The classifier's suggestion; both values null, with a reason for a person, without one."""

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
            "Why, in one sentence of the model's; for agents only, as it may repeat what the model "
            "has read in other tickets."
        ),
    )
    suggestion_id = serializers.CharField(
        required=False, allow_null=True, help_text="Send it along with the ticket."
    )
    error = serializers.CharField(
        required=False, help_text="Why there is no suggestion, in a person's words."
    )


class TicketSuggestionSerializer(serializers.ModelSerializer[Classification]):
    """The suggestion for a ticket, and the values that the person chose on submitting it."""

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
