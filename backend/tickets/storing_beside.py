"""Store the batches of an imported file beside each other, where the database can."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

from django.conf import settings
from django.db import connection, reset_queries

from tickets.importing import GoodRow
from tickets.storing import store

# While one has its words listed by one core, another has what it waits for: the reader, a lock,
# the disk.
AT_ONCE = 2


def forget_statements() -> None:
    """Django keeps the text of every statement while it is debugged, and these are long."""
    if settings.DEBUG:
        reset_queries()


def store_here(rows: list[GoodRow], numbered: Event) -> int:
    """Store rows in a thread of its own, and so on a connection of its own."""
    try:
        return store(rows, numbered.set)
    finally:
        numbered.set()
        forget_statements()
        connection.close()


@contextmanager
def storing_beside(report: Callable[[int], None]) -> Iterator[Callable[[list[GoodRow]], None]]:
    """Yields what takes batches to store, in their order; at the end all are stored.

    `report` learns of each batch how many of its rows were new. Raises `DatabaseError` where one
    could not be stored; the one beside it may be stored then. Within a transaction, everything is
    done in that.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield one_by_one(report)
        return

    pending: dict[Future[int], set[str]] = {}

    def finish_first() -> None:
        first = next(iter(pending))
        del pending[first]
        report(first.result())

    def finish() -> None:
        """Whatever goes wrong with one, the others are waited for and reported."""
        try:
            finish_first()
        finally:
            if pending:
                finish()

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:

        def take(rows: list[GoodRow]) -> None:
            keys = {row.key for row in rows}
            # A row that is in two batches is known to the second once the first is stored.
            while len(pending) == AT_ONCE or not all(map(keys.isdisjoint, pending.values())):
                finish_first()
            numbered = Event()
            pending[pool.submit(store_here, rows, numbered)] = keys
            # So that numbers are in the order of the file.
            numbered.wait()

        try:
            yield take
        finally:
            if pending:
                finish()


def one_by_one(report: Callable[[int], None]) -> Callable[[list[GoodRow]], None]:
    def take(rows: list[GoodRow]) -> None:
        report(store(rows))
        forget_statements()

    return take
