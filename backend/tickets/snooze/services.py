"""Waking of snoozed tickets: when their time has come, and when their requesters write.

Any number of processes may look for tickets that are due. Who locks one wakes it, the others pass
it over, and after that it is not due any more.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import caches
from django.db.models import QuerySet
from django.utils import timezone

from core.db.transactions import repeatable
from tickets.access import PRESENT
from tickets.history.actors import SYSTEM, Actor
from tickets.models import Ticket
from tickets.services import wake_locked
from tickets.vocabulary import UNDONE

BATCH_SIZE = 200
# A process that serves agents looks no more often for tickets that are due.
LOOK_EVERY_SECONDS = 10
LOOKED = "snooze.looked"
TICK = timedelta(microseconds=1)


def due_tickets(now: datetime) -> QuerySet[Ticket]:
    """Return the tickets whose snooze is over; the last release left done ones snoozed.

    What is in a folder sleeps on until it comes back.
    """
    return Ticket.objects.filter(PRESENT, snoozed_until__lte=now, status__in=UNDONE)


def time_of_wake_up(last_message_at: datetime | None, now: datetime) -> datetime:
    """Return a time after a ticket's last message, whose server's clock may go before ours."""
    return max(now, last_message_at + TICK) if last_message_at else now


@repeatable
def wake_batch(now: datetime) -> int:
    """Wake tickets that are due and that nobody else is about to wake; return how many."""
    # In the order of the index; who passes over what is locked waits for nobody, in any order.
    due = due_tickets(now).order_by("snoozed_until", "pk")
    due = due.select_for_update(no_key=True, skip_locked=True)
    woken: dict[datetime, dict[int, Any]] = defaultdict(dict)
    for pk, until, last in due.values_list("pk", "snoozed_until", "last_message_at")[:BATCH_SIZE]:
        woken[time_of_wake_up(last, now)][pk] = until
    # All at the same time, but for those with a message of the very moment.
    for at, before in woken.items():
        wake_locked(before, SYSTEM, at)
    return sum(map(len, woken.values()))


def wake_due() -> int:
    """Wake all tickets that are due, in batches, and return how many."""
    count = 0
    while woken := wake_batch(timezone.now()):
        count += woken
    return count


def wake_in_passing(now: datetime) -> None:
    """Wake a batch of tickets that are due, unless this process has looked for such just now.

    With none it is one query, of the partial index.
    """
    if not caches["local"].add(LOOKED, True, LOOK_EVERY_SECONDS):
        return
    if due_tickets(now).exists() and wake_batch(now) == BATCH_SIZE:
        # There may be more: the next one who asks goes on.
        caches["local"].delete(LOOKED)


def wake_for_answer(ticket: Ticket, by: Actor, at: datetime) -> None:
    """End the snooze of a locked ticket, if it has one, because its requester writes."""
    if ticket.snoozed_until is None:
        return
    wake_locked({ticket.pk: ticket.snoozed_until}, by, at)
    ticket.refresh_from_db()
