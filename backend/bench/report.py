"""The results as tables, for a terminal and for Markdown alike."""

from collections.abc import Iterator

from bench.results import AgentsResult, Machine, MigrationResult, Results, Timing
from bench.sqlite_times import TICKETS as SQLITE_TICKETS
from bench.targets import MIN_TIMES_FASTER, misses, reference_ms


def format_ms(milliseconds: float | None) -> str:
    if milliseconds is None:
        return ""
    return f"{milliseconds:,.1f}" if milliseconds < 100 else f"{milliseconds:,.0f}"


def format_kb(size: int | None) -> str:
    return "" if size is None else f"{size / 1_000:.1f}"


def format_percentiles(timing: Timing) -> str:
    return " / ".join(format_ms(value) for value in (timing.p50, timing.p95, timing.p99))


def describe(machine: Machine) -> str:
    return (
        f"{machine.date:%Y-%m-%d}: {machine.cpus} CPUs, {machine.memory_gb:.0f} GB, Python "
        f"{machine.python}, Django {machine.django}, PostgreSQL {machine.postgresql}."
    )


def table(headers: list[str], rows: list[list[str]], table_format: str) -> str:
    # Not installed where only the tests run.
    from tabulate import tabulate

    alignment = ["left", *["right"] * (len(headers) - 1)]
    return str(tabulate(rows, headers, table_format, disable_numparse=True, colalign=alignment))


def request_table(results: Results, table_format: str) -> str:
    smallest, largest = min(results.sizes), max(results.sizes)
    headers = [
        "Request",
        f"{smallest:,}: p50 / p95 / p99 ms",
        f"{largest:,}: p50 / p95 / p99 ms",
        "Growth",
        f"Plain, {smallest:,}: ms",
        "× plain",
        "Queries",
        "kB",
        "kB sent",
        "MB more",
    ]
    rows = [
        [
            result.name,
            format_percentiles(result.smallest),
            format_percentiles(result.largest),
            f"{result.growth:.1f}",
            format_ms(result.plain.p50 if result.plain else None),
            "" if result.times_plain is None else f"{result.times_plain:.2f}",
            str(result.queries),
            format_kb(result.bytes),
            format_kb(result.bytes_sent),
            "" if result.memory_mb is None else f"{result.memory_mb:.1f}",
        ]
        for result in results.requests
    ]
    return table(headers, rows, table_format)


def reference_table(results: Results, table_format: str) -> str:
    rows = []
    for result in results.requests:
        reference = reference_ms(result)
        if reference is not None:
            ms = result.largest.p50
            times, wanted = f"{reference / ms:,.0f}", str(MIN_TIMES_FASTER[result.name])
            rows.append([result.name, format_ms(ms), format_ms(reference), times, wanted])
    headers = [f"Request, {max(results.sizes):,} tickets", "ms", "Reference, ms", "Times", "Wanted"]
    return table(headers, rows, table_format) if rows else ""


def load_table(results: Results, table_format: str) -> str:
    rows = [
        [
            kind.name,
            str(kind.timing.repetitions),
            format_percentiles(kind.timing),
            str(kind.errors),
        ]
        for kind in (results.load.kinds if results.load else [])
    ]
    return table(["Kind", "Requests", "p50 / p95 / p99 ms", "Errors"], rows, table_format)


def migration_table(migrations: list[MigrationResult], table_format: str) -> str:
    rows = [
        [
            migration.name,
            f"{migration.seconds:.1f}",
            format_ms(migration.longest_read_ms),
            format_ms(migration.longest_write_ms),
            str(len(migration.errors)),
        ]
        for migration in migrations
    ]
    headers = ["Migration", "Seconds", "Longest read, ms", "Longest write, ms", "Errors"]
    return table(headers, rows, table_format)


def sqlite_table(results: Results, table_format: str) -> str:
    rows = [
        [
            result.name,
            format_percentiles(result.sqlite),
            format_ms(result.postgresql.p50),
            f"{result.times:.1f}",
        ]
        for result in results.beside_sqlite
    ]
    headers = ["Request", "SQLite: p50 / p95 / p99 ms", "PostgreSQL: ms", "Times"]
    return table(headers, rows, table_format)


def describe_agents(result: AgentsResult) -> str:
    pulses = result.timing.repetitions
    share = result.not_modified / pulses
    return (
        f"{result.agents} agents with an open ticket for {result.seconds:.0f} s: "
        f"{result.worker_cores:.2f} of a core by the workers, {result.postgres_cores:.2f} by "
        f"PostgreSQL; {pulses:,} requests, {share:.0%} without news, "
        f"{format_percentiles(result.timing)} ms (p50 / p95 / p99), {result.errors} errors."
    )


def first_load_table(results: Results, table_format: str) -> str:
    rows = [
        [
            tab,
            format_kb(load.js),
            format_kb(load.js_limit),
            format_kb(load.css),
            format_kb(load.css_limit),
        ]
        for tab, load in results.first_load.items()
    ]
    headers = ["First load, gzipped", "JavaScript, kB", "At most", "CSS, kB", "At most"]
    return table(headers, rows, table_format)


def sections(results: Results, table_format: str) -> Iterator[str]:
    """Yield the report, a paragraph or a table at a time."""
    yield describe(results.machine)
    if results.database_mb:
        sizes = (f"{size:,}: {mb:,.0f} MB" for size, mb in results.database_mb.items())
        yield f"Tickets and the disk they take with their indexes: {'; '.join(sizes)}."
    if results.requests:
        yield request_table(results, table_format)
        yield reference_table(results, table_format)
    if (load := results.load) is not None:
        yield (
            f"{load.clients} clients at once for {load.seconds:.0f} s: "
            f"{load.throughput:.0f} requests/s."
        )
        yield load_table(results, table_format)
    if results.agents is not None:
        yield describe_agents(results.agents)
    if results.beside_sqlite:
        yield f"On SQLite with {SQLITE_TICKETS:,} tickets, beside PostgreSQL with the same:"
        yield sqlite_table(results, table_format)
    if results.migrations:
        yield migration_table(results.migrations, table_format)
    if results.upgrade:
        yield "The same with 100,000 tickets, from the release before conversations on:"
        yield migration_table(results.upgrade, table_format)
    if (imported := results.imported) is not None:
        peak = "" if imported.peak_mb is None else f", {imported.peak_mb:.0f} MB at most"
        yield f"Import: {imported.rows:,} rows, {imported.rows_per_second:,.0f} rows/s{peak}."
    if results.first_load:
        yield first_load_table(results, table_format)
    missed = misses(results)
    yield f"Targets missed: {len(missed)}."
    if missed:
        yield "\n".join(f"- {line}" for line in missed)


def render(results: Results, table_format: str = "simple") -> str:
    """Return the report; `table_format` is one of `tabulate`'s, for example `github`."""
    return "\n\n".join(section for section in sections(results, table_format) if section)
