"""Saved replies as the API accepts and answers them."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.validators import RegexValidator
from rest_framework import serializers

from conversations.saved_replies.models import (
    NAME_MAX_LENGTH,
    SHORTCUT_MAX_LENGTH,
    TEXT_MAX_BYTES,
    SavedReply,
)
from conversations.saved_replies.selectors import MAX_ID, may_edit, user_id_of
from conversations.saved_replies.variables import VALUES, find_problem
from core.http.fields import BooleanField, LineField, StringField, TextField, VocabularyField
from core.http.serializers import StrictSerializer
from tickets.access import readable_tickets
from tickets.models import Ticket
from tickets.vocabulary import Category, Priority, Status

SEARCH_MAX_LENGTH = 200


class OwnerSerializer(serializers.Serializer[AbstractBaseUser]):
    """The agent who made a saved reply."""

    id = serializers.IntegerField()
    name = serializers.SerializerMethodField()

    def get_name(self, user: Any) -> str:
        return str(user.get_full_name() or user.get_username())


class SetSerializer(StrictSerializer):
    """Values that the ticket gets together with the reply."""

    status = VocabularyField(choices=Status.choices, required=False)
    priority = VocabularyField(choices=Priority.choices, required=False)
    category = VocabularyField(choices=Category.choices, required=False)


def check_size(text: str) -> None:
    size = len(text.encode())
    if size > TEXT_MAX_BYTES:
        raise serializers.ValidationError(
            f"This is too long: {size:,} bytes, and {TEXT_MAX_BYTES:,} are allowed.", "max_length"
        )


def check_variables(text: str) -> None:
    if problem := find_problem(text):
        raise serializers.ValidationError(problem, "unknown_variable")


class SavedReplySerializer(serializers.Serializer[SavedReply]):
    """A saved reply; `id`, the owner, the count, the version and the time are the server's."""

    id = serializers.IntegerField(read_only=True)
    name = LineField(max_length=NAME_MAX_LENGTH)
    shortcut = StringField(
        max_length=SHORTCUT_MAX_LENGTH,
        required=False,
        allow_blank=True,
        validators=[RegexValidator(r"\A[a-z0-9-]+\Z", "Use the letters a to z, digits and “-”.")],
        help_text="What agents type to find it; none other that they see has it. Blank for none.",
    )
    text = TextField(
        validators=[check_size, check_variables],
        help_text=(
            f"Markdown, up to {TEXT_MAX_BYTES:,} bytes of UTF-8, with variables as "
            f"`{{{{ name | fallback }}}}`: {', '.join(VALUES)}."
        ),
    )
    set = SetSerializer(source="set_values", required=False)
    shared = BooleanField(
        source="is_shared",
        required=False,
        default=True,
        help_text="Whether all agents see it, or its owner alone.",
    )
    owner = OwnerSerializer(read_only=True, allow_null=True)
    used_count = serializers.IntegerField(
        read_only=True, help_text="Messages that were made of it."
    )
    version = serializers.IntegerField(read_only=True, help_text="Grows by one with every edit.")
    updated_at = serializers.DateTimeField(read_only=True)
    can_edit = serializers.SerializerMethodField()

    def get_can_edit(self, reply: SavedReply) -> bool:
        return may_edit(self.context["request"], reply)

    def validate_shared(self, is_shared: bool) -> bool:
        user_id = user_id_of(self.context["request"])
        if is_shared:
            return True
        if user_id is None:
            raise serializers.ValidationError("Sign in to keep a saved reply to yourself.")
        if self.instance is not None and self.instance.owner_id != user_id:
            raise serializers.ValidationError("Only who has made it can keep it to themselves.")
        return False


class SavedReplySearchSerializer(serializers.Serializer[Any]):
    """The query of the list of saved replies."""

    search = LineField(
        required=False,
        allow_blank=True,
        max_length=SEARCH_MAX_LENGTH,
        help_text="Words of the name, the shortcut or the text; blank for all.",
    )


class PreviewQuerySerializer(serializers.Serializer[Any]):
    """The query of a preview."""

    ticket = serializers.IntegerField(min_value=1, max_value=MAX_ID)

    def validate_ticket(self, pk: int) -> Ticket:
        tickets = readable_tickets(self.context["request"]).select_related("requester")
        ticket = tickets.filter(pk=pk).first()
        if ticket is None:
            raise serializers.ValidationError("There is no such ticket.")
        return ticket


class PreviewSerializer(serializers.Serializer[Any]):
    """A saved reply as it is for one ticket."""

    text = serializers.CharField(help_text="Markdown, with the variables filled in.")
    html = serializers.CharField(help_text="The same, rendered and sanitised.")
    set = SetSerializer()
