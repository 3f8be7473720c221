"""Reading of a ticket's messages and of its timeline, page by page, from the newest back.

The timeline merges messages and events by their times. Each kind is read by its index of the ticket
and the row's id, so a cursor is two ids: before them the next page starts.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from cryptography.fernet import InvalidToken
from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError

from conversations.models import Kind, Message
from core.cipher import cipher_for
from tickets.history.models import Event
from tickets.history.timeline import SHOWN_ACTIONS, to_entry
from tickets.models import Ticket

PAGE_SIZE = 50
EVENT = "event"
TIMELINE_KINDS = (*Kind.values, EVENT)
CURSOR = re.compile(r"(?P<message>[0-9]{1,18})-(?P<event>[0-9]{1,18})", re.ASCII)
NEWEST = 10**18 - 1
PUBLIC_CURSOR = "conversations.public_cursor"


@dataclass(frozen=True)
class Page:
    """Rows, the oldest first, and the cursor of the page with earlier ones, if there are any."""

    rows: list[Any]
    next_cursor: str | None


def refuse_cursor() -> ValidationError:
    reason = "This cursor is not from this list. Start again without one."
    return ValidationError({"cursor": [reason]})


def read_cursor(text: str) -> tuple[int, int]:
    """Return the ids of message and event before which a page starts; raise `ValidationError`."""
    if not text:
        return NEWEST, NEWEST
    match = CURSOR.fullmatch(text)
    if match is None:
        raise refuse_cursor()
    return int(match["message"]), int(match["event"])


def encrypt_cursor(message_id: int) -> str:
    """Return a cursor for the requester: the number itself would count others' messages."""
    return cipher_for(PUBLIC_CURSOR).encrypt(str(message_id).encode()).decode()


def decrypt_cursor(text: str) -> int:
    """Undo `encrypt_cursor`; raise `ValidationError`."""
    if not text:
        return NEWEST
    try:
        return int(cipher_for(PUBLIC_CURSOR).decrypt(text.encode()))
    except (InvalidToken, ValueError):
        raise refuse_cursor() from None


def newest(rows: QuerySet[Any], before: int) -> list[Any]:
    """Return the rows of a page and one more, the newest first."""
    return list(rows.filter(pk__lt=before).order_by("-pk")[: PAGE_SIZE + 1])


def get_messages(ticket_id: int, before: int) -> tuple[list[Message], int | None]:
    """Return a page of all messages, the oldest first, and where the earlier ones start."""
    return page_of(Message.objects.filter(ticket=ticket_id), before)


def get_public_messages(ticket_id: int, before: int) -> tuple[list[Message], int | None]:
    """Return the same of those that the requester may see: replies that nobody can take back."""
    shown = Message.objects.filter(ticket=ticket_id, kind=Kind.REPLY, held_until=None)
    return page_of(shown, before)


def page_of(messages: QuerySet[Message], before: int) -> tuple[list[Message], int | None]:
    found = newest(messages, before)
    page = found[:PAGE_SIZE]
    return page[::-1], page[-1].pk if len(found) > PAGE_SIZE else None


def get_timeline(ticket: Ticket, cursor: tuple[int, int], kinds: Collection[str]) -> Page:
    """Return a page of messages and events of these kinds, in two queries at most."""
    message_kinds = [kind for kind in Kind.values if kind in kinds]
    messages = events = []
    if message_kinds:
        rows = Message.objects.filter(ticket=ticket)
        if len(message_kinds) < len(Kind):
            rows = rows.filter(kind__in=message_kinds)
        messages = newest(rows, cursor[0])
    if EVENT in kinds:
        shown = Event.objects.filter(ticket_number=ticket.pk, action__in=SHOWN_ACTIONS)
        events = newest(shown, cursor[1])
    # At the same time, what was said comes before what was done with it.
    merged = [(row.at, 0, row.pk, row) for row in messages]
    merged += [(row.at, 1, row.pk, row) for row in events]
    merged.sort(key=itemgetter(0, 1, 2), reverse=True)
    page = merged[:PAGE_SIZE]
    next_cursor = None
    if len(merged) > PAGE_SIZE:
        before = list(cursor)
        for _, kind, pk, _ in page:
            before[kind] = min(before[kind], pk)
        next_cursor = "-".join(map(str, before))
    return Page([row for *_, row in reversed(page)], next_cursor)


def event_entry(event: Event) -> dict[str, Any]:
    """Return an event as the timeline shows it."""
    return {"id": event.pk, **to_entry(event)}
