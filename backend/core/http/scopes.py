"""Scopes of API tokens."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rest_framework.request import Request


class Scope(StrEnum):
    """Extents to which a program may act for the agent whose token it has."""

    READ = "read"
    SUBMIT = "submit"
    EVERYTHING = "everything"


def scope_of(request: Request) -> Scope | None:
    """Return the scope of the request's API token; None without a token.

    Anything but a known scope is refused with `ValueError`, so that no token gains rights by it.
    """
    scope = getattr(request.auth, "scope", None)
    return None if scope is None else Scope(scope)
