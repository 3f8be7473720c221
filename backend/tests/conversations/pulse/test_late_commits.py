"""Many write while a tab asks, on a real database: ids become visible out of order."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.utils import timezone

from conversations.models import Message
from conversations.pulse import changes
from tickets.history.models import Event

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]
WRITERS = 8
ROUNDS = 60


def write(seed, ticket):
    """Write events and messages, some of whose transactions end late; return their keys."""
    choose = random.Random(seed)
    keys = []
    try:
        for number in range(ROUNDS):
            with transaction.atomic():
                event = Event.objects.create(
                    ticket_number=ticket.pk,
                    action="changed",
                    actor_kind="system",
                    at=timezone.now(),
                )
                message = Message.objects.create(
                    ticket=ticket,
                    kind="note",
                    author_kind="agent",
                    text=f"{number}",
                    html="",
                    channel="web",
                    at=timezone.now(),
                )
                time.sleep(choose.choice([0, 0, 0.001, 0.02]))
            keys += [f"e{event.pk}", f"m{message.pk}"]
        return keys
    finally:
        connection.close()


@contextmanager
def foreign_transaction():
    """Keep a transaction open that has written elsewhere."""

    def hold():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE foreign_writer AS SELECT pg_current_xact_id()")
            while not is_done:
                time.sleep(0.01)
        connection.close()

    is_done: list[bool] = []
    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(hold)
        try:
            yield
        finally:
            is_done.append(True)
    held.result()


def all_keys():
    events = {f"e{pk}" for pk in Event.objects.values_list("pk", flat=True)}
    return events | {f"m{pk}" for pk in Message.objects.values_list("pk", flat=True)}


def listen(a, tickets):
    """Return what a tab was told while many wrote, and what they wrote."""
    known: set[str] = set()
    answers = 0
    a.pulse()
    with foreign_transaction(), ThreadPoolExecutor(WRITERS) as pool:
        writers = [pool.submit(write, seed, ticket) for seed, ticket in enumerate(tickets)]
        while not all(writer.done() for writer in writers):
            answers += hear(a, known)
        hear(a, known)
        written = {key for writer in writers for key in writer.result()}
    assert answers > 10
    assert len(written) == 2 * WRITERS * ROUNDS
    return known, written


def hear(a, known):
    """Do as the interface does: take the keys, or read everything anew."""
    answer = a.pulse()
    if answer is None:
        return 0
    known |= all_keys() if answer["more"] else {each["key"] for each in answer["changed"]}
    return 1


def test_nothing_is_missed(tab, make_ticket, monkeypatch):
    monkeypatch.setattr(changes, "LIMIT", 10_000)
    known, written = listen(tab("a"), [make_ticket() for _ in range(WRITERS)])
    assert written - known == set()


def test_nothing_is_missed_among_more_than_are_told(tab, make_ticket, time_machine):
    a = tab("a")
    known, written = listen(a, [make_ticket() for _ in range(WRITERS)])
    # What came late and was beyond the limit is told of when no more can come.
    time_machine.move_to(time.time() + 61)
    hear(a, known)
    assert written - known == set()
