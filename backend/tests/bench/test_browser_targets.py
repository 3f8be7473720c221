"""A run in a browser that misses a target names it, and one that misses none is quiet."""

import pytest

from bench.browser.results import Measurements, Results
from bench.browser.targets import misses
from tests.support.browser_results import click, load, long_tasks, repeated, results


def misses_of(**values) -> list[str]:
    return misses(results(**values))


def test_nothing_is_missed_where_nothing_was_measured():
    assert misses_of() == []


def test_a_page_may_take_so_many_times_the_static_page():
    assert misses_of(loads=[load(), load("queue", 125)]) == []
    assert misses_of(loads=[load(), load("queue", 126)]) == [
        "queue, nginx, open, in a new tab: "
        "takes 2.52 × the static page's time, at most 2.50 × is allowed"
    ]


@pytest.mark.parametrize(
    "conditions",
    [
        {"server": "gunicorn"},
        {"is_signed_in": True},
        {"tab": "reload"},
    ],
)
def test_a_page_is_compared_with_the_static_page_of_the_same_conditions(conditions):
    slower = load("queue", 200, **conditions)
    assert misses_of(loads=[load(), slower]) == []
    assert misses_of(loads=[load(), slower, load(milliseconds=100, **conditions)]) == []
    assert len(misses_of(loads=[load(), slower, load(milliseconds=50, **conditions)])) == 1


def test_a_page_without_a_target_may_take_any_time():
    assert misses_of(loads=[load(), load("dashboard", 5_000, times=None)]) == []


def test_a_cold_cache_has_no_target():
    assert misses_of(loads=[load(cache="cold"), load("queue", 5_000, cache="cold")]) == []


def test_a_slow_processor_may_raise_the_ratio_by_a_fifth():
    def loads(milliseconds):
        return [
            load(milliseconds=50),
            load("queue", 100),
            load(milliseconds=200, slowdown=4),
            load("queue", milliseconds, slowdown=4),
        ]

    assert misses_of(loads=loads(480)) == []
    assert misses_of(loads=loads(484)) == [
        "queue, nginx, open, in a new tab at 1/4 of the speed: "
        "takes 2.42 × the static page's time, at most 2.40 × is allowed"
    ]


def test_a_slow_processor_alone_has_no_target():
    slow = [load(slowdown=4), load("queue", 5_000, slowdown=4)]
    assert misses_of(loads=slow) == []


def test_the_first_click_on_a_row_may_take_three_times_the_next():
    next_click = click("row, next", 10, 20, 30)
    assert misses_of(clicks=[click("row, first", 50, 60, 290), next_click]) == []
    assert misses_of(clicks=[click("row, first", 50, 62, 70), next_click]) == [
        "row, first, nginx, open: takes 3.1 × the next click's time, at most 3 × is allowed"
    ]


def test_the_next_click_is_that_of_the_same_site():
    first = click("row, first", 50, 62, 70, is_signed_in=True)
    assert misses_of(clicks=[first, click("row, next", 20, 20)]) == []
    assert len(misses_of(clicks=[first, click("row, next", 20, 20, is_signed_in=True)])) == 1


def test_the_first_click_never_takes_300_ms():
    assert misses_of(clicks=[click("row, first", 100, 100, 300)]) == [
        "row, first, nginx, open: took 300 ms, less than 300 is allowed"
    ]
    assert misses_of(clicks=[click("palette", 100, 100, 300)]) == []


def test_requests_asked_twice():
    assert misses_of(repeated=[repeated()]) == []
    assert misses_of(repeated=[repeated("/api/tickets/", "/api/tickets/", "/api/config/")]) == [
        "queue, signed in: 3 requests asked twice in 50 loads, /api/tickets/, /api/config/"
    ]


def test_long_tasks_after_the_content():
    assert misses_of(long_tasks=[long_tasks()]) == []
    assert misses_of(long_tasks=[long_tasks(51, 84)]) == [
        "queue, open: 2 tasks over 50 ms after the content was drawn in 15 loads, the longest 84 ms"
    ]


def test_memory():
    assert misses_of(memory_mb=None) == []
    assert misses_of(memory_mb=140) == []
    assert misses_of(memory_mb=151.6) == ["memory: 152 MB, at most 140 are allowed"]


def test_a_run_can_be_written_and_read():
    run = results(
        loads=[load()],
        clicks=[click("palette", 20)],
        repeated=[repeated("/api/")],
        long_tasks=[long_tasks(60)],
    )
    assert Results.model_validate_json(run.model_dump_json()) == run


def test_the_marks_of_the_browser_are_read():
    """Its program names them as JavaScript does."""
    marks = {
        "html": 5.1,
        "scripts": 20.2,
        "asked": 8,
        "answered": 30,
        "inPage": 49,
        "drawn": 59,
        "bytes": 12_340,
    }
    written = load("queue").model_dump() | {"marks": [marks, {**marks, "inPage": 51}]}
    measured = Measurements.model_validate({"browser": "Chromium 156", "loads": [written]})
    assert measured.loads[0].median("in_page") == 50
