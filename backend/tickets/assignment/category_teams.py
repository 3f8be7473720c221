"""Moves of tickets into the team of their category."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction

from tickets.assignment.models import CategoryTeam
from tickets.events import TicketChange
from tickets.models import Ticket
from tickets.services import change_locked
from tickets.vocabulary import Category


def get_category_teams() -> dict[str, int]:
    """Return the ids of the teams by their categories."""
    return dict(CategoryTeam.objects.values_list("category", "team"))


@transaction.atomic
def set_category_teams(teams: Mapping[str, int | None]) -> None:
    """Let categories have these teams, or none; tickets that are there stay where they are."""
    # In one order, so that two who do this at once cannot deadlock.
    for category in sorted(teams):
        team_id = teams[category]
        if team_id is None:
            CategoryTeam.objects.filter(pk=category).delete()
        else:
            CategoryTeam.objects.update_or_create(pk=category, defaults={"team_id": team_id})


def follow_categories(changes: Iterable[TicketChange]) -> None:
    """Move tickets whose category has changed, and which are locked, to the team of the new one.

    Those that somebody has, or that are in a team of their own, stay.
    """
    moved = [one for one in changes if "category" in one.after and "team_id" not in one.after]
    if not moved or not (teams := get_category_teams()):
        return
    ids = [change.ticket_id for change in moved]
    free = Ticket.objects.filter(pk__in=ids, assignee=None)
    present = dict(free.values_list("pk", "team"))
    targets: dict[int | None, dict[int, dict[str, int | None]]] = defaultdict(dict)
    for change in moved:
        pk = change.ticket_id
        former = teams.get(change.before["category"])
        target = teams.get(change.after["category"])
        if pk in present and present[pk] == former != target:
            targets[target][pk] = {"team_id": former}
    for target in sorted(targets, key=lambda team_id: team_id or 0):
        change_locked(targets[target], {"team_id": target})


def find_team(category: Category | str) -> int | None:
    """Return the id of a category's team."""
    return CategoryTeam.objects.filter(pk=category).values_list("team_id", flat=True).first()
