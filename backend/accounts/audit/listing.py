"""Reading of the audit trail, the newest events first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from rest_framework.exceptions import ValidationError

from accounts.audit.models import AuditEvent
from accounts.audit.retention import kept_since

PAGE_SIZE = 50
ROWS_AT_ONCE = 1_000
CURSOR = re.compile(r"(\d{1,16})-(\d{1,18})", re.ASCII)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class EventFilter:
    """The events that somebody wants to see; None and blank mean all of them."""

    action: str = ""
    # The e-mail address at the time.
    actor: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def apply(self) -> QuerySet[AuditEvent]:
        """Return the events with those first that are the newest.

        Each of the orders is an index's: (at), (action, at) and (actor_name, at).
        """
        events = AuditEvent.objects.filter(at__gte=max(self.since or EPOCH, kept_since()))
        if self.until is not None:
            events = events.filter(at__lt=self.until)
        if self.action:
            events = events.filter(action=self.action)
        if self.actor:
            events = events.filter(actor_name=self.actor)
        return events.order_by("-at", "-pk")


Position = tuple[datetime, int]


def read_cursor(text: str) -> Position | None:
    """Return the time and the id of the event after which a page starts; None for the first page.

    Raise `ValidationError` for a cursor that no page has given.
    """
    if not text:
        return None
    if not (match := CURSOR.fullmatch(text)):
        raise ValidationError(
            {"cursor": ["This cursor is not from this list. Start again without one."]}
        )
    return EPOCH + int(match[1]) * MICROSECOND, int(match[2])


def cursor_after(event: AuditEvent) -> str:
    return f"{(event.at - EPOCH) // MICROSECOND}-{event.pk}"


def older_than(events: QuerySet[AuditEvent], position: Position) -> QuerySet[AuditEvent]:
    at, pk = position
    return events.filter(Q(at__lt=at) | Q(at=at, pk__lt=pk), at__lte=at)


def get_page(chosen: EventFilter, position: Position | None) -> tuple[list[AuditEvent], str | None]:
    """Return a page, and the cursor of the next one if there is one."""
    events = chosen.apply()
    if position is not None:
        events = older_than(events, position)
    found = list(events[: PAGE_SIZE + 1])
    if len(found) > PAGE_SIZE:
        return found[:PAGE_SIZE], cursor_after(found[PAGE_SIZE - 1])
    return found, None


def iterate(chosen: EventFilter) -> Iterator[AuditEvent]:
    """Yield all events with bounded memory, also behind a pooler, where no cursor stays open."""
    events = chosen.apply()
    position: Any = None
    while True:
        rows = list((older_than(events, position) if position else events)[:ROWS_AT_ONCE])
        yield from rows
        if len(rows) < ROWS_AT_ONCE:
            return
        position = rows[-1].at, rows[-1].pk
