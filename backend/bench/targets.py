"""The targets, and the misses of a run."""

from collections.abc import Iterator, Mapping

from bench.results import (
    AgentsResult,
    FirstLoad,
    ImportResult,
    LoadResult,
    MigrationResult,
    RequestResult,
    Results,
    SqliteResult,
)

MAX_GROWTH = 2.0
MAX_TIMES_PLAIN = 1.5
MAX_MEMORY_MB = 20.0
MAX_WAIT_MS = 1_000.0
# Of a core, by the workers.
MAX_AGENTS_CORES = 0.25
MAX_TIMES_POSTGRESQL = 5.0
MAX_TIMES_POSTGRESQL_SEARCH = 20.0
MIN_IMPORT_ROWS_PER_SECOND = 1_500.0
MAX_IMPORT_MB = 200.0

STATISTICS = "stats, 30d"
SEARCH_RARE = "search, rare word"
SEARCH_ABSENT = "search, absent word"
FILTERED_LIST = "list, status and priority"
# Medians of the reference implementation in milliseconds, by the number of tickets, recorded on 2
# cores with PostgreSQL 15. It has no pages, searches by `icontains` and asks five queries for the
# statistics.
REFERENCE = {
    100_000: {STATISTICS: 184.0, SEARCH_RARE: 150.0, SEARCH_ABSENT: 146.0, FILTERED_LIST: 43.0},
    1_000_000: {
        STATISTICS: 1_095.0,
        SEARCH_RARE: 1_316.0,
        SEARCH_ABSENT: 1_606.0,
        FILTERED_LIST: 173.0,
    },
}
MIN_TIMES_FASTER = {STATISTICS: 100, SEARCH_RARE: 30, SEARCH_ABSENT: 30, FILTERED_LIST: 10}
REFERENCE_TARGET_SIZE = 1_000_000


def reference_ms(result: RequestResult) -> float | None:
    """Return the reference implementation's time at the largest number of tickets, if recorded."""
    return REFERENCE.get(max(result.timings), {}).get(result.name)


def request_misses(result: RequestResult) -> Iterator[str]:
    if result.is_target and result.growth > MAX_GROWTH:
        yield f"{result.name}: grows {result.growth:.1f} ×, at most {MAX_GROWTH:.0f} × is allowed"
    times_plain = result.times_plain
    if times_plain is not None and times_plain > MAX_TIMES_PLAIN:
        yield (
            f"{result.name}: takes {times_plain:.1f} × the plain implementation's time, "
            f"at most {MAX_TIMES_PLAIN} × is allowed"
        )
    if result.memory_mb is not None and result.memory_mb > MAX_MEMORY_MB:
        yield f"{result.name}: raises a worker's memory by {result.memory_mb:.0f} MB"


def reference_misses(result: RequestResult) -> Iterator[str]:
    reference = reference_ms(result)
    if reference is None or max(result.timings) < REFERENCE_TARGET_SIZE:
        return
    times, wanted = reference / result.largest.p50, MIN_TIMES_FASTER[result.name]
    if times < wanted:
        yield f"{result.name}: {times:.0f} × faster than the reference, not {wanted} ×"


def load_misses(load: LoadResult) -> Iterator[str]:
    for kind in load.kinds:
        if kind.errors:
            yield f"load: {kind.errors} errors of {kind.name}"


def agents_misses(result: AgentsResult) -> Iterator[str]:
    if result.worker_cores > MAX_AGENTS_CORES:
        yield (
            f"{result.agents} agents: take {result.worker_cores:.2f} of a core, "
            f"at most {MAX_AGENTS_CORES} is allowed"
        )
    if result.errors:
        yield f"{result.agents} agents: {result.errors} errors"


def sqlite_misses(result: SqliteResult) -> Iterator[str]:
    most = MAX_TIMES_POSTGRESQL_SEARCH if result.is_search else MAX_TIMES_POSTGRESQL
    if result.times > most:
        yield (
            f"{result.name}: on SQLite takes {result.times:.1f} × the time on PostgreSQL, "
            f"at most {most:.0f} × is allowed"
        )


def migration_misses(result: MigrationResult) -> Iterator[str]:
    waits = {"reader": result.longest_read_ms, "writer": result.longest_write_ms}
    for who, wait in waits.items():
        if wait > MAX_WAIT_MS:
            yield f"migration {result.name}: a {who} waited {wait / 1_000:.1f} s"
    if result.errors:
        yield f"migration {result.name}: {len(result.errors)} errors, {result.errors[0]}"


def import_misses(result: ImportResult) -> Iterator[str]:
    if result.rows_per_second < MIN_IMPORT_ROWS_PER_SECOND:
        yield f"import: {result.rows_per_second:.0f} rows/s, not {MIN_IMPORT_ROWS_PER_SECOND:.0f}"
    if result.peak_mb is not None and result.peak_mb > MAX_IMPORT_MB:
        yield f"import: takes {result.peak_mb:.0f} MB, at most {MAX_IMPORT_MB:.0f} are allowed"


def first_load_misses(first_load: Mapping[str, FirstLoad]) -> Iterator[str]:
    for tab, load in first_load.items():
        sizes = {"JavaScript": (load.js, load.js_limit), "CSS": (load.css, load.css_limit)}
        for kind, (size, limit) in sizes.items():
            if limit is not None and size > limit:
                yield f"first load of {tab}: {size / 1_000:.1f} kB of {kind}, not {limit / 1_000:g}"


def misses(results: Results) -> list[str]:
    """Return one line for each missed target."""
    found: list[str] = []
    for request in results.requests:
        found += [*request_misses(request), *reference_misses(request)]
    if results.load is not None:
        found += load_misses(results.load)
    if results.agents is not None:
        found += agents_misses(results.agents)
    for beside in results.beside_sqlite:
        found += sqlite_misses(beside)
    for migration in (*results.migrations, *results.upgrade):
        found += migration_misses(migration)
    if results.imported is not None:
        found += import_misses(results.imported)
    return [*found, *first_load_misses(results.first_load)]
