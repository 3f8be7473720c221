"""Draw what a run found out, as SVG that reads on light and on dark pages alike."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl

from bench.results import Answered, MixedLoad, Results, Timing, median
from bench.targets import FIRST_IMPLEMENTATION, MAX_WAIT_MS, most_allowed

INK, PAPER, GRID = "#1f2430", "#ffffff", "#d5d9e0"
COLOURS = ("#2f5fd0", "#c2571a", "#1b8a5a", "#8a4fc7", "#b3261e", "#5b6472")
STYLE = {
    # Names within the file come from this, not from chance; texts stay texts.
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
    axes: Any, names: Sequence[str], series: Mapping[str, Sequence[float | None]], unit: str
) -> None:
    """Groups of bars that lie, the first name on top, on a logarithmic scale."""
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
    axes.set_xscale("log")
    # Lengths compare only where they start at a round figure.
    least = min(value for values in series.values() for value in values if value)
    axes.set_xlim(left=10 ** math.floor(math.log10(least)))
    axes.set_xlabel(unit)
    axes.xaxis.set_major_formatter("{x:g}")
    axes.grid(axis="x")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=len(series))


def draw_growth(results: Results, path: Path) -> None:
    chosen = [answered for answered in results.requests if answered.name in GROWTH_OF]
    figure, axes = new_figure("Median by the number of tickets", 10)
    for colour, answered in zip(COLOURS, chosen, strict=False):
        sizes = sorted(answered.sizes)
        medians = [answered.sizes[size].p50 for size in sizes]
        axes.plot(sizes, medians, marker="o", color=colour, label=answered.name)
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
        f"{size:,} tickets": [answered.sizes[size].p50 for answered in results.requests]
        for size in results.sizes
    }
    bars(axes, [answered.name for answered in results.requests], series, "ms")
    axes.get_legend().set_bbox_to_anchor((0.5, -0.05))
    save(figure, path)


def draw_floor(results: Results, path: Path) -> None:
    chosen = [answered for answered in results.requests if answered.is_target]
    figure, axes = new_figure(f"Beside the floor, {max(results.sizes):,} tickets", len(chosen))
    series: dict[str, list[float | None]] = {
        "measured": [answered.big.p50 for answered in chosen],
        "allowed": [most_allowed(answered) for answered in chosen],
        "a constant": [median(answered.floor) for answered in chosen],
        "best SQL": [median(answered.sql) for answered in chosen],
    }
    bars(axes, [answered.name for answered in chosen], series, "ms")
    save(figure, path)


def draw_comparison(results: Results, path: Path) -> None:
    size = max(results.sizes)
    chosen: list[Answered] = [answered for answered in results.requests if answered.plain]
    figure, axes = new_figure(f"Beside a plain implementation, {size:,} tickets", len(chosen))
    series: dict[str, list[float | None]] = {
        "TicketFlow": [answered.big.p50 for answered in chosen],
        "plain, same run": [median(answered.plain) for answered in chosen],
    }
    if recorded := FIRST_IMPLEMENTATION.get(size):
        series["the first one, recorded"] = [recorded.get(answered.name) for answered in chosen]
    bars(axes, [answered.name for answered in chosen], series, "ms")
    axes.get_legend().set_bbox_to_anchor((0.5, -0.25))
    save(figure, path)


def draw_load(mixed: MixedLoad, path: Path) -> None:
    kinds = mixed.kinds
    figure, axes = new_figure(f"{mixed.clients} clients at once", len(kinds))
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
        "reader": [migrated.longest_read_ms for migrated in chosen],
        "writer": [migrated.longest_write_ms for migrated in chosen],
    }
    bars(axes, [migrated.name for migrated in chosen], series, "ms")
    axes.axvline(MAX_WAIT_MS, color=COLOURS[-1], linestyle="--")
    axes.get_legend().set_bbox_to_anchor((0.5, -0.2))
    save(figure, path)


def draw(results: Results, folder: Path) -> list[str]:
    """Draw all that the run measured into the folder, and return the files' names."""
    mpl.use("svg")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {
        "growth": (draw_growth, results.requests),
        "requests": (draw_requests, results.requests),
        "floor": (draw_floor, results.requests),
        "comparison": (draw_comparison, results.requests),
        "migrations": (draw_migrations, results.migrations),
    }
    drawn = []
    with mpl.rc_context(STYLE):
        for name, (draw_one, measured) in wanted.items():
            if measured:
                draw_one(results, folder / f"{name}.svg")
                drawn.append(f"{name}.svg")
        if results.mixed is not None:
            draw_load(results.mixed, folder / "load.svg")
            drawn.append("load.svg")
    return drawn
