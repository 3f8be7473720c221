"""Writing of events; `timeline` reads them.

Events are written in the transaction of the change that they record, with the values that the
ticket had under its lock.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tickets.events import TicketChange
from tickets.history.actors import Actor
from tickets.history.models import Event, Pair
from tickets.vocabulary import FACETS

EXCERPT_MAX_LENGTH = 500
BATCH_SIZE = 1_000
TEXT_FIELDS = ("title", "description", "requester_name", "requester_email")

Values = Mapping[str, Any]


def cut_common_parts(before: str, after: str) -> Pair:
    """Return two texts without their common beginning and end, each as an excerpt."""
    longest = min(len(before), len(after))
    start = next((at for at in range(longest) if before[at] != after[at]), longest)
    rest = longest - start
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return [cut_excerpt(text, start, len(text) - end) for text in (before, after)]


def cut_excerpt(text: str, start: int, end: int) -> str:
    stop = min(end, start + EXCERPT_MAX_LENGTH)
    return f"{'…' if start else ''}{text[start:stop]}{'…' if stop < len(text) else ''}"


def to_pair(field: str, before: Any, after: Any) -> Pair:
    return cut_common_parts(before, after) if field == "description" else [before, after]


def new_event(
    ticket_id: int,
    action: Event.Action,
    by: Actor,
    at: datetime,
    pairs: Mapping[str, Pair] | None = None,
) -> Event:
    """Return an event, not yet stored."""
    pairs = pairs or {}
    return Event(
        ticket_number=ticket_id,
        action=action,
        actor_kind=by.kind,
        actor_id=by.user_id,
        actor_name=by.name,
        # Values of any other field are not stored, only its name.
        changes={name: pair if name in FACETS else None for name, pair in pairs.items()},
        texts={name: pairs[name] for name in TEXT_FIELDS if name in pairs} or None,
        at=at,
    )


def save_events(events: Iterable[Event]) -> None:
    Event.objects.bulk_create(events, batch_size=BATCH_SIZE)


def record_creation(ticket_id: int, by: Actor, at: datetime) -> None:
    """Store the creation of a ticket by an agent; of others the ticket itself tells enough."""
    if by.user_id is not None:
        save_events([new_event(ticket_id, Event.Action.CREATED, by, at)])


def record_changes(changes: Iterable[TicketChange], by: Actor, at: datetime) -> None:
    """Store the values that tickets had before a change, and have after it."""
    save_events(
        new_event(
            change.ticket_id,
            Event.Action.CHANGED,
            by,
            at,
            {name: to_pair(name, change.before[name], change.after[name]) for name in change.after},
        )
        for change in changes
    )


def record_deletions(ticket_ids: Iterable[int], by: Actor, at: datetime) -> None:
    """Store the deletion of tickets, and erase what people had written in them."""
    ticket_ids = list(ticket_ids)
    Event.objects.filter(ticket_number__in=ticket_ids, texts__isnull=False).update(texts=None)
    save_events(new_event(pk, Event.Action.DELETED, by, at) for pk in ticket_ids)
