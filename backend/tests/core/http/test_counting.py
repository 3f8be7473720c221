"""Counts of attempts."""

import threading

import pytest
from django.db import connection

from core.http.counting import Count, Limit
from core.http.throttling import RETENTION_SECONDS
from core.models import ThrottleCount

LIMIT = Limit("test", 3, 60)


@pytest.fixture
def clock(monkeypatch):
    now = [1_000_000]
    monkeypatch.setattr("core.http.counting.time.time", lambda: now[0])
    return now


@pytest.mark.django_db
def test_so_many_are_allowed_from_the_first_on(clock):
    # Not at a boundary of the clock, where twice as many would pass.
    assert [LIMIT.count("a").is_allowed for _ in range(5)] == [True, True, True, False, False]
    clock[0] += 59
    assert LIMIT.count("a") == Count(6, 1, False)
    clock[0] += 1
    assert LIMIT.count("a").is_allowed


@pytest.mark.django_db
def test_each_has_a_count_of_its_own(clock):
    for _ in range(4):
        LIMIT.count("a")
    assert LIMIT.count("b").is_allowed
    LIMIT.reset("a")
    assert LIMIT.count("a").number == 1


@pytest.mark.django_db
def test_a_count_can_be_taken_back(clock):
    LIMIT.count("a")
    LIMIT.take_back("a")
    LIMIT.take_back("a")
    LIMIT.take_back("unknown")
    assert [LIMIT.count("a").is_allowed for _ in range(4)] == [True, True, True, False]


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_time_do_not_pass_together():
    allowed = []

    def attempt():
        try:
            allowed.append(LIMIT.count("a").is_allowed)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(allowed) == [False] * 17 + [True] * 3


@pytest.mark.django_db
def test_a_flood_of_others_evicts_nothing():
    LIMIT.count("a")
    ThrottleCount.objects.bulk_create(
        ThrottleCount(key=f"limit:test:{number}", window_start=1, count=1)
        for number in range(60_000)
    )
    for number in range(100):
        LIMIT.count(f"other{number}")
    assert LIMIT.count("a").number == 2


def test_no_limit_lasts_longer_than_counts_are_kept():
    with pytest.raises(ValueError, match="Older counts"):
        Limit("test", 1, RETENTION_SECONDS + 1)
