"""Merging tickets and taking merges apart.

A ticket that is merged gives its messages to another one, and is closed. Both are locked in the
order of their numbers, then the messages: as whoever posts a message does, so that it ends up in
one of the two conversations, and no two can wait for each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.html import escape

from conversations.followers.services import carry_followers, unfollow
from conversations.markdown import render_plain
from conversations.merging.seen import put_back_seen, share_seen
from conversations.models import AuthorKind, Channel, Kind, Merge, MergedMessage, Message
from conversations.services import TICK
from conversations.ticket_state import rebuild_locked
from core.db.transactions import repeatable
from tickets.history.actors import Actor
from tickets.history.record import record_between
from tickets.merged import conversation_ticket, find_path, lock_found
from tickets.models import Ticket
from tickets.search.models import SearchText
from tickets.search.search_texts import delete_message_copy, store_message_copy
from tickets.services import change_locked
from tickets.vocabulary import DONE, Status

# Of a ticket that is merged: they are moved in one transaction, for which others wait.
MAX_MESSAGES = 5_000
# Of those that stay behind, as far as they are named.
MAX_STAYED = 1_000
FORMER = ("status", "resolved_at", "reopened_at", "snoozed_until", "snoozed_by_id")
SNOOZE = ("snoozed_until", "snoozed_by_id")
TIMES = ("resolved_at", "reopened_at", "snoozed_until")
# One statement, for a ticket may have thousands.
REMEMBER = """
    INSERT INTO conversations_mergedmessage
        (merge_id, message_id, moved_from, private_to, undo_values, idempotency_key)
    SELECT %s, id, moved_from, private_to, undo_values, idempotency_key
    FROM conversations_message WHERE ticket_id = %s
