"""Agents and teams as fields of tickets."""

from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction
from rest_framework import serializers
from rest_framework.fields import SkipField

from accounts.names import display_name
from core.db.vendor import is_postgresql
from core.http.permissions import has_agents_rights
from people.models import Membership, Team
from people.teams.serializers import AgentSummarySerializer, TeamSummarySerializer
from tickets.models import Ticket
from tickets.vocabulary import ME

Ids = QuerySet[Any] | Collection[int]

LARGEST_ID = 2**63 - 1
WHO_IS_ME = "Sign in to take a ticket: nobody knows who you are."
NO_AGENT = "There is no such agent, or they may not sign in."
NO_TEAM = "There is no such team."
NOT_IN_TEAM = "{name} is not in this team, which is closed."


def read_id(data: Any) -> int | None:
    """Return a whole number that can be an id, as JSON has it; None for anything else."""
    # To JSON, 7.0 is a whole number, too.
    if isinstance(data, float) and data.is_integer():
        data = int(data)
    return data if type(data) is int and 0 < data <= LARGEST_ID else None


def may_be_assigned(pk: int) -> bool:
    """Return whether this is an agent who may sign in."""
    agents = get_user_model().objects.filter(pk=pk, is_active=True, is_staff=True)
    return agents.exists()


def lock_teams(teams: Ids) -> list[Team]:
    """Return the teams with these ids; nobody opens, closes or changes them meanwhile."""
    found = Team.objects.filter(pk__in=teams).order_by("pk")
    sql, parameters = found.query.sql_with_params()
    if is_postgresql():
        # Others may give tickets to the same team.
        sql += " FOR KEY SHARE"
    return list(Team.objects.raw(sql, parameters))


def find_outsider(agent_id: int, teams: Ids) -> str | None:
    """Return the name of an agent who is not in all those of the teams that are closed.

    The teams stay as they are until the transaction ends.
    """
    closed = [team.pk for team in lock_teams(teams) if team.is_closed]
    if not closed:
        return None
    own = Membership.objects.filter(agent=agent_id, team__in=closed)
    if own.count() == len(closed):
        return None
    agent = get_user_model().objects.filter(pk=agent_id).first()
    return display_name(agent) if agent else f"Agent {agent_id}"


def check_assignee(ticket_ids: Collection[int], values: Mapping[str, Any]) -> None:
    """Raise `ValidationError` where tickets, which are locked, would get an outsider as assignee.

    An outsider is no member of the ticket's team, which is closed. Admins, who read all tickets,
    join the team first.
    """
    agent_id = values.get("assignee_id")
    if agent_id is None or not values.get("team_id", ticket_ids):
        return
    teams: Ids = [values["team_id"]] if "team_id" in values else ()
    if not teams:
        if not ticket_ids:
            return
        teams = Ticket.objects.order_by().filter(pk__in=ticket_ids).values("team_id")
    if name := find_outsider(agent_id, teams):
        raise serializers.ValidationError({"assignee": [NOT_IN_TEAM.format(name=name)]})


def find_referred(ticket: Any, name: str) -> Any:
    """Return the agent or team of a ticket; None for one who was deleted at the same moment."""
    try:
        return getattr(ticket, name)
    except ObjectDoesNotExist:
        # The database checks no key, so that nobody waits for one.
        return None


class ReferenceField(serializers.Field[Any, Any, Any, Any]):
    """A field that is written as an id and read as an object with a name."""

    attribute: str
    summary: type[serializers.Serializer[Any]]
    words: tuple[str, ...] = ()

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("allow_null", True)
        # Without a default, an omitted field stays as it is.
        super().__init__(required=False, **kwargs)

    def skip_for_stranger(self) -> None:
        """Leave the field out: a stranger chooses none, and is not told which there are."""
        request = self.context.get("request")
        if request is not None and not has_agents_rights(request):
            raise SkipField

    def get_attribute(self, instance: Any) -> Any:
        return find_referred(instance, self.attribute)

    def to_representation(self, value: Any) -> Any:
        return self.summary(value).data


class AssigneeField(ReferenceField):
    """An agent: an id or `me` where it is written."""

    attribute = "assignee"
    summary = AgentSummarySerializer
    words = (ME,)
    # To who is `me`, but not signed in.
    unknown = WHO_IS_ME
    default_error_messages = {"invalid": "Give an agent's id, “me” or null."}

    def to_internal_value(self, data: Any) -> int:
        if data == ME:
            self.skip_for_stranger()
            user = getattr(self.context.get("request"), "user", None)
            if user is None or not user.is_authenticated:
                raise serializers.ValidationError(self.unknown)
            return int(user.pk)
        pk = read_id(data)
        if pk is None:
            self.fail("invalid")
        self.skip_for_stranger()
        if not may_be_assigned(pk):
            raise serializers.ValidationError(NO_AGENT)
        return pk


class TeamField(ReferenceField):
    """A team: an id where it is written."""

    attribute = "team"
    summary = TeamSummarySerializer
    default_error_messages = {"invalid": "Give a team's id, or null."}

    def to_internal_value(self, data: Any) -> int:
        pk = read_id(data)
        if pk is None:
            self.fail("invalid")
        self.skip_for_stranger()
        if not Team.objects.filter(pk=pk).exists():
            raise serializers.ValidationError(NO_TEAM)
        return pk


class ReferenceIdMixin:
    """A field that is read as an id, too: so that what is answered can be sent."""

    source: str | None

    def get_attribute(self, instance: Any) -> Any:
        if self.source not in instance:
            raise SkipField
        return instance[self.source]

    def to_representation(self, value: Any) -> Any:
        return value


class AssigneeIdField(ReferenceIdMixin, AssigneeField):
    """An agent by their id."""


class TeamIdField(ReferenceIdMixin, TeamField):
    """A team by its id."""


class ReferenceFieldSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Describe what is written as an id and read as an object."""

    target_class = ReferenceField
    match_subclasses = True

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        # The library adds that it may be null.
        field: ReferenceField = self.target
        if direction == "response" and not isinstance(field, ReferenceIdMixin):
            ref: dict[str, Any] = auto_schema.resolve_serializer(field.summary, direction).ref
            return {"allOf": [ref]}
        words = [{"type": "string", "enum": list(field.words)}] if field.words else []
        number = {"type": "integer", "minimum": 1, "maximum": LARGEST_ID}
        return {"oneOf": [number, *words]} if words else number
