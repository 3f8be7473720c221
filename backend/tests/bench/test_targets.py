"""A run that misses a target says so, and one that does not is quiet."""

from datetime import UTC, datetime

import pytest

from bench.results import (
    Answered,
    Imported,
    LoadKind,
    Machine,
    Migrated,
    MixedLoad,
    Results,
    Timing,
)
from bench.targets import FIRST_IMPLEMENTATION, STATISTICS, misses

SMALL, BIG = 10_000, 1_000_000


def timing(milliseconds: float) -> Timing:
    return Timing.of([milliseconds / 1_000] * 10)


def answered(**values) -> Answered:
    at_small, at_big = values.pop("small", 5), values.pop("big", 6)
    return Answered(
        **{
            "name": "list, first page",
            "is_target": True,
            "sizes": {SMALL: timing(at_small), BIG: timing(at_big)},
            "floor": timing(3),
            "sql": timing(1),
            "plain": None,
            "queries": 2,
            "bytes": 20_000,
            "bytes_sent": 4_000,
            "memory_mb": 1,
            **values,
        }
    )


def results(**values) -> Results:
    machine = Machine(
        cpus=2,
        memory_gb=24,
        python="3.11",
        django="5.2",
        postgresql="15",
        date=datetime(2026, 3, 10, tzinfo=UTC),
    )
    return Results(machine=machine, sizes=[SMALL, BIG], **values)


def missed(**values) -> list[str]:
    return misses(results(requests=[answered(**values)]))


def test_nothing_is_missed_where_all_is_well():
    assert missed() == []
    assert misses(results()) == []


def test_growth_beyond_twice():
    assert missed(small=3, big=6) == []
    assert missed(small=2.9, big=6) == [
        "list, first page: grows 2.1 ×, at most 2 × is allowed",
    ]


def test_more_than_three_floors_and_the_best_sql():
    assert missed(small=9, big=10) == []
    assert missed(small=9, big=10.1) == [
        "list, first page: 10.1 ms, its floor allows 10.0 ms",
    ]


def test_what_has_no_best_sql_has_no_such_bound():
    assert missed(small=99, big=100, sql=None) == []


def test_what_is_no_target_may_grow_and_take_long():
    assert missed(small=1, big=1_000, is_target=False) == []


def test_memory_is_bounded_for_every_request():
    assert missed(memory_mb=None) == []
    assert missed(memory_mb=20.4, is_target=False) == [
        "list, first page: raises a worker's memory by 20 MB"
    ]


@pytest.mark.parametrize(
    ("plain", "found"),
    [
        (600, []),
        (599, [f"{STATISTICS}: 100 × faster than the plain implementation, not 100 ×"]),
    ],
)
def test_faster_than_a_plain_implementation(plain, found):
    assert missed(name=STATISTICS, plain=timing(plain)) == found


def test_faster_than_the_first_implementation():
    needed = FIRST_IMPLEMENTATION[BIG][STATISTICS] / 100
    values = {"name": STATISTICS, "plain": timing(9_999), "sql": timing(99), "small": 10}
    assert missed(**values, big=needed) == []
    assert missed(**values, big=needed + 1) == [
        f"{STATISTICS}: 92 × faster than the first implementation, not 100 ×"
    ]


def test_with_fewer_tickets_there_is_nothing_to_be_faster_than():
    sizes = {SMALL: timing(5), 100_000: timing(6)}
    assert missed(name=STATISTICS, plain=timing(7), sizes=sizes) == []


def test_errors_under_load():
    kinds = [
        LoadKind(name="list", timing=timing(5), errors=0),
        LoadKind(name="create", timing=timing(5), errors=3),
    ]
    mixed = MixedLoad(clients=32, seconds=60, kinds=kinds, worker_mb=None)
    assert misses(results(mixed=mixed)) == ["mixed load: 3 errors of create"]


def test_migrations_that_make_others_wait_or_fail():
    def migrated(read: float, write: float, *errors: str) -> Migrated:
        return Migrated(
            name="0002",
            seconds=9,
            longest_read_ms=read,
            longest_write_ms=write,
            errors=list(errors),
        )

    assert misses(results(migrations=[migrated(999, 1_000)])) == []
    assert misses(results(migrations=[migrated(2_000, 3_500, "deadlock")])) == [
        "migration 0002: a reader waited 2.0 s",
        "migration 0002: a writer waited 3.5 s",
        "migration 0002: 1 errors, deadlock",
    ]


def test_an_import_that_is_slow_or_large():
    def imported(seconds: float, peak_mb: float | None) -> Imported:
        return Imported(rows=BIG, seconds=seconds, peak_mb=peak_mb)

    assert misses(results(imported=imported(200, 200))) == []
    assert misses(results(imported=imported(200, None))) == []
    assert misses(results(imported=imported(250, 300))) == [
        "import: 4000 rows/s, not 5000",
        "import: takes 300 MB, at most 200 are allowed",
    ]


def test_a_first_load_that_is_too_heavy():
    assert misses(results(first_load_kb=109)) == []
    assert misses(results(first_load_kb=111)) == [
        "first load: 111 kB of JavaScript, not 110",
    ]


def test_a_run_can_be_written_and_read():
    run = results(requests=[answered()])
    assert Results.model_validate_json(run.model_dump_json()) == run
