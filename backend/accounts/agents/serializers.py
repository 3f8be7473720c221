"""Agents as the API answers them: by name, never by address."""

from typing import Any

from rest_framework import serializers

from core.http.fields import LineField

SEARCH_MAX_LENGTH = 200


class AgentSerializer(serializers.Serializer[Any]):
    """An agent who may be mentioned."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(read_only=True)


class AgentSearchSerializer(serializers.Serializer[Any]):
    """The query of the list of agents."""

    search = LineField(
        required=False,
        allow_blank=True,
        max_length=SEARCH_MAX_LENGTH,
        help_text="A part of the name, in any case; blank for all.",
    )
