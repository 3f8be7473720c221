"""Store the batches of an imported file beside each other, where the database can."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Event
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection, reset_queries

from tickets.import_export.copy_insert import NUMBER
from tickets.import_export.csv_reader import GoodRow
from tickets.import_export.import_rows import store

# While PostgreSQL lists the words of one, which keeps a core busy, another may wait for the
# reader, a lock or the disk.
BATCHES_AT_ONCE = 2

Take = Callable[[list[GoodRow]], None]
Report = Callable[[int, int], None]


class Pending(NamedTuple):
    """A batch that is being stored, by the fingerprints of its rows."""

    rows: int
    keys: set[str]
    new: Future[int]


@contextmanager
def storing_beside(report: Report) -> Iterator[Take]:
    """Yields what takes batches to store; at the end all are stored.

    Their tickets are numbered in the order of the batches, though the second may be there before
    the first. `report` learns of each batch that is stored how many rows it had, and how many of
    them were new. Raises `DatabaseError` where one could not be stored; the one beside it may be
    stored then. Within a transaction, everything is done in that.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield one_by_one(report)
        return

    pending: deque[Pending] = deque()

    def wait(most: int) -> None:
        """Until so many are pending at most; of several errors the first is raised."""
        failed: DatabaseError | None = None
        while len(pending) > most:
            batch = pending.popleft()
            try:
                report(batch.rows, batch.new.result())
            except DatabaseError as error:
                failed = failed or error
        if failed:
            raise failed

    with ThreadPoolExecutor(max_workers=BATCHES_AT_ONCE) as pool:

        def take(rows: list[GoodRow]) -> None:
            keys = {row.key for row in rows}
            # What one stores, the other has to know. Own numbers take a lock for which everybody
            # would wait who writes, as long as one batch waits for another.
            is_alone = any(NUMBER in row.values for row in rows) or any(
                not keys.isdisjoint(batch.keys) for batch in pending
            )
            wait(0 if is_alone else BATCHES_AT_ONCE - 1)
            numbered = Event()
            pending.append(Pending(len(rows), keys, pool.submit(store_there, rows, numbered)))
            numbered.wait()

        try:
            yield take
        except BaseException:
            with suppress(DatabaseError):
                wait(0)
            raise
        wait(0)


def store_there(rows: list[GoodRow], numbered: Event) -> int:
    """Store rows in a thread of its own, and so on a connection of its own."""
    try:
        return store(rows, numbered)
    finally:
        numbered.set()
        forget_statements()
        connection.close()


def one_by_one(report: Report) -> Take:
    def take(rows: list[GoodRow]) -> None:
        report(len(rows), store(rows, Event()))
        forget_statements()

    return take


def forget_statements() -> None:
    """Django keeps the text of every statement while it is debugged, and these are long."""
    if settings.DEBUG:
        reset_queries()
