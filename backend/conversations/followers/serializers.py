"""Followers as the API accepts and answers them."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from conversations.followers.models import Follower
from people.teams.serializers import AgentSummarySerializer
from tickets.access import readers_among
from tickets.references import AssigneeField
from tickets.vocabulary import ME

WHO_FOLLOWS = "Sign in to follow a ticket: nobody knows who you are."
MAY_NOT_READ = "They may not read this ticket."


class FollowerSerializer(serializers.Serializer[Follower]):
    """An agent who follows a ticket."""

    id = serializers.IntegerField(source="user_id")
    name = serializers.SerializerMethodField()

    def get_name(self, follower: Follower) -> str:
        return str(AgentSummarySerializer(follower.user).data["name"])


class FollowingAgentField(AssigneeField):
    """An agent who may sign in, by their id, or `me`."""

    unknown = WHO_FOLLOWS
    default_error_messages = {"invalid": "Give an agent's id, or “me”."}

    def __init__(self) -> None:
        super().__init__(allow_null=False)


class FollowSerializer(serializers.Serializer[Any]):
    """The agent who is to follow a ticket: the one who asks, or a colleague."""

    agent = FollowingAgentField()

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            data = {"agent": ME, **data}
        return super().to_internal_value(data)

    def validate_agent(self, pk: int) -> int:
        if pk not in readers_among(self.context["ticket"], [pk]):
            raise serializers.ValidationError(MAY_NOT_READ)
        return pk
