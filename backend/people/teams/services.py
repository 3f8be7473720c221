"""Making and changing of teams."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from people.teams.access import wait_until_known
from people.teams.events import team_changed
from people.teams.models import Membership, Team

MAX_TEAMS = 200


class TooManyTeamsError(Exception):
    """There are as many teams as there can be; the message says how many."""


class NameTakenError(Exception):
    """Another team has this name, in whatever case."""


def check_room() -> None:
    """Raise `TooManyTeamsError` where no other team can be made."""
    if Team.objects.count() >= MAX_TEAMS:
        raise TooManyTeamsError(f"There can be {MAX_TEAMS} teams at most.")


def save_team(team: Team) -> None:
    """Store a team; raise `NameTakenError`."""
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError as error:
        if not Team.objects.filter(sort_key=team.sort_key).exclude(pk=team.pk).exists():
            raise
        raise NameTakenError from error


def set_members(team: Team, members: Sequence[Mapping[str, Any]]) -> None:
    """Let a team, which is locked or new, have these members and no others.

    Who stays keeps their place in the turn; who is new comes next.
    """
    there = {one.agent_id: one for one in Membership.objects.filter(team=team)}
    wanted = {member["agent_id"]: member for member in members}
    Membership.objects.filter(team=team).exclude(agent__in=wanted).delete()
    new = [Membership(team=team, **member) for pk, member in wanted.items() if pk not in there]
    Membership.objects.bulk_create(new)
    kept = [there[pk] for pk in wanted if pk in there]
    for membership in kept:
        for name, value in wanted[membership.agent_id].items():
            setattr(membership, name, value)
    Membership.objects.bulk_update(kept, ("capacity", "away_until"))


def publish(team: Team, *, was_closed: bool = False) -> None:
    """Tell of a new or changed team, which is locked, with its members."""
    if team.is_closed and not was_closed:
        wait_until_known()
    team_changed.send(Team, team=team)


def create_team(values: Mapping[str, Any]) -> Team:
    """Create a team, and return it; raise `NameTakenError`."""
    fields = {name: value for name, value in values.items() if name != "members"}
    team = Team(**fields)
    save_team(team)
    set_members(team, values.get("members", ()))
    publish(team)
    return team


def write_team(team: Team, values: Mapping[str, Any]) -> None:
    """Store fields of a team that is locked, not its members; raise `NameTakenError`."""
    for name, value in values.items():
        setattr(team, name, value)
    team.version += 1
    save_team(team)


def change_team(team: Team, values: Mapping[str, Any]) -> None:
    """Change a team that is locked; raise `NameTakenError`."""
    was_closed = team.is_closed
    write_team(team, {name: value for name, value in values.items() if name != "members"})
    if "members" in values:
        set_members(team, values["members"])
    publish(team, was_closed=was_closed)
