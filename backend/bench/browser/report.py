"""The results in a browser as tables, for a terminal and for Markdown alike."""

from collections.abc import Iterator

from bench.browser.results import Load, Measurements, Results, access
from bench.browser.targets import misses
from bench.report import describe, format_kb, format_ms, table
from bench.results import Timing

TABS = {"new": "new tab", "reload": "reload"}
NGINX = "nginx"
MARKS = ("html", "scripts", "asked", "answered", "in_page", "drawn")

Rows = list[list[str]]


def format_times(times: float | None) -> str:
    return "" if times is None else f"{times:.2f}"


def format_median(timing: Timing) -> str:
    return f"{format_ms(timing.p50)} / {format_ms(timing.p95)}"


def is_usual(load: Load) -> bool:
    return load.server == NGINX and load.cache == "warm" and load.slowdown == 1


def usual_loads(measured: Measurements, is_signed_in: bool) -> list[Load]:
    """Return the loads through nginx, with a warm cache and at full speed."""
    return [load for load in measured.loads if is_usual(load) and load.is_signed_in == is_signed_in]


LOAD_HEADERS = [
    "Page",
    "Tab",
    "In the page: p50 / p95 ms",
    "Drawn, ms",
    "× static",
    "× static, drawn",
    "At most",
]


def load_rows(measured: Measurements, is_signed_in: bool) -> Rows:
    return [
        [
            load.scene,
            TABS[load.tab],
            format_median(load.in_page),
            format_ms(load.median("drawn")),
            format_times(measured.times_static(load)),
            format_times(measured.times_static(load, "drawn")),
            "" if load.times is None else f"{load.times:g}",
        ]
        for load in usual_loads(measured, is_signed_in)
    ]


MARK_HEADERS = [
    "Page, ms",
    "Tab",
    "Page itself",
    "Scripts",
    "Asked",
    "Answered",
    "In the page",
    "Drawn",
    "kB",
]


def mark_rows(measured: Measurements, is_signed_in: bool) -> Rows:
    return [
        [
            load.scene,
            TABS[load.tab],
            # What a page does without has the mark 0.
            *(format_ms(load.median(name) or None) for name in MARKS),
            format_kb(round(load.median("bytes"))),
        ]
        for load in usual_loads(measured, is_signed_in)
    ]


def conditions(load: Load) -> str:
    cold = ["cold cache"] if load.cache == "cold" else []
    slow = [f"1/{load.slowdown} of the speed"] if load.slowdown > 1 else []
    return ", ".join([load.server, *cold, *slow])


def other_loads(measured: Measurements) -> tuple[list[str], Rows]:
    """Return the headers and rows of the loads under other conditions, a column for each."""
    others = [load for load in measured.loads if not is_usual(load)]
    columns = list(dict.fromkeys(map(conditions, others)))
    cells: dict[tuple[str, str, bool], dict[str, str]] = {}
    for load in others:
        times = measured.times_static(load)
        beside = "" if times is None else f" ({times:.2f})"
        kb = f", {format_kb(round(load.median('bytes')))} kB" if load.cache == "cold" else ""
        row = cells.setdefault((load.scene, load.tab, load.is_signed_in), {})
        row[conditions(load)] = f"{format_ms(load.median('in_page'))}{beside}{kb}"
    headers = ["Page, ms (× static)", "Tab", "Access", *columns]
    rows = [
        [scene, TABS[tab], access(is_signed_in), *(row.get(column, "") for column in columns)]
        for (scene, tab, is_signed_in), row in cells.items()
    ]
    return headers, rows


CLICK_HEADERS = ["Click", "Server", "Access", "p50 / p95 ms", "Slowest, ms"]


def click_rows(measured: Measurements) -> Rows:
    return [
        [
            click.name,
            click.server,
            access(click.is_signed_in),
            format_median(click.timing),
            format_ms(max(click.milliseconds)),
        ]
        for click in measured.clicks
    ]


def sentences(results: Results) -> Iterator[str]:
    """Yield what needs no table; its details are among the missed targets."""
    measured = results.measured
    if measured.repeated:
        loads = sum(one.loads for one in measured.repeated)
        count = sum(len(one.asked_twice) for one in measured.repeated)
        yield f"Requests asked twice in {loads} loads: {count}."
    if measured.long_tasks:
        loads = sum(one.loads for one in measured.long_tasks)
        count = sum(len(one.milliseconds) for one in measured.long_tasks)
        yield f"Tasks over 50 ms after the content was drawn in {loads} loads: {count}."
    if results.memory_mb is not None:
        yield (
            f"A server with two workers takes {results.memory_mb:.0f} MB after its first hundred "
            "requests (PSS)."
        )


def sections(results: Results, table_format: str) -> Iterator[str]:
    """Yield the report, a paragraph or a table at a time."""
    measured = results.measured
    yield f"{describe(results.machine)} {measured.browser}. {results.tickets:,} tickets."
    for is_signed_in in (False, True):
        if rows := load_rows(measured, is_signed_in):
            yield f"Through nginx, {access(is_signed_in)}, with a warm cache and at full speed:"
            yield table(LOAD_HEADERS, rows, table_format)
            yield table(MARK_HEADERS, mark_rows(measured, is_signed_in), table_format)
    headers, rows = other_loads(measured)
    if rows:
        yield "Under other conditions:"
        yield table(headers, rows, table_format)
    if measured.clicks:
        yield table(CLICK_HEADERS, click_rows(measured), table_format)
    yield from sentences(results)
    missed = misses(results)
    yield f"Targets missed: {len(missed)}."
    if missed:
        yield "\n".join(f"- {line}" for line in missed)


def render(results: Results, table_format: str = "simple") -> str:
    """Return the report; `table_format` is one of `tabulate`'s, for example `github`."""
    return "\n\n".join(sections(results, table_format))
