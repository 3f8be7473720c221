"""Messages as the API accepts and answers them."""

from typing import Any

from django.utils.crypto import salted_hmac
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from conversations.models import TEXT_MAX_BYTES, AuthorKind, Channel, Kind, Message
from conversations.saved_replies.selectors import user_id_of, visible_to
from core.http.fields import BooleanField, TextField, VocabularyField
from core.http.permissions import is_admin
from people.teams.serializers import AgentSummarySerializer
from tickets.history.serializers import HistoryEntrySerializer
from tickets.private_links.serializers import PublicTicketSerializer
from tickets.snooze_times import SnoozeField
from tickets.vocabulary import Category, Priority, Status

MAX_MESSAGE_ID = 2**63 - 1


class MessageTextField(TextField):
    """A message's text: Markdown, as it was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(help_text=f"Markdown, up to {TEXT_MAX_BYTES:,} bytes of UTF-8.", **kwargs)
        self.validators.append(check_size)


def check_size(text: str) -> None:
    size = len(text.encode())
    if size > TEXT_MAX_BYTES:
        raise serializers.ValidationError(
            f"This is too long: {size:,} bytes, and {TEXT_MAX_BYTES:,} are allowed.", "max_length"
        )


class AuthorSerializer(serializers.Serializer[Message]):
    """The author of a message, by the name of that time."""

    kind = serializers.ChoiceField(choices=AuthorKind.choices, source="author_kind")
    id = serializers.IntegerField(source="author_id", allow_null=True)
    name = serializers.CharField(source="author_name", help_text="Blank where nobody says.")


def may_edit(request: Request, message: Message) -> bool:
    """Return whether somebody with agents' rights may edit a message: a note, their own.

    Admins may edit all notes. Notes of nobody who was signed in belong to all.
    """
    if message.kind != Kind.NOTE:
        return False
    return message.author_id is None or message.author_id == request.user.pk or is_admin(request)


class MessageSerializer(serializers.Serializer[Message]):
    """A reply or an internal note, as agents see it."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    author = AuthorSerializer(source="*")
    text = serializers.CharField(help_text="Markdown, as it was typed.")
    html = serializers.CharField(help_text="The same, rendered and sanitised.")
    channel = serializers.ChoiceField(choices=Channel.choices)
    at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField(help_text="Grows by one with every edit.")
    held_until = serializers.DateTimeField(
        allow_null=True,
        help_text="Until then it can be taken back, and its requester does not see it.",
    )
    can_edit = serializers.SerializerMethodField()
    moved_from = serializers.IntegerField(
        allow_null=True,
        help_text="The ticket that it was written in or came by, where that is another one.",
    )
    private_to = serializers.IntegerField(
        allow_null=True,
        help_text="The merged or other ticket whose requester alone sees it; else null.",
    )

    def get_can_edit(self, message: Message) -> bool:
        return may_edit(self.context["request"], message)


class PostedMessageSerializer(MessageSerializer):
    """A message that was just stored."""

    unreached = AgentSummarySerializer(
        many=True,
        help_text="Agents whom a note newly mentions and who may not read the ticket.",
    )


class ThenSerializer(serializers.Serializer[Any]):
    """Values that the ticket gets together with the message."""

    status = VocabularyField(choices=Status.choices, required=False)
    priority = VocabularyField(choices=Priority.choices, required=False)
    category = VocabularyField(choices=Category.choices, required=False)
    snoozed_until = SnoozeField(required=False, allow_null=True)


class NewMessageSerializer(serializers.Serializer[Any]):
    """A message that an agent posts."""

    kind = VocabularyField(choices=Kind.choices)
    text = MessageTextField()
    seen_until = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=MAX_MESSAGE_ID,
        help_text="The id of the newest reply that the author has seen, 0 for none.",
    )
    anyway = BooleanField(
        required=False, default=False, help_text="Post it although there are newer ones."
    )
    then = ThenSerializer(required=False)
    saved_reply = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=MAX_MESSAGE_ID,
        help_text="The id of the saved reply that it was made of, which is counted.",
    )

    def validate_saved_reply(self, pk: int | None) -> int | None:
        visible = visible_to(user_id_of(self.context["request"]))
        if pk is not None and not visible.filter(pk=pk).exists():
            raise serializers.ValidationError("There is no such saved reply.")
        return pk


class NoteTextSerializer(serializers.Serializer[Any]):
    """A note's new text."""

    required_to_change = ("text",)
    text = MessageTextField()


class NewerMessagesSerializer(serializers.Serializer[Any]):
    """The messages that somebody else wrote publicly before the reply."""

    detail = serializers.CharField()
    newer = MessageSerializer(
        many=True, required=False, help_text="Left out where the ticket is spam or in the bin."
    )


class TimelineMessageSerializer(MessageSerializer):
    """A message in a ticket's timeline."""

    type = serializers.SerializerMethodField()

    @extend_schema_field({"type": "string", "enum": ["message"]})
    def get_type(self, message: Message) -> str:
        return "message"


class TimelineEventSerializer(HistoryEntrySerializer):
    """An event in a ticket's timeline, as in its history."""

    type = serializers.SerializerMethodField()
    id = serializers.IntegerField(allow_null=True, help_text="Null of what has no event.")

    @extend_schema_field({"type": "string", "enum": ["event"]})
    def get_type(self, entry: object) -> str:
        return "event"


class MarkdownSerializer(serializers.Serializer[Any]):
    """A text to be rendered as a message would be."""

    text = MessageTextField(allow_blank=True)


class RenderedSerializer(serializers.Serializer[Any]):
    """A rendered text."""

    html = serializers.CharField()


class PublicAuthorSerializer(serializers.Serializer[Message]):
    """The author of a message, as its requester is told."""

    kind = serializers.ChoiceField(choices=AuthorKind.choices, source="author_kind")
    name = serializers.SerializerMethodField(help_text="Blank where nobody says.")

    def get_name(self, message: Message) -> str:
        # Some sign in with their address, and are called by it where they have no other name.
        return "" if "@" in message.author_name else message.author_name


class PublicMessageSerializer(serializers.Serializer[Message]):
    """A message as its requester sees it."""

    key = serializers.SerializerMethodField(help_text="Names the message within the conversation.")
    author = PublicAuthorSerializer(source="*")
    text = serializers.CharField(help_text="Markdown, as it was typed.")
    html = serializers.CharField(help_text="The same, rendered and sanitised.")
    at = serializers.DateTimeField()

    def get_key(self, message: Message) -> str:
        return salted_hmac("conversations.message", str(message.pk)).hexdigest()[:16]


class AnswerSerializer(serializers.Serializer[Any]):
    """A message that a requester posts."""

    text = MessageTextField()


class FollowUpSerializer(serializers.Serializer[Any]):
    """The new ticket that came of an answer to one that was closed long ago."""

    reference = serializers.CharField()
    request_token = serializers.CharField(allow_null=True)


class AnsweredSerializer(PublicMessageSerializer):
    """The requester's message, and the ticket as it is afterwards."""

    ticket = PublicTicketSerializer()
    follow_up = FollowUpSerializer(allow_null=True)


class PublicStatusSerializer(serializers.Serializer[Any]):
    """The word of a requester on the problem: solved, or not."""

    required_to_change = ("status",)
    status = VocabularyField(
        choices=[(Status.RESOLVED.value, "Resolved"), (Status.OPEN.value, "Open")]
    )
