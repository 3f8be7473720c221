"""The report of a run in a browser shows every condition, and `make bench-docs` inserts it."""

import pytest

from bench.browser.report import click_rows, load_rows, mark_rows, other_loads, sentences
from bench.docs import insert_figures, main
from tests.support.browser_results import click, load, long_tasks, repeated, results

PAGE = """Before
<!-- figures: begin -->
old
<!-- figures: end -->
Between
<!-- browser figures: begin -->
<!-- browser figures: end -->
After
"""


def test_a_page_stands_beside_the_static_page():
    measured = results(loads=[load(), load("queue", 125)]).measured
    assert load_rows(measured, is_signed_in=False) == [
        ["static page", "new tab", "50.0 / 50.9", "60.0", "1.00", "1.00", ""],
        ["queue", "new tab", "125 / 126", "135", "2.50", "2.25", "2.5"],
    ]
    assert load_rows(measured, is_signed_in=True) == []


def test_the_time_of_a_page_is_told_by_its_steps():
    measured = results(loads=[load(), load("queue", 125, tab="reload")]).measured
    assert mark_rows(measured, is_signed_in=False) == [
        ["static page", "new tab", "5.0", "", "", "", "50.0", "60.0", "12.3"],
        ["queue", "reload", "5.0", "20.0", "8.0", "30.0", "125", "135", "12.3"],
    ]


def test_other_conditions_have_a_column_each():
    measured = results(
        loads=[
            load("queue", 125),
            load("queue", 100, server="gunicorn"),
            load(server="gunicorn"),
            load("queue", 150, cache="cold", is_signed_in=True),
            load("queue", 400, slowdown=4),
        ]
    ).measured
    headers, rows = other_loads(measured)
    assert headers == [
        "Page, ms (× static)",
        "Tab",
        "Access",
        "gunicorn",
        "nginx, cold cache",
        "nginx, 1/4 of the speed",
    ]
    assert rows == [
        ["queue", "new tab", "open", "100 (2.00)", "", "400"],
        ["static page", "new tab", "open", "50.0 (1.00)", "", ""],
        ["queue", "new tab", "signed in", "", "150, 12.3 kB", ""],
    ]


def test_clicks_have_their_slowest_time():
    measured = results(clicks=[click("palette", 10, 20, 30), click("row, next", 1, 1)]).measured
    assert click_rows(measured) == [
        ["palette", "nginx", "open", "20.0 / 29.0", "30.0"],
        ["row, next", "nginx", "open", "1.0 / 1.0", "1.0"],
    ]


def test_counts_are_sentences():
    run = results(
        repeated=[repeated("/api/config/"), repeated(scene="ticket")],
        long_tasks=[long_tasks(60, 70), long_tasks(scene="ticket")],
    )
    assert list(sentences(run)) == [
        "Requests asked twice in 100 loads: 1.",
        "Tasks over 50 ms after the content was drawn in 30 loads: 2.",
        "A server with two workers takes 120 MB after its first hundred requests (PSS).",
    ]
    assert list(sentences(results(memory_mb=None))) == []


def test_each_run_has_its_own_marks_on_the_page():
    page = insert_figures(PAGE, "fast", "browser figures")
    assert page == PAGE.replace(
        "<!-- browser figures: begin -->\n",
        "<!-- browser figures: begin -->\n\nfast\n\n",
    )
    assert insert_figures(page, "new") == page.replace(
        "<!-- figures: begin -->\nold\n", "<!-- figures: begin -->\n\nnew\n\n"
    )


def test_figures_are_inserted_again():
    page = insert_figures(PAGE, "slow", "browser figures")
    assert insert_figures(page, "fast", "browser figures") == page.replace("slow", "fast")


def test_a_page_without_marks():
    with pytest.raises(ValueError, match="no <!-- browser figures: begin -->"):
        insert_figures("<!-- figures: begin --><!-- figures: end -->", "fast", "browser figures")


def test_without_any_run_the_page_stays(tmp_path, capsys):
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    assert main([str(tmp_path), "--page", str(page)]) == 1
    assert "run `make bench` or `make bench-browser` first" in capsys.readouterr().err
    assert page.read_text() == PAGE
