"""Followers as the API accepts and answers them."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from conversations.followers.models import Follower
from people.teams.serializers import AgentSummarySerializer
from tickets.access import readers_among
from tickets.references import LARGEST_ID, NO_AGENT, may_be_assigned, read_id
from tickets.vocabulary import ME

WHO_FOLLOWS = "Sign in to follow a ticket: nobody knows who you are."
MAY_NOT_READ = "They may not read this ticket."


class FollowerSerializer(serializers.Serializer[Follower]):
    """An agent who follows a ticket."""

    id = serializers.IntegerField(source="user_id")
    name = serializers.SerializerMethodField()

    def get_name(self, follower: Follower) -> str:
        return str(AgentSummarySerializer(follower.user).data["name"])


@extend_schema_field(
    {
        "oneOf": [
            {"type": "integer", "minimum": 1, "maximum": LARGEST_ID},
            {"type": "string", "enum": [ME]},
        ]
    }
)
class AgentField(serializers.Field[int, Any, int, Any]):
    """An agent who may sign in, by their id, or `me`."""

    default_error_messages = {"invalid": "Give an agent's id, or “me”."}

    def to_internal_value(self, data: Any) -> int:
        if data == ME:
            user = self.context["request"].user
            if user.pk is None:
                raise serializers.ValidationError(WHO_FOLLOWS)
            return int(user.pk)
        pk = read_id(data)
        if pk is None:
            self.fail("invalid")
        if not may_be_assigned(pk):
            raise serializers.ValidationError(NO_AGENT)
        return pk


class FollowSerializer(serializers.Serializer[Any]):
    """Who is to follow a ticket: whoever asks, or a colleague."""

    agent = AgentField(required=False)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            data = {"agent": ME, **data}
        return super().to_internal_value(data)

    def validate_agent(self, pk: int) -> int:
        if pk not in readers_among(self.context["ticket"], [pk]):
            raise serializers.ValidationError(MAY_NOT_READ)
        return pk
