"""Tickets get a team by their category, and an assignee when they arrive in a team or come back.

In a closed team they lose one who is not in it.
"""

from collections import defaultdict
from typing import Any

from django.dispatch import receiver

from people.models import Team
from people.teams.events import team_changed
from tickets.assignment.category_teams import find_team, follow_categories
from tickets.assignment.services import (
    assign_in_team,
    find_left_alone,
    held_by_outsiders,
    take_from_outsiders,
)
from tickets.events import TicketChange, ticket_changed, ticket_created
from tickets.models import Ticket
from tickets.services import change_locked, change_tickets
from tickets.vocabulary import DONE

# What an assignment may set of a ticket that was created.
ASSIGNED = ("assignee", "assigned_at", "team", "version", "updated_at")


@receiver(ticket_created, dispatch_uid="tickets.assignment.created")
def assign_created(ticket: Ticket, **_: Any) -> None:
    if ticket.team_id is not None:
        if ticket.assignee_id is not None or not assign_in_team(ticket.team_id, [ticket.pk]):
            return
    elif team_id := find_team(ticket.category):
        # Who arrives in a team is assigned by that.
        change_locked({ticket.pk: {"team_id": None}}, {"team_id": team_id})
    else:
        return
    ticket.refresh_from_db(fields=ASSIGNED)


def is_reopened(change: TicketChange) -> bool:
    return change.before.get("status") in DONE and change.after["status"] not in DONE


@receiver(ticket_changed, dispatch_uid="tickets.assignment.changed")
def assign_changed(changes: list[TicketChange], **_: Any) -> None:
    follow_categories(changes)
    arrived: dict[int, list[int]] = defaultdict(list)
    for change in changes:
        team_id = change.after.get("team_id")
        if team_id is not None and "assignee_id" not in change.after:
            arrived[team_id].append(change.ticket_id)
    reopened = [one.ticket_id for one in changes if "status" in one.after and is_reopened(one)]
    ids = [pk for ids in arrived.values() for pk in ids]
    left = take_from_outsiders({*ids, *reopened}) if ids or reopened else []
    if arrived:
        free = set(Ticket.objects.filter(pk__in=ids, assignee=None).values_list("pk", flat=True))
        for team_id, of_team in arrived.items():
            assign_in_team(team_id, [pk for pk in of_team if pk in free])
    if reopened:
        again: dict[int, list[int]] = defaultdict(list)
        of_outsiders = [(pk, team_id) for pk, team_id in left if pk in reopened]
        for pk, team_id in sorted([*find_left_alone(reopened), *of_outsiders]):
            again[team_id].append(pk)
        for team_id in sorted(again):
            assign_in_team(team_id, again[team_id])


@receiver(team_changed, dispatch_uid="tickets.assignment.team_changed")
def leave_closed_team(team: Team, **_: Any) -> None:
    """Take open tickets of a team from who does not belong to it any more, or did not before."""
    if team.is_closed:
        change_tickets(held_by_outsiders().filter(team=team), {"assignee_id": None})
