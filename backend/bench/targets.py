"""What has to be reached, and where a run missed it."""

from collections.abc import Iterator

from bench.results import Answered, Imported, Migrated, MixedLoad, Results, median

MAX_GROWTH = 2.0
# "At most 3 × the time of a view that answers a constant of the same size, plus the time of the
# best SQL": the factor is for the view alone.
MAX_FLOORS = 3.0
MAX_MEMORY_MB = 20.0
MAX_FIRST_LOAD_KB = 110.0
MAX_WAIT_MS = 1_000.0
MIN_ROWS_PER_SECOND = 5_000.0
MAX_IMPORT_MB = 200.0

STATISTICS = "stats, 30d"
SEARCH_RARE = "search, rare word"
SEARCH_ABSENT = "search, absent word"
FILTERED_LIST = "list, status and priority"
TIMES_FASTER = {STATISTICS: 100, SEARCH_RARE: 30, SEARCH_ABSENT: 30, FILTERED_LIST: 10}
# The first implementation of this product, in milliseconds: PostgreSQL 15, 2 cores.
FIRST_IMPLEMENTATION = {
    100_000: {STATISTICS: 184.0, SEARCH_RARE: 150.0, SEARCH_ABSENT: 146.0, FILTERED_LIST: 43.0},
    1_000_000: {
        STATISTICS: 1_095.0,
        SEARCH_RARE: 1_316.0,
        SEARCH_ABSENT: 1_606.0,
        FILTERED_LIST: 173.0,
    },
}
# With fewer tickets there is less to be faster than.
COMPARED_FROM = 1_000_000


def most_allowed(answered: Answered) -> float | None:
    """The milliseconds that the request may take beside its floor; None where there is none."""
    if answered.floor is None or answered.sql is None:
        return None
    return MAX_FLOORS * answered.floor.p50 + answered.sql.p50


def missed_by_request(answered: Answered) -> Iterator[str]:
    name, big = answered.name, answered.big.p50
    if answered.is_target and answered.growth > MAX_GROWTH:
        yield f"{name}: grows {answered.growth:.1f} ×, at most {MAX_GROWTH:.0f} × is allowed"
    allowed = most_allowed(answered)
    if answered.is_target and allowed is not None and big > allowed:
        yield f"{name}: {big:.1f} ms, its floor allows {allowed:.1f} ms"
    if answered.memory_mb is not None and answered.memory_mb > MAX_MEMORY_MB:
        yield f"{name}: raises a worker's memory by {answered.memory_mb:.0f} MB"


def missed_comparisons(answered: Answered) -> Iterator[str]:
    size = max(answered.sizes)
    if answered.name not in TIMES_FASTER or size < COMPARED_FROM:
        return
    wanted = TIMES_FASTER[answered.name]
    slower = {"the plain implementation": median(answered.plain)}
    slower["the first implementation"] = FIRST_IMPLEMENTATION.get(size, {}).get(answered.name)
    for what, milliseconds in slower.items():
        if milliseconds is not None and milliseconds / answered.big.p50 < wanted:
            times = milliseconds / answered.big.p50
            yield f"{answered.name}: {times:.0f} × faster than {what}, not {wanted} ×"


def missed_under_load(mixed: MixedLoad) -> Iterator[str]:
    for kind in mixed.kinds:
        if kind.errors:
            yield f"mixed load: {kind.errors} errors of {kind.name}"


def missed_by_migration(migrated: Migrated) -> Iterator[str]:
    for who, wait in (("reader", migrated.longest_read_ms), ("writer", migrated.longest_write_ms)):
        if wait > MAX_WAIT_MS:
            yield f"migration {migrated.name}: a {who} waited {wait / 1_000:.1f} s"
    if migrated.errors:
        yield f"migration {migrated.name}: {len(migrated.errors)} errors, {migrated.errors[0]}"


def missed_by_import(imported: Imported) -> Iterator[str]:
    if imported.rows_per_second < MIN_ROWS_PER_SECOND:
        yield f"import: {imported.rows_per_second:.0f} rows/s, not {MIN_ROWS_PER_SECOND:.0f}"
    if imported.peak_mb is not None and imported.peak_mb > MAX_IMPORT_MB:
        yield f"import: takes {imported.peak_mb:.0f} MB, at most {MAX_IMPORT_MB:.0f} are allowed"


def misses(results: Results) -> list[str]:
    """One line for each target that was missed."""
    found: list[str] = []
    for answered in results.requests:
        found += [*missed_by_request(answered), *missed_comparisons(answered)]
    if results.mixed is not None:
        found += missed_under_load(results.mixed)
    for migrated in results.migrations:
        found += missed_by_migration(migrated)
    if results.imported is not None:
        found += missed_by_import(results.imported)
    if (kilobytes := results.first_load_kb) is not None and kilobytes > MAX_FIRST_LOAD_KB:
        found.append(f"first load: {kilobytes:.0f} kB of JavaScript, not {MAX_FIRST_LOAD_KB:.0f}")
    return found
