"""Posting, taking back, editing and deleting of messages.

All code writes messages through these functions. Each locks the ticket first, so that the ticket's
derived columns are always those that its messages prove (`ticket_state`). The signals of
`conversations.events` are sent, and what is searched is stored, in the same transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from conversations.events import message_posted, message_taken_back
from conversations.followers.services import follow_mentioned
from conversations.markdown import Note, render_markdown, render_note
from conversations.models import AuthorKind, Channel, Kind, Message, Revision
from conversations.saved_replies.services import count_use
from conversations.ticket_state import rebuild_locked
from core.db.transactions import repeatable
from core.text.mentions import flatten_mentions
from tickets.access import check_present
from tickets.history.actors import Actor
from tickets.merged import lock_conversation, lock_found
from tickets.models import Ticket
from tickets.requesters import have_same_requester
from tickets.search.search_texts import delete_message_copy, store_message_copy
from tickets.services import change_ticket, count_message, with_consequences
from tickets.snooze.services import wake_for_answer
from tickets.vocabulary import DONE, Folder, Status

TICK = timedelta(microseconds=1)


class NewerMessagesError(Exception):
    """Somebody wrote publicly after what the author of a reply had seen."""

    def __init__(self, messages: Sequence[Message]) -> None:
        super().__init__(f"{len(messages)} newer messages")
        self.messages = messages


class AlreadySentError(Exception):
    """A reply can no longer be taken back."""


class KeyReusedError(Exception):
    """An `Idempotency-Key` was used again, with another message."""


class SnoozedDoneError(Exception):
    """A ticket that is resolved or closed cannot be snoozed."""


class ClosedLongAgoError(Exception):
    """A ticket was closed so long ago that its requester cannot reopen it."""


class OthersWaitError(Exception):
    """A conversation is also another requester's: one of them cannot say that all is solved."""


@dataclass(frozen=True)
class Author:
    """The author of a message; the name is stored, for the account may be deleted one day.

    `ticket` is the one that a requester writes by, where it was merged into another requester's.
    """

    kind: AuthorKind
    user_id: int | None = None
    name: str = ""
    ticket: int | None = None


@dataclass(frozen=True)
class Draft:
    """A message that is about to be posted.

    `seen_until` is the id of the newest public message that the author has seen; None where it is
    not told. `then` has values that the ticket gets with the message. `key` is the digest of an
    `Idempotency-Key` and whose it is, `fingerprint` that of everything that was sent with it. The
    saved reply is the one that the text was made of.
    """

    kind: Kind
    text: str
    channel: Channel
    seen_until: int | None = None
    then: dict[str, Any] = field(default_factory=dict)
    saved_reply_id: int | None = None
    key: str | None = None
    fingerprint: str = ""


def lock_readable(ticket_id: int, among: QuerySet[Ticket] | None = None) -> Ticket:
    """Return the ticket that has a ticket's conversation, locked; raise `Ticket.DoesNotExist`.

    `among` has the tickets that who asks may read, which must have both; without it, the product
    itself asks, or who has the private link.
    """
    ticket = lock_conversation(ticket_id)
    ids = {ticket_id, ticket.pk}
    if among is not None and among.filter(pk__in=ids).count() < len(ids):
        raise Ticket.DoesNotExist
    return ticket


def lock_with_ticket(
    message_id: int, messages: QuerySet[Message], among: QuerySet[Ticket] | None = None
) -> tuple[Ticket, Message]:
    """Return one of the messages with its ticket, both locked; raise `Message.DoesNotExist`.

    It may be merged into another ticket while somebody waits for the first one's lock. `among` is
    as above.
    """
    found = lock_found(lambda: set(messages.filter(pk=message_id).values_list("ticket", flat=True)))
    if not found:
        raise Message.DoesNotExist
    (ticket,) = found.values()
    if among is not None and not among.filter(pk=ticket.pk).exists():
        raise Message.DoesNotExist
    return ticket, messages.select_for_update(of=("self",)).get(pk=message_id)


def lock_conversation_of_requester(ticket_id: int) -> Ticket:
    """Do the same for a ticket's requester: for them one in the bin does not exist."""
    ticket = lock_conversation(ticket_id)
    if ticket.folder == Folder.BIN:
        raise Ticket.DoesNotExist
    return ticket


def next_time(ticket: Ticket) -> datetime:
    """Return the time of a ticket's next message, later than that of the last one."""
    now = timezone.now()
    return max(now, ticket.last_message_at + TICK) if ticket.last_message_at else now


def find_answered(ticket: Ticket, draft: Draft) -> Message | None:
    """Return the message that was posted with the draft's key, if any; raise `KeyReusedError`."""
    if draft.key is None:
        return None
    message = Message.objects.filter(ticket=ticket, idempotency_key=draft.key).first()
    if message is not None and message.fingerprint != draft.fingerprint:
        raise KeyReusedError
    return message


