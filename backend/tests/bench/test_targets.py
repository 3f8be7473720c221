"""A run that misses a target names it, and one that misses none is quiet."""

from datetime import UTC, datetime

import pytest

from bench.results import (
    AgentsResult,
    FirstLoad,
    ImportResult,
    LoadKindResult,
    LoadResult,
    Machine,
    MigrationResult,
    RequestResult,
    Results,
    SqliteResult,
    Timing,
)
from bench.targets import REFERENCE, STATISTICS, misses

SMALLEST, LARGEST = 10_000, 1_000_000


def timing(milliseconds: float) -> Timing:
    return Timing.from_seconds([milliseconds / 1_000] * 10)


def request_result(**values) -> RequestResult:
    smallest, largest = values.pop("smallest", 5), values.pop("largest", 6)
    return RequestResult(
        **{
            "name": "list, first page",
            "is_target": True,
            "timings": {SMALLEST: timing(smallest), LARGEST: timing(largest)},
            "plain": timing(10),
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
    return Results(machine=machine, sizes=[SMALLEST, LARGEST], **values)


def misses_of(**values) -> list[str]:
    return misses(results(requests=[request_result(**values)]))


def test_nothing_is_missed_where_all_is_well():
    assert misses_of() == []
    assert misses(results()) == []


def test_growth_beyond_twice():
    assert misses_of(smallest=3, largest=6) == []
    assert misses_of(smallest=2.9, largest=6) == [
        "list, first page: grows 2.1 ×, at most 2 × is allowed",
    ]


def test_what_is_no_target_may_grow():
    assert misses_of(smallest=1, largest=1_000, is_target=False) == []


def test_slower_than_one_and_a_half_times_the_plain_implementation():
    assert misses_of(smallest=15, plain=timing(10)) == []
    assert misses_of(smallest=16, plain=timing(10)) == [
        "list, first page: takes 1.6 × the plain implementation's time, at most 1.5 × is allowed",
    ]


def test_what_is_no_target_may_not_be_slower_than_the_plain_implementation_either():
    assert len(misses_of(smallest=16, plain=timing(10), is_target=False)) == 1


def test_the_largest_database_is_not_compared_with_the_plain_implementation():
    assert misses_of(smallest=10, largest=20, plain=timing(10)) == []


def test_what_has_no_plain_counterpart_has_no_such_bound():
    assert misses_of(smallest=99, largest=100, plain=None) == []


def test_memory_is_bounded_for_every_request():
    assert misses_of(memory_mb=None) == []
    assert misses_of(memory_mb=20.4, is_target=False) == [
        "list, first page: raises a worker's memory by 20 MB"
    ]


def test_faster_than_the_reference_implementation():
    needed = REFERENCE[LARGEST][STATISTICS] / 100
    values = {"name": STATISTICS, "smallest": 10}
    assert misses_of(**values, largest=needed) == []
    assert misses_of(**values, largest=needed + 1) == [
        f"{STATISTICS}: 92 × faster than the reference, not 100 ×"
    ]


def test_with_fewer_tickets_there_is_nothing_to_be_faster_than():
    timings = {SMALLEST: timing(5), 100_000: timing(6)}
    assert misses_of(name=STATISTICS, timings=timings) == []


def test_errors_under_load():
    kinds = [
        LoadKindResult(name="list", timing=timing(5), errors=0),
        LoadKindResult(name="create", timing=timing(5), errors=3),
    ]
    load = LoadResult(clients=32, seconds=60, kinds=kinds, worker_mb=None)
    assert misses(results(load=load)) == ["load: 3 errors of create"]


def test_migrations_that_make_others_wait_or_fail():
    def migration(read: float, write: float, *errors: str) -> MigrationResult:
        return MigrationResult(
            name="0002",
            seconds=9,
            longest_read_ms=read,
            longest_write_ms=write,
            errors=list(errors),
        )

    assert misses(results(migrations=[migration(999, 1_000)])) == []
    assert misses(results(migrations=[migration(2_000, 3_500, "deadlock")])) == [
        "migration 0002: a reader waited 2.0 s",
        "migration 0002: a writer waited 3.5 s",
        "migration 0002: 1 errors, deadlock",
    ]


def test_the_upgrade_from_the_release_before_is_held_to_the_same():
    slow = MigrationResult(
        name="tickets 0027", seconds=9, longest_read_ms=1, longest_write_ms=1_500, errors=[]
    )
    assert misses(results(upgrade=[slow])) == ["migration tickets 0027: a writer waited 1.5 s"]


@pytest.mark.parametrize(
    ("cores", "errors", "found"),
    [
        (0.25, 0, []),
        (0.3, 0, ["200 agents: take 0.30 of a core, at most 0.25 is allowed"]),
        (0.1, 2, ["200 agents: 2 errors"]),
    ],
)
def test_agents_who_ask_for_news(cores, errors, found):
    agents = AgentsResult(
        agents=200,
        seconds=30,
        worker_cores=cores,
        postgres_cores=1,
        timing=timing(5),
        not_modified=100,
        errors=errors,
    )
    assert misses(results(agents=agents)) == found


@pytest.mark.parametrize(
    ("is_search", "sqlite", "found"),
    [
        (False, 50, []),
        (False, 60, ["it: on SQLite takes 6.0 × the time on PostgreSQL, at most 5 × is allowed"]),
        (True, 200, []),
        (True, 210, ["it: on SQLite takes 21.0 × the time on PostgreSQL, at most 20 × is allowed"]),
    ],
)
def test_sqlite_beside_postgresql(is_search, sqlite, found):
    result = SqliteResult(
        name="it", is_search=is_search, sqlite=timing(sqlite), postgresql=timing(10)
    )
    assert misses(results(beside_sqlite=[result])) == found


def test_an_import_that_is_slow_or_large():
    def imported(rows: int, peak_mb: float | None) -> ImportResult:
        return ImportResult(rows=rows, seconds=100, peak_mb=peak_mb)

    assert misses(results(imported=imported(150_000, 200))) == []
    assert misses(results(imported=imported(150_000, None))) == []
    assert misses(results(imported=imported(149_900, 300))) == [
        "import: 1499 rows/s, not 1500",
        "import: takes 300 MB, at most 200 are allowed",
    ]


@pytest.mark.parametrize(
    ("js", "css", "found"),
    [
        (190_000, 24_000, []),
        (190_001, 24_000, ["first load of tickets: 190.0 kB of JavaScript, not 190"]),
        (190_000, 25_000, ["first load of tickets: 25.0 kB of CSS, not 24"]),
    ],
)
def test_a_first_load_that_is_too_heavy(js, css, found):
    load = FirstLoad(js=js, js_limit=190_000, css=css, css_limit=24_000)
    assert misses(results(first_load={"tickets": load})) == found


def test_a_first_load_without_a_limit():
    load = FirstLoad(js=999_000, js_limit=None, css=1, css_limit=24_000)
    assert misses(results(first_load={"ticket": load})) == []


def test_a_run_can_be_written_and_read():
    run = results(requests=[request_result()])
    assert Results.model_validate_json(run.model_dump_json()) == run
