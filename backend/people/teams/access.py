"""The rule of closed teams: only members and admins read their tickets.

Others, signed in or not, are told of such a ticket what they are told of one that does not exist.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.base import ModelBase
from django.db.models.signals import post_save
from django.dispatch import receiver
from rest_framework.request import Request

from core.http.permissions import is_admin, is_agent, unmet_requirement
from people.teams.models import Membership, Team

# Each process remembers for so long that no team is closed, which saves installations without
# closed teams a query for each request. Who closes one waits as long for the answer: when they have
# it, everybody else has forgotten.
REMEMBERED_SECONDS = 2
NONE_IS_CLOSED = "no_team_is_closed_until"
# The request's attribute that keeps its reader.
KEPT = "_ticket_reader"


@dataclass(frozen=True)
class Reader:
    """Somebody who reads tickets, by the teams whose tickets they do not see."""

    hidden_teams: tuple[int, ...] = ()

    @property
    def scope(self) -> str:
        """A text by which caches and cursors tell readers apart; blank where all is read."""
        return "-".join(map(str, self.hidden_teams))

    def may_read(self, team_id: int | None) -> bool:
        """Return whether they read tickets of a team, or of none."""
        return team_id not in self.hidden_teams

    def match(self, path: str = "") -> Q:
        """Return the condition that they read a ticket; `path` leads to it from another model."""
        return ~Q(**{f"{path}team__in": self.hidden_teams}) if self.hidden_teams else Q()

    def hidden_sql(self, team: str = "team_id") -> str:
        """Return the condition, in SQL, that they do not read the tickets of a team's column."""
        if not self.hidden_teams:
            return "1 = 0"
        return f"{team} IN ({', '.join(map(str, self.hidden_teams))})"

    def readable_sql(self, team: str = "team_id") -> str:
        """Return the condition, in SQL, that they read the tickets of a team's column."""
        if not self.hidden_teams:
            return "1 = 1"
        return f"({team} IS NULL OR NOT {self.hidden_sql(team)})"


# Admins, and the product itself.
READS_ALL = Reader()


def forget() -> None:
    """Ask the database again whether a team is closed."""
    caches["local"].delete(NONE_IS_CLOSED)


@receiver(post_save, sender=Team, dispatch_uid="people.teams.forget_that_none_is_closed")
def forget_if_closed(sender: ModelBase, instance: Team, **_: Any) -> None:
    if instance.is_closed:
        forget()


def wait_until_known() -> None:
    """Wait, once the transaction is through, until all processes know of a closed team."""
    transaction.on_commit(lambda: time.sleep(REMEMBERED_SECONDS))


def find_hidden(user_id: int | None) -> tuple[int, ...]:
    """Return the closed teams that somebody is no member of: a query, or none if none is closed."""
    now = time.time()
    if now < caches["local"].get(NONE_IS_CLOSED, 0):
        return ()
    own: Any = Value(value=False)
    if user_id is not None:
        own = Exists(Membership.objects.filter(team=OuterRef("pk"), agent=user_id))
    closed = Team.objects.filter(is_closed=True).order_by("pk").annotate(is_own=own)
    found = list(closed.values_list("pk", "is_own"))
    if not found:
        # From the time before the query.
        until = now + REMEMBERED_SECONDS
        caches["local"].set(NONE_IS_CLOSED, until, REMEMBERED_SECONDS)
    return tuple(pk for pk, is_own in found if not is_own)


def is_reader_of(team_id: int | None, path: str = "") -> Q:
    """Return the condition that an agent may read a team's tickets; `path` leads to the agent."""
    if team_id is None:
        return Q()
    closed = Team.objects.filter(pk=team_id, is_closed=True)
    members = Membership.objects.filter(team=team_id, agent=OuterRef(f"{path}pk"))
    return Q(**{f"{path}is_superuser": True}) | ~Exists(closed) | Exists(members)


def find_readers(team_id: int | None, user_ids: Collection[int]) -> set[int]:
    """Return those of the users who may read the tickets of a team, or of none."""
    agents = User.objects.filter(pk__in=user_ids, is_active=True, is_staff=True)
    return set(agents.filter(is_reader_of(team_id)).values_list("pk", flat=True))


def find_reader(request: Request) -> Reader:
    """Return who reads tickets by a request: admins all, others what no closed team hides.

    Agents whose account lacks something required are strangers, as in the access rule.
    """
    is_known = is_agent(request) and not unmet_requirement(request)
    if is_known and is_admin(request):
        return READS_ALL
    return Reader(find_hidden(request.user.pk if is_known else None))


def own_reader_of(request: Request) -> Reader:
    """Return the reader of a request's person as a member: of an admin, as if they were none.

    These are the tickets that somebody may be given.
    """
    reader = reader_of(request)
    return reader if reader.hidden_teams else Reader(find_hidden(request.user.pk))


def reader_of(request: Request) -> Reader:
    """Return the same, found once for each request."""
    django_request = getattr(request, "_request", request)
    reader: Reader | None = getattr(django_request, KEPT, None)
    if reader is None:
        reader = find_reader(request)
        setattr(django_request, KEPT, reader)
    return reader
