"""`read_ahead`: one item in advance, and nothing else changed."""

import threading
from contextlib import closing

import pytest

from tickets.import_export.prefetch import read_ahead

SECONDS = 10


def test_all_come_in_order():
    assert list(read_ahead(iter(range(1, 1_000)))) == list(range(1, 1_000))
    assert list(read_ahead(iter(()))) == []


def test_the_next_is_worked_out_while_the_present_is_in_use():
    is_at_second = threading.Event()

    def items():
        yield 1
        is_at_second.set()
        yield 2

    with closing(read_ahead(items())) as ahead:
        assert next(ahead) == 1
        assert is_at_second.wait(SECONDS)


def test_no_more_than_one_waits_in_memory():
    made = []

    def items():
        for number in range(1, 100):
            made.append(number)
            yield number

    with closing(read_ahead(items())) as ahead:
        for _ in range(5):
            next(ahead)
    assert len(made) == 6


def test_an_error_comes_after_what_was_before_it():
    def items():
        yield 1
        raise ValueError("broken")

    ahead = read_ahead(items())
    assert next(ahead) == 1
    with pytest.raises(ValueError, match="broken"):
        next(ahead)
