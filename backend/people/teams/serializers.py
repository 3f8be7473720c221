"""Teams as the API accepts and answers them."""

from typing import Any

from rest_framework import serializers

from accounts.agents.listing import named_agents
from accounts.names import display_name
from core.http.fields import BooleanField, LineField, VocabularyField
from people.teams.access import reader_of
from people.teams.models import MAX_CAPACITY, NAME_MAX_LENGTH, Assignment, Membership, Team

MAX_MEMBERS = 500
LARGEST_ID = 2**63 - 1
NAME_TAKEN = "Another team has this name."
NO_AGENT = "There is no agent {id} who may sign in."


class TeamSummarySerializer(serializers.Serializer[Team]):
    """A team, as a ticket names it."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(read_only=True)
    is_closed = serializers.BooleanField(
        read_only=True, help_text="Whether only its members and admins see its tickets."
    )


class AgentSummarySerializer(serializers.Serializer[Any]):
    """An agent, as a ticket names them."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.SerializerMethodField()

    def get_name(self, user: Any) -> str:
        return display_name(user)


class MemberSerializer(serializers.Serializer[Membership]):
    """An agent in a team."""

    id = serializers.IntegerField(source="agent_id", min_value=1, max_value=LARGEST_ID)
    name = serializers.SerializerMethodField()
    capacity = serializers.IntegerField(
        min_value=0,
        max_value=MAX_CAPACITY,
        allow_null=True,
        default=None,
        help_text="So many open tickets at most are assigned automatically; null for any number.",
    )
    away_until = serializers.DateTimeField(
        allow_null=True,
        default=None,
        help_text="Until then nothing is assigned automatically; null for who is here.",
    )

    def get_name(self, membership: Membership) -> str:
        return display_name(membership.agent)


class TeamSerializer(serializers.Serializer[Team]):
    """A team; `id` and the version are the server's."""

    id = serializers.IntegerField(read_only=True)
    name = LineField(max_length=NAME_MAX_LENGTH)
    assignment = VocabularyField(
        choices=Assignment.choices,
        required=False,
        help_text="How tickets that arrive in the team get an assignee.",
    )
    is_closed = BooleanField(
        required=False, help_text="Whether only its members and admins see its tickets."
    )
    members = MemberSerializer(
        many=True,
        source="memberships",
        required=False,
        allow_null=True,
        help_text=(
            "Null to others than its members and admins, where the team is closed; written, null "
            "leaves them as they are."
        ),
    )
    version = serializers.IntegerField(read_only=True, help_text="Grows by one with every edit.")

    def to_representation(self, team: Team) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(team)
        if not reader_of(self.context["request"]).may_read(team.pk):
            shown["members"] = None
        return shown

    def validate_members(self, members: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
        if members is None:
            return None
        if len(members) > MAX_MEMBERS:
            raise serializers.ValidationError(f"Give at most {MAX_MEMBERS} members.")
        if None in members:
            raise serializers.ValidationError(self.error_messages["null"])
        # A change of some fields of the team asks for no field of its members either.
        if any("agent_id" not in member for member in members):
            raise serializers.ValidationError({"id": [self.error_messages["required"]]})
        ids = [member["agent_id"] for member in members]
        if len(set(ids)) < len(ids):
            raise serializers.ValidationError("Name each member once.")
        there = set(named_agents().filter(pk__in=ids).values_list("pk", flat=True))
        if missing := [pk for pk in ids if pk not in there]:
            raise serializers.ValidationError(NO_AGENT.format(id=missing[0]))
        return members
