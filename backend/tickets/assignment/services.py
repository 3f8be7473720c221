"""Assignment of tickets that arrive in a team to its members.

The team's row is locked while its members are chosen from, so that tickets that arrive at the same
moment are shared out one after the other.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from people.models import Membership, Team
from people.teams.models import Assignment
from tickets.access import PRESENT
from tickets.history.actors import SYSTEM, Actor
from tickets.models import Ticket
from tickets.services import change_locked
from tickets.vocabulary import UNDONE


@dataclass
class Candidate:
    """A member who may be given tickets, and how many open ones they have."""

    membership: Membership
    open_tickets: int

    @property
    def has_room(self) -> bool:
        capacity = self.membership.capacity
        return capacity is None or self.open_tickets < capacity


def is_here(prefix: str = "") -> Q:
    """Return the condition that a member is not away."""
    field = f"{prefix}away_until"
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": timezone.now()})


def find_candidates(team: Team) -> list[Candidate]:
    """Return the members who are not away and may sign in: two queries, three with a capacity.

    Who has a capacity may belong to other teams as well, so their places in all teams are locked:
    else two teams could fill the same room.
    """
    memberships = list(
        Membership.objects.filter(
            is_here(), team=team, agent__is_active=True, agent__is_staff=True
        ).order_by("pk")
    )
    limited = [one.agent_id for one in memberships if one.capacity is not None]
    if limited:
        places = Membership.objects.filter(agent__in=limited).order_by("pk")
        list(places.select_for_update(no_key=True).values_list("pk"))
    ids = [membership.agent_id for membership in memberships]
    counts = dict(
        Ticket.objects.filter(PRESENT, assignee__in=ids, status__in=UNDONE)
        .values_list("assignee")
        .annotate(count=Count("pk"))
        .order_by()
    )
    return [Candidate(one, counts.get(one.agent_id, 0)) for one in memberships]


def choose_next(team: Team, candidates: Collection[Candidate]) -> Candidate | None:
    """Return whose turn it is in a team that is locked, and note it; None where nobody has room.

    In turn, it is who was given none for longest; otherwise who has the fewest, and of several of
    these again who waits longest.
    """
    free = [one for one in candidates if one.has_room]
    if not free:
        return None
    by_load = team.assignment == Assignment.LEAST_BUSY
    chosen = min(
        free,
        key=lambda one: (
            one.open_tickets if by_load else 0,
            one.membership.last_turn,
            one.membership.pk,
        ),
    )
    team.last_turn += 1
    chosen.membership.last_turn = team.last_turn
    chosen.open_tickets += 1
    return chosen


def assign_in_team(
    team_id: int, ticket_ids: Collection[int], by: Actor = SYSTEM, *, is_asked: bool = False
) -> dict[int, int]:
    """Give open tickets of a team, which are locked, to its members; return who gets which.

    Tickets are given in the order of their ids, none to who has it already. In a team that assigns
    by hand nothing happens unless somebody has asked for it; then it is done in turn.
    """
    team = Team.objects.select_for_update(no_key=True).filter(pk=team_id).first()
    if team is None or (team.assignment == Assignment.OFF and not is_asked):
        return {}
    tickets = Ticket.objects.filter(pk__in=ticket_ids, team=team, status__in=UNDONE)
    present = dict(tickets.order_by("pk").values_list("pk", "assignee"))
    candidates = find_candidates(team)
    given: dict[int, int] = {}
    for pk, has in present.items():
        others = [one for one in candidates if one.membership.agent_id != has]
        if (chosen := choose_next(team, others)) is not None:
            given[pk] = chosen.membership.agent_id
    if not given:
        return {}
    team.save(update_fields=["last_turn"])
    Membership.objects.bulk_update(
        [one.membership for one in candidates if one.membership.agent_id in given.values()],
        ["last_turn"],
    )
    for agent_id in sorted(set(given.values())):
        before = {pk: {"assignee_id": present[pk]} for pk, to in given.items() if to == agent_id}
        change_locked(before, {"assignee_id": agent_id}, by)
    return given


class NoTeamError(Exception):
    """A ticket is in no team, so there is nobody to choose from."""


class NobodyFreeError(Exception):
    """All members of a team are away or have as many tickets as they can take."""


def assign_next(ticket: Ticket, by: Actor) -> None:
    """Give an open ticket, which is locked, to another member of its team.

    Raise `NoTeamError` or `NobodyFreeError`.
    """
    if ticket.team_id is None:
        raise NoTeamError
    if not assign_in_team(ticket.team_id, [ticket.pk], by, is_asked=True):
        raise NobodyFreeError
    ticket.refresh_from_db(fields=["assignee", "assigned_at", "version", "updated_at"])


def held_by_outsiders() -> QuerySet[Ticket]:
    """Return open tickets of closed teams whose assignees are not in the team.

    Who may not read a ticket cannot answer it. What is done keeps the name of who has done it.
    """
    members = Membership.objects.filter(team=OuterRef("team"), agent=OuterRef("assignee"))
    closed = Team.objects.filter(is_closed=True).values("pk")
    held = Ticket.objects.filter(team__in=closed, assignee__isnull=False, status__in=UNDONE)
    return held.filter(~Exists(members))


def take_from_outsiders(ticket_ids: Collection[int]) -> list[tuple[int, int]]:
    """Leave those of the tickets, which are locked, to nobody; return them with their teams."""
    held = held_by_outsiders().filter(pk__in=ticket_ids).order_by("team", "pk")
    rows = list(held.values_list("pk", "team", "assignee"))
    before = {pk: {"assignee_id": assignee} for pk, _, assignee in rows}
    change_locked(before, {"assignee_id": None}, SYSTEM)
    return [(pk, team_id) for pk, team_id, _ in rows]


def find_left_alone(ticket_ids: Collection[int]) -> list[tuple[int, int]]:
    """Return those tickets of a team whose assignee is away or may not sign in, with the team."""
    away = Membership.objects.exclude(is_here()).values("agent")
    gone = User.objects.filter(Q(is_active=False) | Q(is_staff=False)).values("pk")
    tickets = Ticket.objects.filter(
        Q(assignee__in=away) | Q(assignee__in=gone), pk__in=ticket_ids, team__isnull=False
    )
    return list(tickets.order_by("team", "pk").values_list("pk", "team"))
