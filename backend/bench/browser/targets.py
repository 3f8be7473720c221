"""The targets in a browser, and the misses of a run."""

from collections.abc import Iterator, Sequence
from statistics import median

from bench.browser.results import (
    FIRST_ROW,
    NEXT_ROW,
    Click,
    Load,
    LongTasks,
    Measurements,
    Repeated,
    Results,
    access,
)

MAX_TIMES_SLOWED = 1.2
MAX_TIMES_NEXT_CLICK = 3.0
MAX_FIRST_CLICK_MS = 300.0
MAX_MEMORY_MB = 140.0
TABS = {"new": "in a new tab", "reload": "on a reload"}


def load_limit(measured: Measurements, load: Load) -> float | None:
    """Return the number of times the static page that the load may take, if it has a target."""
    if load.times is None or load.cache == "cold":
        return None
    if load.slowdown == 1:
        return load.times
    at_full_speed = measured.beside(load, scene=load.scene, slowdown=1)
    times = None if at_full_speed is None else measured.times_static(at_full_speed)
    return None if times is None else MAX_TIMES_SLOWED * times


def load_misses(measured: Measurements, load: Load) -> Iterator[str]:
    times, limit = measured.times_static(load), load_limit(measured, load)
    if times is None or limit is None or times <= limit:
        return
    speed = "" if load.slowdown == 1 else f" at 1/{load.slowdown} of the speed"
    yield (
        f"{load.scene}, {load.server}, {access(load.is_signed_in)}, {TABS[load.tab]}{speed}: "
        f"takes {times:.2f} × the static page's time, at most {limit:.2f} × is allowed"
    )


def first_click_misses(clicks: Sequence[Click]) -> Iterator[str]:
    next_clicks = {
        (click.server, click.is_signed_in): median(click.milliseconds)
        for click in clicks
        if click.name == NEXT_ROW
    }
    for click in clicks:
        if click.name != FIRST_ROW:
            continue
        name = f"{click.name}, {click.server}, {access(click.is_signed_in)}"
        slowest = max(click.milliseconds)
        if slowest >= MAX_FIRST_CLICK_MS:
            yield f"{name}: took {slowest:.0f} ms, less than {MAX_FIRST_CLICK_MS:.0f} is allowed"
        next_click = next_clicks.get((click.server, click.is_signed_in))
        if next_click is None:
            continue
        times = median(click.milliseconds) / next_click
        if times > MAX_TIMES_NEXT_CLICK:
            yield (
                f"{name}: takes {times:.1f} × the next click's time, "
                f"at most {MAX_TIMES_NEXT_CLICK:.0f} × is allowed"
            )


def repeated_misses(repeated: Repeated) -> Iterator[str]:
    if repeated.asked_twice:
        name = f"{repeated.scene}, {access(repeated.is_signed_in)}"
        count = len(repeated.asked_twice)
        addresses = ", ".join(dict.fromkeys(repeated.asked_twice))
        yield f"{name}: {count} requests asked twice in {repeated.loads} loads, {addresses}"


def long_task_misses(tasks: LongTasks) -> Iterator[str]:
    if tasks.milliseconds:
        name = f"{tasks.scene}, {access(tasks.is_signed_in)}"
        count, longest = len(tasks.milliseconds), max(tasks.milliseconds)
        yield (
            f"{name}: {count} tasks over 50 ms after the content was drawn in {tasks.loads} loads, "
            f"the longest {longest:.0f} ms"
        )


def misses(results: Results) -> list[str]:
    """Return one line for each missed target."""
    measured = results.measured
    found: list[str] = []
    for load in measured.loads:
        found += load_misses(measured, load)
    found += first_click_misses(measured.clicks)
    for repeated in measured.repeated:
        found += repeated_misses(repeated)
    for tasks in measured.long_tasks:
        found += long_task_misses(tasks)
    if results.memory_mb is not None and results.memory_mb > MAX_MEMORY_MB:
        found.append(f"memory: {results.memory_mb:.0f} MB, at most {MAX_MEMORY_MB:.0f} are allowed")
    return found
