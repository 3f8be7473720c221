"""Validation of imported messages."""

from typing import Any

from rest_framework import serializers

from conversations.models import AUTHOR_NAME_MAX_LENGTH, AuthorKind, Channel, Kind
from conversations.serializers import MessageTextField
from core.http.fields import NameField, VocabularyField


class ImportedMessageSerializer(serializers.Serializer[Any]):
    """A message of an imported ticket, the fields of its author beside the others.

    Its times were read before.
    """

    kind = VocabularyField(choices=Kind.choices)
    author_kind = VocabularyField(choices=AuthorKind.choices)
    author_name = NameField(max_length=AUTHOR_NAME_MAX_LENGTH, allow_blank=True)
    text = MessageTextField()
    channel = VocabularyField(choices=Channel.choices)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["kind"] == Kind.NOTE and attrs["author_kind"] == AuthorKind.REQUESTER:
            raise serializers.ValidationError({"kind": ["A requester writes no notes."]})
        return attrs
