"""Tickets as the API accepts and answers them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.http.fields import (
    EmailAddressField,
    LineField,
    NameField,
    StringField,
    TextField,
    VocabularyField,
)
from core.http.permissions import has_agents_rights
from people.serializers import RequesterSummarySerializer
from tickets.models import Ticket
from tickets.private_links.links import first_token
from tickets.references import AssigneeField, TeamField
from tickets.search.serializers import FoundSerializer
from tickets.snooze_times import NOT_DONE, SnoozeField
from tickets.tags.models import MAX_TAGS_OF_TICKET
from tickets.tags.serializers import TagColorsField, TagNamesField, take_change
from tickets.triage.serializers import TicketSuggestionSerializer
from tickets.vocabulary import (
    DESCRIPTION_MAX_LENGTH,
    DONE,
    EMAIL_MAX_LENGTH,
    NAME_MAX_LENGTH,
    TITLE_MAX_LENGTH,
    Awaiting,
    Category,
    Folder,
    Priority,
    Status,
)

SUGGESTION_ID_MAX_LENGTH = 200


class TicketSerializer(serializers.Serializer[Ticket]):
    """A ticket; `id`, the times and `version` are the server's."""

    # Declared, not derived from the model: a ModelSerializer derives them for each request.
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
    awaiting = serializers.ChoiceField(
        read_only=True, choices=Awaiting.choices, help_text="Whose turn it is."
    )
    waiting_since = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="Since when the requester waits for an agent."
    )
    message_count = serializers.IntegerField(read_only=True, help_text="Replies and notes.")
    last_message_at = serializers.DateTimeField(
        read_only=True,
        allow_null=True,
        help_text="When somebody last wrote; of the submission where nobody has since.",
    )
    last_requester_at = serializers.DateTimeField(
        read_only=True,
        allow_null=True,
        help_text="When the requester last wrote; of the submission where they have not since.",
    )
    first_response_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="When an agent first replied."
    )
    requester_name = NameField(
        max_length=NAME_MAX_LENGTH,
        required=False,
        allow_blank=True,
        help_text="Who has the problem; blank where nobody says.",
    )
    requester_email = EmailAddressField(
        max_length=EMAIL_MAX_LENGTH,
        required=False,
        allow_blank=True,
        help_text="Where to reach them; blank where nobody says.",
    )
    requester = RequesterSummarySerializer(
        read_only=True,
        allow_null=True,
        help_text="Whose the address is, as we know them now; null without an address.",
    )

    assignee = AssigneeField(
        source="assignee_id", help_text="Who answers the ticket; null for nobody yet."
    )
    team = TeamField(source="team_id", help_text="Whose ticket it is; null for nobody's.")
    tags = TagNamesField(
        help_text=(
            f"Names, in their order, {MAX_TAGS_OF_TICKET} at most. Written, these are all of its "
            "tags; names that no tag has yet are made tags."
        )
    )
    tag_colors = TagColorsField(help_text="The colours of its tags, by their names.")
    merged_into = serializers.IntegerField(
        source="merged_into_id",
        read_only=True,
        allow_null=True,
        help_text="The ticket that it was merged into; null while it was not.",
    )

    snoozed_until = SnoozeField(
        required=False,
        allow_null=True,
        help_text=(
            "Until then it stays out of the open queues: a time within the next year, `reply` for "
            "until the requester answers, or null. It ends when the requester writes."
        ),
    )
    woken_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="When a snooze last ended by itself."
    )
    woken_from = SnoozeField(
        read_only=True,
        allow_null=True,
        help_text=(
            "Until when that snooze was; null once an agent has written, changed the status or "
            "snoozed it again."
        ),
    )
    folder = VocabularyField(
        choices=Folder.choices,
        required=False,
        allow_null=True,
        help_text="Where it was moved out of everything else; null for a ticket that is there.",
    )
    removed_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="When it was moved to its folder."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return the values; only agents choose the status, a stranger's ticket is open."""
        request = self.context.get("request")
        if (change := take_change(attrs)) is not None:
            attrs["tag_change"] = change
        if request is not None and not has_agents_rights(request):
            attrs["status"] = Status.OPEN
        if attrs.get("snoozed_until") and self.will_be_done(attrs):
            raise serializers.ValidationError({"snoozed_until": [NOT_DONE]})
        return attrs

    def will_be_done(self, attrs: dict[str, Any]) -> bool:
        """Return whether the ticket is done with these values."""
        present = self.instance.status if isinstance(self.instance, Ticket) else None
        return attrs.get("status", present) in DONE


class ListedTicketSerializer(TicketSerializer):
    """A ticket of the list, with where the search has found it."""

    found = FoundSerializer(
        read_only=True,
        allow_null=True,
        default=None,
        help_text="Where a word of the search is that no field of the ticket has; else null.",
    )


class TicketDetailSerializer(TicketSerializer):
    """A ticket, with what the classifier had suggested for it; null where it had not."""

    suggestion = serializers.SerializerMethodField()

    @extend_schema_field(TicketSuggestionSerializer(allow_null=True))
    def get_suggestion(self, ticket: Ticket) -> Any:
        suggestion = getattr(ticket, "classification", None)
        return TicketSuggestionSerializer(suggestion).data if suggestion else None


class TicketChangeSerializer(TicketDetailSerializer):
    """A ticket to change; single tags can be added and removed, whatever others do meanwhile."""

    add_tags = TagNamesField(write_only=True)
    remove_tags = TagNamesField(write_only=True)


class TicketSubmissionSerializer(TicketSerializer):
    """A new ticket, and which suggestion it came of."""

    # Who submits one wants it to be read.
    snoozed_until = SnoozeField(read_only=True, allow_null=True)
    folder = VocabularyField(choices=Folder.choices, read_only=True, allow_null=True)
    suggestion_id = StringField(
        write_only=True,
        required=False,
        allow_blank=True,
        allow_null=True,
        max_length=SUGGESTION_ID_MAX_LENGTH,
        help_text="From the classifier's answer. One that is unknown or old changes nothing.",
    )


class TicketCreatedSerializer(TicketDetailSerializer):
    """A ticket that was just submitted, as agents see it, with the key to its public side."""

    request_token = serializers.CharField(
        read_only=True,
        allow_null=True,
        help_text="For `/api/requests/<token>/`; null once agents have replaced or revoked it.",
    )

    def to_representation(self, ticket: Ticket) -> dict[str, Any]:
        data = super().to_representation(ticket)
        # Whoever is blocked is not told so, also where everybody has agents' rights.
        return {**data, "folder": None, "removed_at": None, "request_token": first_token(ticket)}


class TicketReceiptSerializer(serializers.Serializer[Ticket]):
    """A ticket that a stranger has submitted: what they wrote, and the key to its public side.

    Strangers call it by its reference: the numbers of tickets tell how many there are.
    """

    reference = serializers.CharField(source="private_link.reference")
    title = serializers.CharField()
    description = serializers.CharField()
    category = serializers.ChoiceField(choices=Category.choices)
    priority = serializers.ChoiceField(choices=Priority.choices)
    status = serializers.ChoiceField(choices=Status.choices)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    resolved_at = serializers.DateTimeField(allow_null=True)
    requester_name = serializers.CharField(allow_blank=True)
    requester_email = serializers.CharField(allow_blank=True)
    request_token = serializers.SerializerMethodField(
        help_text="For `/api/requests/<token>/`; null once agents have replaced or revoked it."
    )

    def get_request_token(self, ticket: Ticket) -> str | None:
        return first_token(ticket)
