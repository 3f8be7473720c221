"""Reading of a ticket's history, page by page, the newest first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rest_framework.exceptions import ValidationError

from tickets.history.models import ActorKind, Event
from tickets.models import Ticket

PAGE_SIZE = 50
# Not deletions: a ticket that exists has one only where an import restored it with its id.
SHOWN_ACTIONS = (Event.Action.CREATED, Event.Action.CHANGED, Event.Action.WOKEN)


@dataclass(frozen=True)
class Page:
    """Entries, and the cursor of the next page, if there is one."""

    entries: list[dict[str, Any]]
    next_cursor: str | None


def read_cursor(text: str) -> int | None:
    """Return the id of the event after which a page starts; None for the first page.

    Raise `ValidationError` for a cursor that no page has given.
    """
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise ValidationError(
            {"cursor": ["This cursor is not from this list. Start again without one."]}
        )
    return int(text)


def new_entry(
    action: str,
    at: datetime,
    kind: str,
    name: str = "",
    changes: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return an entry as the API shows it."""
    who = {"name": name} if name else None
    return {"action": action, "at": at, "kind": kind, "who": who, "changes": changes or []}


def to_entry(event: Event) -> dict[str, Any]:
    changes = [
        {"field": field, "before": before, "after": after}
        for field, (before, after) in event.field_changes.items()
    ]
    return new_entry(event.action, event.at, event.actor_kind, event.actor_name, changes)


def creation_entry(ticket: Ticket) -> dict[str, Any]:
    """Return the creation, made from the ticket itself: imported tickets have no events."""
    kind = ActorKind.IMPORT if ticket.import_key else ActorKind.ANONYMOUS
    return new_entry(Event.Action.CREATED, ticket.created_at, kind)


def get_page(ticket: Ticket, cursor: int | None) -> Page:
    """Return the entries older than the cursor, in one query."""
    events = Event.objects.filter(ticket_number=ticket.pk, action__in=SHOWN_ACTIONS)
    if cursor is not None:
        events = events.filter(pk__lt=cursor)
    found = list(events.order_by("-pk")[: PAGE_SIZE + 1])
    entries = [to_entry(event) for event in found[:PAGE_SIZE]]
    if len(found) > PAGE_SIZE:
        return Page(entries, str(found[PAGE_SIZE - 1].pk))
    if not found or found[-1].action != Event.Action.CREATED:
        entries.append(creation_entry(ticket))
    return Page(entries, None)
