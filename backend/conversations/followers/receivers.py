"""Agents who lose their rights follow nothing any more; the database does it for deleted ones."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import post_save
from django.dispatch import receiver

from conversations.followers.models import Follower

RIGHTS = {"is_active", "is_staff"}


@receiver(post_save, sender=User, dispatch_uid="conversations.unfollow_all")
def unfollow_all(
    instance: User, created: bool, update_fields: Collection[str] | None = None, **_: Any
) -> None:
    """Remove somebody who is no agent any more from the followers of all tickets."""
    is_agent = instance.is_active and instance.is_staff
    if created or is_agent or (update_fields is not None and RIGHTS.isdisjoint(update_fields)):
        return
    Follower.objects.filter(user=instance).delete()