"""

Check = Callable[[Ticket], None]


class NoTargetError(Exception):
    """The ticket to merge into does not exist."""


class IntoItselfError(Exception):
    """A ticket would be merged into itself, or into one that was merged into it."""


class AlreadyMergedError(Exception):
    """A ticket was merged before."""

    def __init__(self, into: int) -> None:
        super().__init__(f"merged into #{into}")
        self.into = into


class NotMergedError(Exception):
    """A ticket that is not merged cannot be unmerged."""


class TooLongError(Exception):
    """A ticket has more messages than can be moved at once."""


@dataclass(frozen=True)
class Unmerged:
    """A ticket that is on its own again, where it was, and the messages that stay there."""

    ticket_id: int
    was_merged_into: int
    stayed: list[int]


def to_json(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def from_json(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value) if value and name in TIMES else value
        for name, value in values.items()
    }


def next_moment(*tickets: Ticket) -> datetime:
    """Return a time after all that was written in these tickets."""
    written = [one.last_message_at + TICK for one in tickets if one.last_message_at]
    return max([timezone.now(), *written])


@repeatable
def merge_ticket(
    ticket_id: int, into_id: int, by: Actor, check: Check, among: QuerySet[Ticket] | None = None
) -> Ticket:
    """Merge a ticket into another one, or into the one that this was merged into; return that one.

    `check` is called with the locked ticket. `among` has the tickets that who asks may read, which
    must have both: whoever reads the other one reads the messages of this one there.

    Raise `Ticket.DoesNotExist`, `NoTargetError`, `IntoItselfError`, `AlreadyMergedError` or
    `TooLongError`.
    """
    found = lock_found(lambda: {ticket_id, conversation_ticket(into_id)})
    ticket = found.get(ticket_id)
    if ticket is None or not is_readable(among, ticket):
        raise Ticket.DoesNotExist
    check(ticket)
    if ticket.merged_into_id is not None:
        raise AlreadyMergedError(ticket.merged_into_id)
    target_id = conversation_ticket(into_id)
    if target_id == ticket_id:
        raise IntoItselfError
    into = found.get(target_id)
    if into is None or not is_readable(among, into):
        raise NoTargetError
    if Message.objects.filter(ticket=ticket)[MAX_MESSAGES : MAX_MESSAGES + 1].exists():
        raise TooLongError
    at = next_moment(ticket, into)
    merge = store_merge(ticket, into, by, at)
    move_messages(ticket, into, merge)
    store_message_copy(into.pk, merge.submission_id, merge.submission.text)
    close_merged(ticket, into, by, at)
    continue_other(into, merge, by, at)
    record_between({into.pk: ("merged_from", [None, ticket.pk])}, by, at)
    rebuild_locked([ticket.pk, into.pk])
    return into


def is_readable(among: QuerySet[Ticket] | None, ticket: Ticket) -> bool:
    return among is None or among.filter(pk=ticket.pk).exists()


def former_of_other(ticket: Ticket, into: Ticket) -> dict[str, Any]:
    """Return the values of the other ticket that merging sets.

    One that is done is opened if this one is not. One that is snoozed wakes if somebody waits.
    """
    if into.status in DONE and ticket.status not in DONE:
        return {name: getattr(into, name) for name in FORMER}
    if into.snoozed_until is not None and ticket.waiting_since is not None:
        return {name: getattr(into, name) for name in SNOOZE}
    return {}


def continue_other(into: Ticket, merge: Merge, by: Actor, at: datetime) -> None:
    """Set the values of the other ticket that follow from the merge."""
    if "status" in merge.former_into:
        change_locked({into.pk: {"status": into.status}}, {"status": Status.OPEN}, by, at)
    elif merge.former_into:
        before = {"snoozed_until": into.snoozed_until}
        change_locked({into.pk: before}, {"snoozed_until": None}, by, at)


def store_merge(ticket: Ticket, into: Ticket, by: Actor, at: datetime) -> Merge:
    """Store what is put back later, with the submission as a message in the other conversation."""
    submission = Message.objects.create(
        ticket=into,
        kind=Kind.REPLY,
        author_kind=AuthorKind.REQUESTER,
        author_name=ticket.requester_name,
        text=f"{ticket.title}\n\n{ticket.description}",
        # No Markdown: it is shown as it was submitted.
        html=f"<p><strong>{escape(ticket.title)}</strong></p>{render_plain(ticket.description)}",
        channel=Channel.WEB,
        at=ticket.created_at,
        moved_from=ticket.pk,
        private_to=ticket.pk,
    )
    merge = Merge.objects.create(
        ticket=ticket,
        into=into,
        user_id=by.user_id,
        at=at,
        submission=submission,
        waiting_since=ticket.waiting_since,
        former=to_json({name: getattr(ticket, name) for name in FORMER}),
        former_into=to_json(former_of_other(ticket, into)),
        seen=share_seen(ticket.pk, into.pk, submission, by.user_id),
        followers=carry_followers(ticket, into),
    )
    MergedMessage.objects.create(merge=merge, message=submission)
    return merge


def move_messages(ticket: Ticket, into: Ticket, merge: Merge) -> None:
    """Move all messages of a ticket to another, and remember what is put back later."""
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, [merge.pk, ticket.pk])
    same_key = Message.objects.filter(ticket=into, idempotency_key=OuterRef("idempotency_key"))
    Message.objects.filter(ticket=ticket).update(
        ticket=into,
        moved_from=Case(
            When(moved_from=into.pk, then=None), default=Coalesce("moved_from", Value(ticket.pk))
        ),
        private_to=Case(
            When(private_to=into.pk, then=None), default=Coalesce("private_to", Value(ticket.pk))
        ),
        # What a held reply would put back is the other ticket's.
        undo_values=None,
        idempotency_key=Case(
            When(Exists(same_key), then=None),
            default=F("idempotency_key"),
            output_field=CharField(),
        ),
    )
    copies = SearchText.objects.filter(ticket=ticket, source=SearchText.Source.MESSAGE)
    copies.update(ticket=into)


def close_merged(ticket: Ticket, into: Ticket, by: Actor, at: datetime) -> None:
    values = {"status": Status.CLOSED, "snoozed_until": None, "merged_into_id": into.pk}
    before = {name: getattr(ticket, name) for name in values}
    change_locked({ticket.pk: before}, values, by, at)
    # It was not resolved, and counts in no figure of what was.
    Ticket.objects.filter(pk=ticket.pk).update(resolved_at=None)


@repeatable
def unmerge_ticket(
    ticket_id: int, by: Actor, check: Check, among: QuerySet[Ticket] | None = None
) -> Unmerged:
    """Take a merged ticket out of the other one, with all that came with it.

    What was written since stays. `check` is called with the locked ticket; `among` has the tickets
    that who asks may read, which must have all that change. Raise `Ticket.DoesNotExist` or
    `NotMergedError`.
    """
    found = lock_found(lambda: set(find_path(ticket_id)))
    ticket = found.get(ticket_id)
    if ticket is None or not all(is_readable(among, one) for one in found.values()):
        raise Ticket.DoesNotExist
    check(ticket)
    if ticket.merged_into_id is None:
        raise NotMergedError
    path = find_path(ticket_id)
    into, holder = found[path[1]], found[path[-1]]
    merge = Merge.objects.get(ticket=ticket)
    at = next_moment(ticket, holder)
    written_since = Message.objects.filter(ticket=holder, merged=None, at__gt=merge.at)
    stayed = list(written_since.order_by("pk").values_list("pk", flat=True)[:MAX_STAYED])
    take_messages_back(merge, ticket, holder, path)
    put_back_seen(merge)
    take_followers_back(merge, [found[pk] for pk in path[1:]])
    # With it goes the merge itself.
    Message.objects.filter(pk=merge.submission_id).delete()
    reopen_unmerged(ticket, merge, by, at)
    if not stayed and holder == into:
        put_back_other(into, merge, by, at)
    pairs = {pk: ("merged_from", [ticket.pk, None]) for pk in {into.pk, holder.pk}}
    record_between(pairs, by, at)
    rebuild_locked(path)
    return Unmerged(ticket.pk, into.pk, stayed)


def take_messages_back(merge: Merge, ticket: Ticket, holder: Ticket, path: list[int]) -> None:
    """Move the messages that came with a merge to its ticket, as they were."""
    ids = list(
        MergedMessage.objects.filter(merge=merge, message__ticket=holder)
        .exclude(message=merge.submission_id)
        .values_list("message", flat=True)
    )
    remembered = MergedMessage.objects.filter(merge=merge, message=OuterRef("pk"))

    def former(name: str) -> Subquery:
        return Subquery(remembered.values(name)[:1])

    moved = Message.objects.filter(pk__in=ids)
    moved.update(
        ticket=ticket,
        moved_from=former("moved_from"),
        private_to=former("private_to"),
        idempotency_key=former("idempotency_key"),
    )
    # A reply that was sent meanwhile cannot be taken back any more.
    moved.filter(held_until__isnull=False).update(undo_values=former("undo_values"))
    delete_message_copy(holder.pk, merge.submission_id)
    copies = SearchText.objects.filter(ticket=holder, message_id__in=ids)
    copies.update(ticket=ticket)
    # Also those of the merges by which they went on from there.
    MergedMessage.objects.filter(message__in=ids, merge__ticket__in=path).delete()


def reopen_unmerged(ticket: Ticket, merge: Merge, by: Actor, at: datetime) -> None:
    values = {"merged_into_id": None}
    had = {"merged_into_id": ticket.merged_into_id}
    put_back_status(ticket, merge.former, {"had": had, "values": values}, by, at)


def put_back_other(into: Ticket, merge: Merge, by: Actor, at: datetime) -> None:
    """Give the other ticket back what merging set, unless somebody has set it since."""
    former = from_json(merge.former_into)
    if "status" in former:
        if into.status == Status.OPEN:
            put_back_status(into, merge.former_into, {}, by, at)
    elif former and into.snoozed_until is None and into.status not in DONE:
        until = {"snoozed_until": former["snoozed_until"]}
        change_locked({into.pk: {"snoozed_until": None}}, until, by, at)
        Ticket.objects.filter(pk=into.pk).update(**former)


def take_followers_back(merge: Merge, into: list[Ticket]) -> None:
    """Let those who follow tickets because of a merged one follow them no longer.

    `into` has the ticket that it was merged into, and those that this went on to.
    """
    added = merge.followers
    for number, ticket in enumerate(into):
        if number:
            further = Merge.objects.get(ticket=into[number - 1])
            added = [pk for pk in added if pk in further.followers]
            further.followers = [pk for pk in further.followers if pk not in added]
            further.save(update_fields=["followers"])
        unfollow(ticket, *added)


def put_back_status(
    ticket: Ticket, former: dict[str, Any], along: dict[str, Any], by: Actor, at: datetime
) -> None:
    """Give a ticket its status and snooze back, and set other values along with them."""
    values = from_json(former)
    returned = {name: values.pop(name) for name in ("status", "snoozed_until")}
    had = {name: getattr(ticket, name) for name in returned}
    change_locked(
        {ticket.pk: {**had, **along.get("had", {})}},
        {**returned, **along.get("values", {})},
        by,
        at,
    )
    Ticket.objects.filter(pk=ticket.pk).update(**values)
