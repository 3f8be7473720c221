"""Plots of the results, as SVG that reads on light and on dark pages alike."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.results import LoadResult, RequestResult, Results, Timing
from bench.targets import MAX_TIMES_PLAIN, MAX_WAIT_MS, reference_ms

INK, PAPER, GRID = "#1f2430", "#ffffff", "#d5d9e0"
COLOURS = ("#2f5fd0", "#c2571a", "#1b8a5a", "#8a4fc7", "#b3261e", "#5b6472")
STYLE = {
    # The names within a file come from the salt, not from chance; texts stay texts.
    "svg.hashsalt": "ticketflow",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 10,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "axes.facecolor": PAPER,
    "axes.edgecolor": GRID,
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
}
GROWTH_OF = (
    "list, first page",
    "list, page 100",
    "search, rare word",
    "search, common word",
    "stats, 30d",
    "change, status",
)


def new_figure(title: str, rows: int) -> tuple[Any, Any]:
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(9, max(3.2, 1.4 + 0.3 * rows)), layout="constrained")
    axes.set_title(title)
    return figure, axes


def save(figure: Any, path: Path) -> None:
    from matplotlib import pyplot

    # Without a date the same figures make the same file.
    figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
    # matplotlib ends some lines with spaces.
    lines = path.read_text().splitlines()
    path.write_text("".join(f"{line.rstrip()}\n" for line in lines))


def bars(
    axes: Any,
    names: Sequence[str],
    series: Mapping[str, Sequence[float | None]],
    unit: str,
    scale: str = "log",
) -> None:
    """Draw groups of horizontal bars, the first name on top."""
    height = 0.8 / len(series)
    for position, (label, values) in enumerate(series.items()):
        places = [number + position * height for number in range(len(names))]
        axes.barh(
            places,
            [value or 0 for value in values],
            height,
            label=label,
            color=COLOURS[position],
        )
    axes.set_yticks([number + 0.4 - height / 2 for number in range(len(names))], names)
    axes.invert_yaxis()
    axes.margins(y=0.01)
    axes.set_xscale(scale)
    if scale == "log":
        # The lengths of bars compare only where all start at a round figure.
        least = min(value for values in series.values() for value in values if value)
        axes.set_xlim(left=10 ** math.floor(math.log10(least)))
    axes.set_xlabel(unit)
    axes.xaxis.set_major_formatter("{x:g}")
    axes.grid(axis="x")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=len(series))


def draw_growth(results: Results, path: Path) -> None:
    chosen = [result for result in results.requests if result.name in GROWTH_OF]
    figure, axes = new_figure("Median by the number of tickets", 10)
    for colour, result in zip(COLOURS, chosen, strict=False):
        sizes = sorted(result.timings)
        medians = [result.timings[size].p50 for size in sizes]
        axes.plot(sizes, medians, marker="o", color=colour, label=result.name)
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.set_xticks(results.sizes, [f"{size:,}" for size in results.sizes])
    axes.minorticks_off()
    axes.set_xlabel("tickets")
    axes.set_ylabel("ms")
    axes.grid(axis="y")
    axes.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    save(figure, path)


def draw_requests(results: Results, path: Path) -> None:
    figure, axes = new_figure("Median of every request", len(results.requests))
    series = {
        f"{size:,} tickets": [result.timings[size].p50 for result in results.requests]
        for size in results.sizes
    }
    bars(axes, [result.name for result in results.requests], series, "ms")
    axes.get_legend().set_bbox_to_anchor((0.5, -0.05))
    save(figure, path)


def draw_plain(results: Results, path: Path) -> None:
    chosen = [result for result in results.requests if result.plain]
    title = f"Beside a plain implementation, {min(results.sizes):,} tickets"
    figure, axes = new_figure(title, len(chosen))
    plain = [result.plain.p50 if result.plain else None for result in chosen]
    series: dict[str, list[float | None]] = {
        "TicketFlow": [result.smallest.p50 for result in chosen],
        "plain": plain,
        "at most": [MAX_TIMES_PLAIN * ms if ms else None for ms in plain],
    }
    bars(axes, [result.name for result in chosen], series, "ms")
    axes.get_legend().set_bbox_to_anchor((0.5, -0.05))
    save(figure, path)


def draw_reference(results: Results, path: Path) -> None:
    chosen: list[RequestResult] = [result for result in results.requests if reference_ms(result)]
    title = f"Beside the reference implementation, {max(results.sizes):,} tickets"
    figure, axes = new_figure(title, len(chosen))
    series: dict[str, list[float | None]] = {
        "TicketFlow": [result.largest.p50 for result in chosen],
        "reference, recorded": [reference_ms(result) for result in chosen],
    }
    bars(axes, [result.name for result in chosen], series, "ms")
    axes.get_legend().set_bbox_to_anchor((0.5, -0.25))
    save(figure, path)


def draw_load(load: LoadResult, path: Path) -> None:
    kinds = load.kinds
    figure, axes = new_figure(f"{load.clients} clients at once", len(kinds))
    timings: list[Timing] = [kind.timing for kind in kinds]
    series = {
        name: [float(getattr(timing, name)) for timing in timings] for name in ("p50", "p95", "p99")
    }
    bars(axes, [kind.name for kind in kinds], series, "ms")
    axes.get_legend().set_bbox_to_anchor((0.5, -0.2))
    save(figure, path)


def draw_migrations(results: Results, path: Path) -> None:
    chosen = results.migrations
    figure, axes = new_figure("Longest wait beside each migration", len(chosen))
    series = {
        "reader": [migration.longest_read_ms for migration in chosen],
        "writer": [migration.longest_write_ms for migration in chosen],
    }
    bars(axes, [migration.name for migration in chosen], series, "ms")
    axes.axvline(MAX_WAIT_MS, color=COLOURS[-1], linestyle="--")
    axes.get_legend().set_bbox_to_anchor((0.5, -0.2))
    save(figure, path)


def draw(results: Results, folder: Path) -> None:
    """Draw all parts that the run measured into the folder."""
    import matplotlib as mpl

    mpl.use("svg")
    folder.mkdir(parents=True, exist_ok=True)
    parts = {
        "growth": (draw_growth, results.requests),
        "requests": (draw_requests, results.requests),
        "plain": (draw_plain, results.requests),
        "reference": (draw_reference, any(map(reference_ms, results.requests))),
        "migrations": (draw_migrations, results.migrations),
    }
    with mpl.rc_context(STYLE):
        for name, (draw_part, is_measured) in parts.items():
            if is_measured:
                draw_part(results, folder / f"{name}.svg")
        if results.load is not None:
            draw_load(results.load, folder / "load.svg")
