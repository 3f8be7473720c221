"""The figures as tables, for a terminal and for Markdown alike."""

from collections.abc import Iterator

from tabulate import tabulate

from bench.results import Results, Timing, median
from bench.targets import FIRST_IMPLEMENTATION, TIMES_FASTER, misses, most_allowed


def ms(milliseconds: float | None) -> str:
    if milliseconds is None:
        return ""
    return f"{milliseconds:,.1f}" if milliseconds < 100 else f"{milliseconds:,.0f}"


def percentiles(timing: Timing) -> str:
    return " / ".join(ms(value) for value in (timing.p50, timing.p95, timing.p99))


def table(headers: list[str], rows: list[list[str]], form: str) -> str:
    numbers = ["left", *["right"] * (len(headers) - 1)]
    return str(tabulate(rows, headers, form, disable_numparse=True, colalign=numbers))


def requests(results: Results, form: str) -> str:
    small, big = min(results.sizes), max(results.sizes)
    headers = [
        "Request",
        f"{small:,}: p50 / p95 / p99 ms",
        f"{big:,}: p50 / p95 / p99 ms",
        "Growth",
        "Floor",
        "× floor",
        "Best SQL",
        "Allowed",
        "Queries",
        "kB",
        "kB sent",
        "MB more",
    ]
    rows = [
        [
            answered.name,
            percentiles(answered.small),
            percentiles(answered.big),
            f"{answered.growth:.1f}",
            ms(median(answered.floor)),
            f"{answered.big.p50 / answered.floor.p50:.1f}" if answered.floor else "",
            ms(median(answered.sql)),
            ms(most_allowed(answered)) if answered.is_target else "",
            str(answered.queries),
            f"{answered.bytes / 1_000:.1f}",
            f"{answered.bytes_sent / 1_000:.1f}",
            "" if answered.memory_mb is None else f"{answered.memory_mb:.1f}",
        ]
        for answered in results.requests
    ]
    return table(headers, rows, form)


def comparisons(results: Results, form: str) -> str:
    size = max(results.sizes)
    rows = []
    for answered in results.requests:
        if answered.plain is None:
            continue
        recorded = FIRST_IMPLEMENTATION.get(size, {}).get(answered.name)
        now = answered.big.p50
        rows.append(
            [
                answered.name,
                ms(now),
                ms(answered.plain.p50),
                f"{answered.plain.p50 / now:,.0f}",
                ms(recorded),
                f"{recorded / now:,.0f}" if recorded else "",
                str(TIMES_FASTER[answered.name]),
            ]
        )
    headers = ["Request", "ms", "Plain, ms", "Times", "First, ms", "Times", "Wanted"]
    return table(headers, rows, form)


def load(results: Results, form: str) -> str:
    rows = [
        [kind.name, str(kind.timing.repetitions), percentiles(kind.timing), str(kind.errors)]
        for kind in (results.mixed.kinds if results.mixed else [])
    ]
    return table(["Kind", "Requests", "p50 / p95 / p99 ms", "Errors"], rows, form)


def migrations(results: Results, form: str) -> str:
    rows = [
        [
            migrated.name,
            f"{migrated.seconds:.1f}",
            ms(migrated.longest_read_ms),
            ms(migrated.longest_write_ms),
            str(len(migrated.errors)),
        ]
        for migrated in results.migrations
    ]
    headers = ["Migration", "Seconds", "Longest read, ms", "Longest write, ms", "Errors"]
    return table(headers, rows, form)


def sections(results: Results, form: str) -> Iterator[str]:
    """Everything that the run found out, a paragraph or a table at a time."""
    machine = results.machine
    yield (
        f"{machine.date:%Y-%m-%d}: {machine.cpus} CPUs, {machine.memory_gb:.0f} GB, Python "
        f"{machine.python}, Django {machine.django}, PostgreSQL {machine.postgresql}."
    )
    if results.database_mb:
        sizes = (f"{size:,}: {mb:,.0f} MB" for size, mb in results.database_mb.items())
        yield f"Tickets and the disk they take with their indexes: {'; '.join(sizes)}."
    if results.requests:
        yield requests(results, form)
        yield comparisons(results, form)
    if (mixed := results.mixed) is not None:
        yield (
            f"{mixed.clients} clients at once for {mixed.seconds:.0f} s: "
            f"{mixed.throughput:.0f} requests/s."
        )
        yield load(results, form)
    if results.migrations:
        yield migrations(results, form)
    if (imported := results.imported) is not None:
        peak = "" if imported.peak_mb is None else f", {imported.peak_mb:.0f} MB at most"
        yield f"Import: {imported.rows:,} rows, {imported.rows_per_second:,.0f} rows/s{peak}."
    if results.first_load_kb is not None:
        yield f"First load of the interface: {results.first_load_kb:.1f} kB of JavaScript, gzipped."
    missed = misses(results)
    yield f"Targets missed: {len(missed)}."
    if missed:
        yield "\n".join(f"- {line}" for line in missed)


def rendered(results: Results, form: str = "simple") -> str:
    """The report; `form` is one of `tabulate`, for example `github`."""
    return "\n\n".join(sections(results, form))
