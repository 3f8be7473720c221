"""A plot of the loads in a browser."""

from pathlib import Path
from typing import Any

from bench.browser.report import TABS, usual_loads
from bench.browser.results import STATIC_PAGE, Load, Measurements, Results, access
from bench.plots import INK, STYLE, bars, new_figure, save


def limit_ms(measured: Measurements, load: Load) -> float | None:
    """Return the longest time that the load's target allows, if it has one."""
    static = measured.beside(load, scene=STATIC_PAGE, slowdown=load.slowdown)
    return load.times * static.median("in_page") if load.times and static else None


def draw_limit(axes: Any, bar: Any, limit: float) -> None:
    axes.plot([limit, limit], [bar.get_y(), bar.get_y() + bar.get_height()], color=INK)


def draw_loads(measured: Measurements, path: Path) -> None:
    """Draw each page's median through nginx, with a warm cache and at full speed."""
    loads = {
        (f"{access(load.is_signed_in)}, {TABS[load.tab]}", load.scene): load
        for is_signed_in in (False, True)
        for load in usual_loads(measured, is_signed_in)
    }
    labels = list(dict.fromkeys(label for label, _ in loads))
    scenes = list(dict.fromkeys(scene for _, scene in loads))
    title = "From navigation until the content is in the page (lines: at most)"
    figure, axes = new_figure(title, 2 * len(scenes))
    series = {
        label: [
            load.median("in_page") if (load := loads.get((label, scene))) else None
            for scene in scenes
        ]
        for label in labels
    }
    bars(axes, scenes, series, "ms", scale="linear")
    axes.get_legend().set_bbox_to_anchor((0.5, -0.1))
    for label, drawn in zip(labels, axes.containers, strict=True):
        for scene, bar in zip(scenes, drawn, strict=True):
            load = loads.get((label, scene))
            if load and (limit := limit_ms(measured, load)):
                draw_limit(axes, bar, limit)
    save(figure, path)


def draw(results: Results, folder: Path) -> None:
    """Draw the loads into the folder, if the run measured them."""
    import matplotlib as mpl

    mpl.use("svg")
    folder.mkdir(parents=True, exist_ok=True)
    if results.measured.loads:
        with mpl.rc_context(STYLE):
            draw_loads(results.measured, folder / "browser.svg")
