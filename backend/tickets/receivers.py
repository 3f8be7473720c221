"""Tickets whose agent or team is deleted: they stay, with a version and an event of their own."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from people.models import Team
from tickets.models import Ticket
from tickets.services import change_tickets


@receiver(pre_delete, sender=User, dispatch_uid="tickets.unassign_agent")
def unassign_agent(instance: User, **_: Any) -> None:
    """Leave the tickets of an agent who is deleted to nobody: each with version and event."""
    change_tickets(Ticket.objects.filter(assignee=instance), {"assignee_id": None})


@receiver(pre_delete, sender=Team, dispatch_uid="tickets.leave_team")
def leave_team(instance: Team, **_: Any) -> None:
    """Take the tickets of a team that is deleted out of it."""
    change_tickets(Ticket.objects.filter(team=instance), {"team_id": None})
