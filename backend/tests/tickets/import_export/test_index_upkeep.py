"""An import has the words of some batches sorted at once, beside it, and leaves none."""

import threading

import pytest
from django.db import DatabaseError, connection

from tickets.import_export import index_upkeep

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL has lists of words to sort"
)


@pytest.fixture
def sorts(monkeypatch):
    """How many batches were stored when each sort began."""
    begun: list[int] = []
    stored: list[int] = []
    monkeypatch.setattr(index_upkeep, "sort", lambda: begun.append(len(stored)))

    def store(count, sort_words):
        for number in range(count):
            stored.append(number)
            sort_words()

    return begun, store


@pytest.mark.parametrize(("batches", "at_least"), [(0, 0), (1, 1), (index_upkeep.BATCHES, 2)])
def test_all_is_sorted_at_the_end(sorts, batches, at_least):
    begun, store = sorts
    with index_upkeep.sorting_beside() as sort_words:
        store(batches, sort_words)
    assert len(begun) == at_least
    assert begun[-1:] == ([batches] if batches else [])


def test_few_batches_wait_for_more(sorts):
    begun, store = sorts
    with index_upkeep.sorting_beside() as sort_words:
        store(index_upkeep.BATCHES - 1, sort_words)
        assert begun == []


def test_nobody_waits_for_a_sort(monkeypatch):
    go_on = threading.Event()
    monkeypatch.setattr(index_upkeep, "sort", lambda: go_on.wait(10) or pytest.fail("waited"))
    with index_upkeep.sorting_beside() as sort_words:
        for _ in range(3 * index_upkeep.BATCHES):
            sort_words()
        go_on.set()


def test_what_goes_wrong_is_told(monkeypatch):
    def fail():
        raise DatabaseError("no room")

    monkeypatch.setattr(index_upkeep, "sort", fail)
    with pytest.raises(DatabaseError, match="no room"), index_upkeep.sorting_beside() as sort_words:
        for _ in range(index_upkeep.BATCHES):
            sort_words()
