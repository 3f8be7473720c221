"""What is told of a ticket's history, page by page, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from rest_framework.exceptions import ValidationError

from tickets.history.record import HistoryEntry, Kind
from tickets.models import Ticket

PAGE_SIZE = 50
ACTIONS = {HistoryEntry.Action.CREATE: "created", HistoryEntry.Action.UPDATE: "changed"}


class Happening(models.TextChoices):
    """What can have happened to a ticket that is there."""

    CREATED = "created", "Created"
    CHANGED = "changed", "Changed"


@dataclass(frozen=True)
class Page:
    """Some entries, and where the next ones start, if there are any."""

    entries: list[dict[str, Any]]
    next_cursor: str | None


def read_cursor(text: str) -> int | None:
    """The entry after which a page starts; raises `ValidationError` where that is none."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise ValidationError(
            {"cursor": ["This cursor is not from this list. Start again without one."]}
        )
    return int(text)


def describe(
    happening: Happening,
    at: datetime,
    kind: str,
    name: str = "",
    changes: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    who = {"name": name} if name else None
    return {"action": happening, "at": at, "kind": kind, "who": who, "changes": changes or []}


def as_told(entry: HistoryEntry) -> dict[str, Any]:
    changes = [
        {"field": field, "before": before, "after": after}
        for field, (before, after) in entry.changes_dict.items()
    ]
    happening = Happening(ACTIONS[entry.action])
    return describe(happening, entry.timestamp, entry.kind, entry.actor_name, changes)


def creation_of(ticket: Ticket) -> dict[str, Any]:
    """What a ticket itself tells of its beginning: a million imported ones need no entries."""
    kind = Kind.IMPORT if ticket.import_key else Kind.ANONYMOUS
    return describe(Happening.CREATED, ticket.created_at, kind)


def page_of(ticket: Ticket, cursor: int | None) -> Page:
    """Entries older than the one that the cursor names, in one query."""
    entries = HistoryEntry.objects.filter(object_id=ticket.pk, action__in=ACTIONS)
    if cursor is not None:
        entries = entries.filter(pk__lt=cursor)
    found = list(entries.order_by("-pk")[: PAGE_SIZE + 1])
    told = [as_told(entry) for entry in found[:PAGE_SIZE]]
    if len(found) > PAGE_SIZE:
        return Page(told, str(found[PAGE_SIZE - 1].pk))
    if not found or found[-1].action != HistoryEntry.Action.CREATE:
        told.append(creation_of(ticket))
    return Page(told, None)
