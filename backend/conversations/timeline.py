"""Reading of a ticket's messages and of its timeline, page by page, from the newest back.

The timeline merges messages and events by their times. Messages are read by the index of the ticket
and their times, for one that was moved or merged is older than its neighbours' ids tell; events by
theirs of the ticket and the row's id. So a cursor is the place of a message, its time and its id,
and the id of an event: before them the next page starts.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any, NamedTuple, Self

from cryptography.fernet import InvalidToken
from django.db.models import Q, QuerySet
from rest_framework.exceptions import ValidationError

from conversations.models import Kind, Message
from core.cipher import cipher_for
from tickets.history.models import Event
from tickets.history.timeline import SHOWN_ACTIONS, to_entry
from tickets.models import Ticket

PAGE_SIZE = 50
EVENT = "event"
TIMELINE_KINDS = (*Kind.values, EVENT)
CURSOR = re.compile(
    r"(?P<ticks>[0-9]{1,17})-(?P<message>[0-9]{1,18})-(?P<event>[0-9]{1,18})", re.ASCII
)
NEWEST = 10**18 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TICK = timedelta(microseconds=1)
PUBLIC_CURSOR = "conversations.public_cursor"


class Place(NamedTuple):
    """The place of a message in its conversation; after the last one, without a time."""

    at: datetime | None
    id: int

    @classmethod
    def of(cls, message: Message) -> Self:
        return cls(message.at, message.pk)

    @classmethod
    def read(cls, ticks: str, pk: str) -> Self:
        """Return the place of a text; raise `ValidationError`."""
        try:
            return cls(EPOCH + int(ticks) * TICK, int(pk))
        except (OverflowError, ValueError):
            raise refuse_cursor() from None

    def __str__(self) -> str:
        ticks = 0 if self.at is None else (self.at - EPOCH) // TICK
        return f"{ticks}-{self.id}"


END = Place(None, NEWEST)


@dataclass(frozen=True)
class Page:
    """Rows, the oldest first, and the cursor of the page with earlier ones, if there are any."""

    rows: list[Any]
    next_cursor: str | None


def refuse_cursor() -> ValidationError:
    reason = "This cursor is not from this list. Start again without one."
    return ValidationError({"cursor": [reason]})


def read_cursor(text: str) -> tuple[Place, int]:
    """Return before which message and which event a page starts; raise `ValidationError`."""
    if not text:
        return END, NEWEST
    match = CURSOR.fullmatch(text)
    if match is None:
        raise refuse_cursor()
    place = END if match["ticks"] == "0" else Place.read(match["ticks"], match["message"])
    return place, int(match["event"])


def encrypt_cursor(place: Place) -> str:
    """Return a cursor for the requester: the number itself would count others' messages."""
    return cipher_for(PUBLIC_CURSOR).encrypt(str(place).encode()).decode()


def decrypt_cursor(text: str) -> Place:
    """Undo `encrypt_cursor`; raise `ValidationError`."""
    if not text:
        return END
    try:
        ticks, _, pk = cipher_for(PUBLIC_CURSOR).decrypt(text.encode()).decode().partition("-")
    except (InvalidToken, ValueError):
        raise refuse_cursor() from None
    return Place.read(ticks, pk)


def newest_messages(messages: QuerySet[Message], before: Place) -> list[Message]:
    """Return the messages of a page and one more, the newest first."""
    if before.at is not None:
        # Its time stands alone first: that is what the index serves.
        messages = messages.filter(
            Q(at__lt=before.at) | Q(at=before.at, pk__lt=before.id), at__lte=before.at
        )
    return list(messages.order_by("-at", "-pk")[: PAGE_SIZE + 1])


def get_messages(ticket_id: int, before: Place) -> tuple[list[Message], Place | None]:
    """Return a page of all messages, the oldest first, and where the earlier ones start."""
    return page_of(Message.objects.filter(ticket=ticket_id), before)


def get_public_messages(
    ticket_id: int, shown: Q, before: Place
) -> tuple[list[Message], Place | None]:
    """Return the same of the replies that nobody can take back and that meet a condition."""
    messages = Message.objects.filter(shown, ticket=ticket_id, kind=Kind.REPLY, held_until=None)
    return page_of(messages, before)


def page_of(messages: QuerySet[Message], before: Place) -> tuple[list[Message], Place | None]:
    found = newest_messages(messages, before)
    page = found[:PAGE_SIZE]
    return page[::-1], Place.of(page[-1]) if len(found) > PAGE_SIZE else None


def get_timeline(ticket: Ticket, cursor: tuple[Place, int], kinds: Collection[str]) -> Page:
    """Return a page of messages and events of these kinds, in two queries at most."""
    message_kinds = [kind for kind in Kind.values if kind in kinds]
    messages: list[Message] = []
    events: list[Event] = []
    if message_kinds:
        rows = Message.objects.filter(ticket=ticket)
        if len(message_kinds) < len(Kind):
            rows = rows.filter(kind__in=message_kinds)
        messages = newest_messages(rows, cursor[0])
    if EVENT in kinds:
        shown = Event.objects.filter(ticket_number=ticket.pk, action__in=SHOWN_ACTIONS)
        events = list(shown.filter(pk__lt=cursor[1]).order_by("-pk")[: PAGE_SIZE + 1])
    # At the same time, what was said comes before what was done with it.
    merged: list[tuple[datetime, int, int, Message | Event]]
    merged = [(row.at, 0, row.pk, row) for row in messages]
    merged += [(row.at, 1, row.pk, row) for row in events]
    merged.sort(key=itemgetter(0, 1, 2), reverse=True)
    page = [row for *_, row in merged[:PAGE_SIZE]]
    next_cursor = None
    if len(merged) > PAGE_SIZE:
        place, event_id = cursor
        for row in page:
            if isinstance(row, Message):
                place = Place.of(row)
            else:
                event_id = min(event_id, row.pk)
        next_cursor = f"{place}-{event_id}"
    return Page(page[::-1], next_cursor)


def event_entry(event: Event) -> dict[str, Any]:
    """Return an event as the timeline shows it."""
    return {"id": event.pk, **to_entry(event)}