def find_newer(ticket: Ticket, author: Author, seen_until: int | None) -> list[Message]:
    """Return the public messages of others after one, the oldest first, at most 50."""
    if seen_until is None:
        return []
    newer = Message.objects.filter(ticket=ticket, kind=Kind.REPLY, pk__gt=seen_until)
    if author.user_id is not None:
        newer = newer.exclude(author_id=author.user_id)
    return list(newer.order_by("pk")[:50])


def store_message(
    ticket: Ticket, author: Author, draft: Draft, by: Actor, held_for: timedelta = timedelta()
) -> Message:
    """Store a message of a ticket that is locked, and all that follows from it.

    Only notes mention agents. A reply has their names alone, for its requester reads it.
    """
    at = next_time(ticket)
    is_note = draft.kind == Kind.NOTE
    is_by_agent = author.kind == AuthorKind.AGENT
    text = flatten_mentions(draft.text) if is_by_agent and not is_note else draft.text
    rendered = render_note(text) if is_note else Note(render_markdown(text), [])
    message = Message.objects.create(
        ticket=ticket,
        kind=draft.kind,
        author_kind=author.kind,
        author_id=author.user_id,
        author_name=author.name,
        text=text,
        html=rendered.html,
        channel=draft.channel,
        at=at,
        held_until=timezone.now() + held_for if held_for else None,
        idempotency_key=draft.key,
        fingerprint=draft.fingerprint,
        moved_from=author.ticket,
        private_to=author.ticket,
    )
    count_message(ticket, at, by_agent=is_by_agent, is_public=message.is_public)
    store_message_copy(ticket.pk, message.pk, flatten_mentions(text))
    message.unreached = follow_mentioned(ticket, rendered.mentioned)
    message_posted.send(Message, message=message, by=by)
    return message


@repeatable
def post_as_agent(
    ticket_id: int,
    author: Author,
    draft: Draft,
    by: Actor,
    *,
    anyway: bool = False,
    among: QuerySet[Ticket] | None = None,
) -> Message:
    """Post an agent's reply or note, and return it; a reply is held for a while.

    For a ticket that was merged, it is posted in the conversation of the other. Raise
    `Ticket.DoesNotExist`, `TicketRemoved`, `KeyReusedError`, `SnoozedDoneError`, or
    `NewerMessagesError` unless `anyway`.
    """
    ticket = lock_readable(ticket_id, among)
    if answered := find_answered(ticket, draft):
        return answered
    check_present(ticket)
    then = with_consequences(draft.then)
    if then.get("snoozed_until") and then.get("status", ticket.status) in DONE:
        raise SnoozedDoneError
    is_reply = draft.kind == Kind.REPLY
    newer = [] if anyway or not is_reply else find_newer(ticket, author, draft.seen_until)
    if newer:
        raise NewerMessagesError(newer)
    held_for = timedelta(seconds=settings.REPLY_HOLD_SECONDS if is_reply else 0)
    before = {name: getattr(ticket, name) for name in then}
    times = {name: getattr(ticket, name) for name in ("reopened_at", "resolved_at")}
    message = store_message(ticket, author, draft, by, held_for)
    change_ticket(ticket, then, by)
    if draft.saved_reply_id is not None:
        # Afterwards, so that agents who use the same one do not wait for each other's message.
        transaction.on_commit(partial(count_use, draft.saved_reply_id), robust=True)
    if held_for and then:
        message.undo_values = {
            "before": to_json(before),
            "after": to_json(then),
            "times": {name: at.isoformat() if at else None for name, at in times.items()},
        }
        message.save(update_fields=["undo_values"])
    return message


@repeatable
def take_back(message_id: int, by: Actor, among: QuerySet[Ticket] | None = None) -> Message:
    """Delete a held reply with what it changed, and return it.

    Raise `Message.DoesNotExist` or `Ticket.DoesNotExist`, or `AlreadySentError` once its time is
    over or it was released.
    """
    ticket, message = lock_with_ticket(message_id, Message.objects.all(), among)
    if message.held_until is None or message.held_until <= timezone.now():
        raise AlreadySentError
    put_back(ticket, message.undo_values or {}, by)
    Message.objects.filter(pk=message_id).delete()
    delete_message_copy(ticket.pk, message_id)
    rebuild_locked([ticket.pk])
    message_taken_back.send(Message, message=message, by=by)
    return message


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of a ticket as JSON can keep them."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def from_json(values: dict[str, Any]) -> dict[str, Any]:
    """Undo `to_json`."""
    return {
        name: datetime.fromisoformat(value) if name == "snoozed_until" and value else value
        for name, value in values.items()
    }


