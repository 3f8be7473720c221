"""Names of agents and passkeys, tidied however they come in: invitation, admin, provider, API."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db.models.signals import pre_save
from django.dispatch import receiver

from core.text.tidy import tidy_name

# What `display_name` reads.
NAME_FIELDS = ("first_name", "last_name", "username")


def display_name(user: Any) -> str:
    """Return an agent's name as colleagues read it: never an address."""
    # The username of who was invited is the address.
    return str(user.get_full_name() or user.get_username().partition("@")[0])


@receiver(pre_save, sender=User, dispatch_uid="accounts.tidy_agent")
def tidy_agent(instance: User, **_: Any) -> None:
    instance.first_name = tidy_name(instance.first_name)
    instance.last_name = tidy_name(instance.last_name)


@receiver(pre_save, sender=Authenticator, dispatch_uid="accounts.tidy_authenticator")
def tidy_authenticator(instance: Authenticator, **_: Any) -> None:
    name = instance.data.get("name")
    if isinstance(name, str):
        instance.data["name"] = tidy_name(name)
