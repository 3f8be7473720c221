"""Agents by their names, for those who choose or mention one."""

import re
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat, Left, Lower, StrIndex, Trim
from rest_framework.exceptions import ValidationError

PAGE_SIZE = 50
CURSOR = re.compile(r"[0-9]{1,18}", re.ASCII)

FULL_NAME = Trim(Concat("first_name", Value(" "), "last_name"))
# The username of who was invited is the address.
BEFORE_AT = Left("username", StrIndex("username", Value("@")) - 1)
SHORT_NAME = Case(When(username__contains="@", then=BEFORE_AT), default=F("username"))


def named_agents() -> QuerySet[Any]:
    """Return the active agents by name; each has it as `name`, and in lower case as `key`."""
    name = Case(When(full_name="", then=SHORT_NAME), default=F("full_name"))
    active: QuerySet[Any] = User.objects.filter(is_active=True, is_staff=True)
    named: QuerySet[Any] = active.alias(full_name=FULL_NAME).annotate(name=name, key=Lower(name))
    return named.order_by("key", "pk").only("pk")


def get_page(search: str, cursor: str) -> tuple[list[Any], str | None]:
    """Return a page of agents, and the cursor of the next one if there is one.

    A search is a part of the name, in any case.
    """
    agents = named_agents()
    if search:
        agents = agents.filter(name__icontains=search)
    if cursor:
        agents = agents.filter(is_after(cursor))
    found = list(agents[: PAGE_SIZE + 1])
    if len(found) > PAGE_SIZE:
        return found[:PAGE_SIZE], str(found[PAGE_SIZE - 1].pk)
    return found, None


def is_after(cursor: str) -> Q:
    """Return the condition for agents after the one whose id is the cursor."""
    last = named_agents().filter(pk=cursor).first() if CURSOR.fullmatch(cursor) else None
    if last is None:
        raise ValidationError(
            {"cursor": ["This cursor is not from this list. Start again without one."]}
        )
    return Q(key__gt=last.key) | Q(key=last.key, pk__gt=last.pk)
