"""Agents' rights, and the rule that an admin remains."""

from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, pre_delete, pre_save

from accounts.audit.record import Action, ActorKind, record

RIGHTS = ("is_superuser", "is_staff", "is_active")
# An invitation that nobody has accepted is no way in.
HAS_BEEN_IN = ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(last_login__isnull=False)


class LastAdminError(Exception):
    """Nobody would be left to manage agents."""

    def __init__(self) -> None:
        super().__init__("This is the last admin. Make somebody else an admin first.")


def admins() -> QuerySet[User]:
    return User.objects.filter(is_superuser=True, is_staff=True, is_active=True)


def is_admin(user: User) -> bool:
    return user.is_superuser and user.is_staff and user.is_active


def has_accepted(user: User) -> bool:
    """Return true unless the account is an invitation that nobody has accepted."""
    return user.has_usable_password() or user.last_login is not None


def lock_admins() -> list[User]:
    """Return the admins who have been in, locked until the end of the transaction.

    Two admins who demote each other at once thus come one after the other.
    """
    with transaction.atomic():
        who_counts = admins().filter(HAS_BEEN_IN).order_by("pk")
        return list(who_counts.select_for_update(no_key=True))


def check_admin_remains(user: User) -> None:
    """Raise `LastAdminError` if nobody but this user, who ceases to be one, is an admin."""
    if lock_admins() == [user]:
        raise LastAdminError


def guard_change(instance: User, update_fields: Any = None, raw: bool = False, **_: Any) -> None:
    """Refuse to store the last admin without the rights of one; a receiver of `pre_save`."""
    touches_rights = update_fields is None or set(RIGHTS) & set(update_fields)
    if instance.pk and touches_rights and not raw and not is_admin(instance):
        check_admin_remains(instance)


def prepare_deletion(instance: User, **_: Any) -> None:
    """Lock the admins before one of them is deleted; a receiver of `pre_delete`."""
    if is_admin(instance):
        lock_admins()


def guard_deletion(instance: User, **_: Any) -> None:
    """Refuse, once they are deleted, to do without the last admins; a receiver of `post_delete`.

    Before the deletion each of several admins would count for the others.
    """
    if is_admin(instance) and has_accepted(instance) and not admins().filter(HAS_BEEN_IN).exists():
        raise LastAdminError


def connect_guards() -> None:
    pre_save.connect(guard_change, sender=User, dispatch_uid="last admin")
    pre_delete.connect(prepare_deletion, sender=User, dispatch_uid="last admin")
    post_delete.connect(guard_deletion, sender=User, dispatch_uid="last admin")


@transaction.atomic
def make_admin(user: User, actor_kind: ActorKind) -> None:
    """Store that an agent is an admin."""
    user.is_superuser = user.is_staff = True
    user.save(update_fields=["is_superuser", "is_staff"])
    record(Action.AGENT_CHANGED, actor_kind=actor_kind, target=user.email, rights="admin")
