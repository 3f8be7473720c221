"""Sort the words of many new tickets into the search's indexes while others come in."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, transaction

from tickets.search.trigram_index import flush_pending_lists

MEMORY = "128MB"
# So many batches at once take two thirds as long to sort as one by one; a search that comes
# meanwhile goes through the list of them.
BATCHES = 3


def sort() -> None:
    """On a connection of its own: PostgreSQL does one thing at a time on each."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('maintenance_work_mem', %s, true)", [MEMORY])
            flush_pending_lists(connection)
    finally:
        connection.close()


@contextmanager
def sorting_beside() -> Iterator[Callable[[], None]]:
    """Yields what to call after each batch that is stored; at the end everything is sorted.

    Whoever stores makes lists of words, which would else have to be sorted in the meantime, by the
    one core that stores. Raises `DatabaseError` where sorting fails.
    """
    if connection.vendor != "postgresql":
        yield lambda: None
        return

    with ThreadPoolExecutor(max_workers=1) as pool:
        running: Future[None] | None = None
        waiting = 0

        def begin() -> None:
            nonlocal running, waiting
            waiting += 1
            if waiting >= BATCHES and (running is None or running.done()):
                if running is not None:
                    running.result()
                running, waiting = pool.submit(sort), 0

        try:
            yield begin
        finally:
            if running is not None or waiting:
                pool.submit(sort).result()
