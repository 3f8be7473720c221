"""Absences of agents: nothing is assigned to them meanwhile; they may hand their tickets over."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, QuerySet
from django.utils import timezone

from core.db.transactions import repeatable
from people.models import Membership, Team
from tickets.access import PRESENT
from tickets.assignment.services import assign_in_team
from tickets.history.actors import Actor
from tickets.models import Ticket
from tickets.services import change_tickets
from tickets.vocabulary import UNDONE


class HandOver(models.TextChoices):
    """Ways to leave one's open tickets."""

    KEEP = "keep", "Keep them"
    TEAMS = "teams", "To the other members of their teams"
    NOBODY = "nobody", "To nobody"


@dataclass(frozen=True)
class HandedOver:
    """The tickets that were given to others, and those that nobody has now."""

    given: list[int] = field(default_factory=list)
    unassigned: list[int] = field(default_factory=list)


def open_tickets_of(user: User) -> QuerySet[Ticket]:
    return Ticket.objects.filter(PRESENT, assignee=user, status__in=UNDONE)


def get_away_until(user: User) -> datetime | None:
    """Return until when an agent is away; None for who is here."""
    memberships = Membership.objects.filter(agent=user, away_until__gt=timezone.now())
    latest: datetime | None = memberships.aggregate(latest=models.Max("away_until"))["latest"]
    return latest


def set_away(user: User, until: datetime | None) -> bool:
    """Store in all teams of an agent until when they are away; return False where they have none.

    The teams' versions move: an admin who edits one at the same moment would undo it.
    """
    teams = Team.objects.filter(memberships__agent=user).order_by("pk")
    ids = list(teams.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))
    Membership.objects.filter(agent=user).update(away_until=until)
    Team.objects.filter(pk__in=ids).update(version=F("version") + 1)
    return bool(ids)


def give_to_teams(tickets: Iterable[tuple[int, int | None]], by: Actor) -> list[int]:
    """Give tickets, which are locked, to other members of their teams; return which."""
    by_team: dict[int, list[int]] = defaultdict(list)
    for pk, team_id in tickets:
        if team_id is not None:
            by_team[team_id].append(pk)
    return [
        pk
        for team_id in sorted(by_team)
        for pk in assign_in_team(team_id, by_team[team_id], by, is_asked=True)
    ]


@repeatable
def start_absence(user: User, until: datetime | None, hand_over: str, by: Actor) -> HandedOver:
    """Let an agent be away until a time, or go on with None, and hand their open tickets over."""
    if hand_over == HandOver.KEEP:
        set_away(user, until)
        return HandedOver()
    # Tickets before teams, as for those that arrive.
    locked = open_tickets_of(user).order_by("pk").select_for_update(no_key=True)
    tickets = list(locked.values_list("pk", "team"))
    set_away(user, until)
    given = give_to_teams(tickets, by) if hand_over == HandOver.TEAMS else []
    rest = sorted({pk for pk, _ in tickets} - set(given))
    change_tickets(open_tickets_of(user).filter(pk__in=rest), {"assignee_id": None}, by)
    return HandedOver(given, rest)


@repeatable
def end_absence(user: User) -> None:
    set_away(user, None)
