"""Transactions that lose against another one are repeated where that is safe."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg2
import pytest
from django.db import OperationalError, connection, transaction

from core.db import transactions
from core.db.transactions import repeatable
from core.models import ThrottleCount
from tickets.models import Ticket


def lost(code="40001"):
    error = OperationalError("lost")
    error.__cause__ = type("Coded", (psycopg2.Error,), {"pgcode": code})()
    return error


def failing(times, error, calls):
    @repeatable
    def work(title):
        calls.append(title)
        ThrottleCount.objects.create(key=title, window_start=0, count=1)
        if len(calls) <= times:
            raise error
        return "done"

    return work


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("code", ["40001", "40P01"])
def test_who_lost_comes_again_and_nothing_is_stored_twice(code):
    calls: list[str] = []
    assert failing(2, lost(code), calls)("once") == "done"
    assert calls == ["once"] * 3
    assert ThrottleCount.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("error", "tries"), [(lost(), 3), (lost("57014"), 1), (ValueError(), 1)])
def test_not_for_ever_and_not_for_other_errors(error, tries):
    calls: list[str] = []
    with pytest.raises(type(error)):
        failing(9, error, calls)("never")
    assert len(calls) == tries
    assert ThrottleCount.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_lost_transaction_is_repeated_as_a_whole():
    calls: list[str] = []
    with pytest.raises(OperationalError), transaction.atomic():
        failing(1, lost(), calls)("part")
    assert calls == ["part"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_two_that_wait_for_each_other_both_get_through(make_ticket):
    first, second = make_ticket(), make_ticket()
    meet = Barrier(2, timeout=20)
    tries = []

    @repeatable
    def rename(order):
        tries.append(order)
        for number in order:
            Ticket.objects.filter(pk=number).update(title=f"by {order[0]}")
            if len(tries) <= 2 and number == order[0]:
                meet.wait()

    def run(order):
        try:
            rename(order)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, [(first.pk, second.pk), (second.pk, first.pk)]))
    assert len(tries) == 3


def test_the_pause_is_short():
    assert transactions.MAX_TRIES * transactions.LONGEST_PAUSE_SECONDS < 0.5
