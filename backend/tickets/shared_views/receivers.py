"""Views whose owner or team is deleted: those that nobody would see any more go along."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import pre_delete
from django.dispatch import receiver

from people.models import Team
from tickets.shared_views.models import SharedView


@receiver(pre_delete, sender=User, dispatch_uid="tickets.shared_views.delete_private")
def delete_private(instance: User, **_: Any) -> None:
    """Delete the views that an agent who is deleted has shared with nobody."""
    SharedView.objects.filter(owner=instance, is_for_everyone=False, team=None).delete()


@receiver(pre_delete, sender=Team, dispatch_uid="tickets.shared_views.delete_ownerless")
def delete_ownerless(instance: Team, **_: Any) -> None:
    """Delete a deleted team's views of agents who are gone; those of others become their own."""
    SharedView.objects.filter(team=instance, owner=None).delete()
