"""Actors: those who create, change and delete tickets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tickets.history.models import ACTOR_NAME_MAX_LENGTH, ActorKind

if TYPE_CHECKING:
    from django.http import HttpRequest
    from rest_framework.request import Request


@dataclass(frozen=True)
class Actor:
    """A person or a program that changes tickets.

    The name is stored besides the user, whose account may be deleted one day.
    """

    kind: ActorKind
    user_id: int | None = None
    name: str = ""


ANONYMOUS = Actor(ActorKind.ANONYMOUS)
SYSTEM = Actor(ActorKind.SYSTEM)


def actor_of(request: Request | HttpRequest) -> Actor:
    """Return the user of the request's session or token as an actor."""
    user = request.user
    if user is None or not user.is_authenticated:
        return ANONYMOUS
    name = user.get_full_name() or user.get_username()
    return Actor(ActorKind.AGENT, user.pk, name[:ACTOR_NAME_MAX_LENGTH])