def put_back(ticket: Ticket, undo_values: dict[str, Any], by: Actor) -> None:
    """Give a ticket those values back that nobody has changed since."""
    after = from_json(undo_values.get("after", {}))
    before = {
        name: value
        for name, value in from_json(undo_values.get("before", {})).items()
        if getattr(ticket, name) == after[name]
    }
    change_ticket(ticket, before, by)
    if "status" in before:
        # For its requester it was never done, or never reopened.
        times = {
            name: datetime.fromisoformat(at) if at else None
            for name, at in undo_values["times"].items()
        }
        Ticket.objects.filter(pk=ticket.pk).update(**times)


def release_held(ticket_id: int) -> None:
    """Release the replies of a ticket whose time is over: from now on they cannot be taken back.

    It writes, so that a reply which somebody takes back at this very moment is either seen by its
    requester or deleted, never both.
    """
    due = Message.objects.filter(ticket=ticket_id, held_until__lte=timezone.now())
    if due.exists():
        due.update(held_until=None, undo_values=None)


@repeatable
def post_as_requester(ticket_id: int, draft: Draft, by: Actor) -> Message:
    """Post a requester's message, which reopens a ticket that is done, and return it.

    For a ticket that was merged, it is posted in the conversation of the other. Raise
    `Ticket.DoesNotExist`, `KeyReusedError`, or `ClosedLongAgoError`.
    """
    ticket = lock_conversation_of_requester(ticket_id)
    if answered := find_answered(ticket, draft):
        return answered
    written_by = ticket if ticket.pk == ticket_id else Ticket.objects.get(pk=ticket_id)
    reopen(ticket, by)
    wake_for_answer(ticket, by, next_time(ticket))
    author = Author(
        AuthorKind.REQUESTER,
        name=written_by.requester_name,
        ticket=None if have_same_requester(ticket, written_by) else ticket_id,
    )
    return store_message(ticket, author, draft, by)


@repeatable
def set_solved(ticket_id: int, is_solved: bool, by: Actor) -> Ticket:
    """Set the status as the requester says the problem is, and return the ticket.

    Raise `Ticket.DoesNotExist`, `ClosedLongAgoError`, or `OthersWaitError`.
    """
    ticket = lock_conversation_of_requester(ticket_id)
    if is_solved and ticket.pk != ticket_id:
        asked_by = Ticket.objects.only("requester").get(pk=ticket_id)
        if not have_same_requester(ticket, asked_by):
            raise OthersWaitError
    if not is_solved:
        reopen(ticket, by)
    elif ticket.status not in DONE:
        change_ticket(ticket, {"status": Status.RESOLVED}, by)
    return ticket


def reopen(ticket: Ticket, by: Actor) -> None:
    """Open a ticket again if it is done; raise `ClosedLongAgoError` for one closed long ago."""
    if ticket.status not in DONE:
        return
    if is_closed_long_ago(ticket):
        raise ClosedLongAgoError
    change_ticket(ticket, {"status": Status.OPEN}, by)


def is_closed_long_ago(ticket: Ticket) -> bool:
    latest = timezone.now() - timedelta(days=settings.REOPEN_WITHIN_DAYS)
    closed_at = ticket.resolved_at
    return ticket.status == Status.CLOSED and closed_at is not None and closed_at < latest


def get_note(message_id: int, among: QuerySet[Ticket] | None = None) -> tuple[Ticket, Message]:
    """Return a note with its ticket, both locked.

    Raise `Message.DoesNotExist` or `TicketRemoved`.
    """
    ticket, note = lock_with_ticket(message_id, Message.objects.filter(kind=Kind.NOTE), among)
    check_present(ticket)
    return ticket, note


def edit_note(ticket: Ticket, note: Message, text: str, editor_name: str) -> None:
    """Replace the text of a locked note, and keep the former one.

    Whom it mentioned before follows the ticket already, or does not any more.
    """
    if text == note.text:
        return
    now = timezone.now()
    Revision.objects.create(message=note, text=note.text, editor_name=editor_name, at=now)
    before, rendered = render_note(note.text).mentioned, render_note(text)
    note.text, note.html = text, rendered.html
    note.edited_at, note.version = now, note.version + 1
    note.save(update_fields=["text", "html", "edited_at", "version"])
    delete_message_copy(ticket.pk, note.pk)
    store_message_copy(ticket.pk, note.pk, flatten_mentions(text))
    added = [pk for pk in rendered.mentioned if pk not in before]
    note.unreached = follow_mentioned(ticket, added)


def delete_note(ticket: Ticket, note: Message) -> None:
    """Delete a locked note with what it said before."""
    note_id = note.pk
    note.delete()
    delete_message_copy(ticket.pk, note_id)
    rebuild_locked([ticket.pk])
