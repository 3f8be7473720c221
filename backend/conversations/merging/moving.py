"""Moving a message to another ticket, or into a new one."""

import re
from dataclasses import dataclass
from html import unescape

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import strip_tags

from conversations.markdown import render_markdown
from conversations.merging.seen import carry_seen
from conversations.merging.services import is_readable
from conversations.models import AuthorKind, MergedMessage, Message
from conversations.related.services import link_locked
from conversations.ticket_state import rebuild_locked
from core.db.transactions import repeatable
from core.text.invisible import is_invisible
from core.text.tidy import tidy_line
from tickets.history.actors import Actor
from tickets.history.record import record_between
from tickets.merged import conversation_ticket, lock_found
from tickets.models import Ticket
from tickets.requesters import have_same_requester
from tickets.search.models import SearchText
from tickets.services import create_ticket
from tickets.vocabulary import TITLE_MAX_LENGTH

# A new ticket needs one, and its requester reads it: no number of another ticket stands in it.
SPLIT_DESCRIPTION = "This goes on from another request. It begins with the message below."
UNTITLED = "Message without words"
ELLIPSIS = "…"
LINE_END = re.compile(r"<br>|</(?:p|li|h[1-6]|td|th|pre)>")


class NoTargetError(Exception):
    """The ticket to move a message to does not exist."""


class SameTicketError(Exception):
    """A message is in that ticket already."""


class HeldError(Exception):
    """A reply can still be taken back."""


class SubmissionError(Exception):
    """A merged ticket's submission goes with that ticket alone."""


@dataclass(frozen=True)
class Moved:
    """A message that was moved, the ticket that it left, and the one that it came to."""

    message: Message
    left: int
    ticket: Ticket
    is_new: bool


@repeatable
def move_message(
    message_id: int,
    to: int | None,
    title: str,
    by: Actor,
    among: QuerySet[Ticket] | None = None,
) -> Moved:
    """Move a message to another ticket, or into a new one with a title, by default the message's.

    `among` has the tickets that who asks may read, which must have both. Raise
    `Message.DoesNotExist`, `NoTargetError`, `SameTicketError`, `HeldError` or `SubmissionError`.
    """
    messages = Message.objects.filter(pk=message_id)

    def find() -> set[int]:
        ids = set(messages.values_list("ticket", flat=True))
        return ids if to is None else ids | {conversation_ticket(to)}

    found = lock_found(find)
    message = messages.select_for_update(of=("self",)).get()
    left = found[message.ticket_id]
    if not is_readable(among, left):
        raise Message.DoesNotExist
    check_movable(message)
    if to is None:
        ticket = split(message, left, title, by)
    else:
        target = found.get(conversation_ticket(to))
        if target is None or not is_readable(among, target):
            raise NoTargetError
        if target == left:
            raise SameTicketError
        ticket = target
    move(message, left, ticket, by)
    ticket.refresh_from_db()
    return Moved(message, left.pk, ticket, to is None)


def check_movable(message: Message) -> None:
    if message.held_until is not None and message.held_until > timezone.now():
        raise HeldError
    if hasattr(message, "merge_of_submission"):
        raise SubmissionError


def split(message: Message, source: Ticket, title: str, by: Actor) -> Ticket:
    """Return a new ticket of the requester to whose conversation a message belongs."""
    asked = source
    if message.private_to is not None:
        asked = Ticket.objects.filter(pk=message.private_to).first() or source
    ticket = create_ticket(
        {
            "title": title or make_title(message.text),
            "description": SPLIT_DESCRIPTION,
            "category": source.category,
            "priority": source.priority,
            "requester_name": asked.requester_name,
            "requester_email": asked.requester_email,
            # Who may not read the one may not read the other.
            "team_id": source.team_id,
        },
        by,
    )
    link_locked(source, ticket, by)
    return ticket


def make_title(text: str) -> str:
    """Return the first line of a text with words in it, as a title."""
    html = LINE_END.sub("\n", render_markdown(text))
    for line in unescape(strip_tags(html)).splitlines():
        title = tidy_line(line)
        if is_invisible(title):
            continue
        if len(title) > TITLE_MAX_LENGTH:
            return title[: TITLE_MAX_LENGTH - 1].rstrip() + ELLIPSIS
        return title
    return UNTITLED


def find_reader(message: Message, origin: int, ticket: Ticket) -> int | None:
    """Return the ticket whose requester alone may see a message in its new place, None for all.

    An agent who moves a reply shows it to the requester there. What a requester wrote is theirs.
    """
    if origin == ticket.pk:
        return None
    if conversation_ticket(origin) == ticket.pk:
        return origin
    if message.author_kind != AuthorKind.REQUESTER:
        return None
    written_in = Ticket.objects.filter(pk=origin).first()
    if written_in is not None and have_same_requester(written_in, ticket):
        return None
    return origin


def move(message: Message, left: Ticket, ticket: Ticket, by: Actor) -> None:
    """Move a locked message between two locked tickets, with all that follows from it."""
    now = timezone.now()
    origin = message.moved_from or left.pk
    carry_seen(message, ticket.pk)
    same_key = Message.objects.filter(ticket=ticket, idempotency_key=message.idempotency_key)
    if message.idempotency_key is not None and same_key.exists():
        message.idempotency_key = None
    message.private_to = find_reader(message, origin, ticket)
    message.moved_from = None if origin == ticket.pk else origin
    message.ticket = ticket
    # Its time is over: it counts as sent.
    message.held_until = message.undo_values = None
    message.save(
        update_fields=[
            *("ticket", "moved_from", "private_to"),
            *("held_until", "undo_values", "idempotency_key"),
        ]
    )
    MergedMessage.objects.filter(message=message).delete()
    copies = SearchText.objects.filter(ticket=left, message_id=message.pk)
    copies.update(ticket=ticket)
    record_between(
        {
            left.pk: ("message_moved_to", [None, ticket.pk]),
            ticket.pk: ("message_moved_from", [None, left.pk]),
        },
        by,
        now,
    )
    rebuild_locked([left.pk, ticket.pk])
