"""`evaluate_classifier --compare` compares two reports."""

from decimal import Decimal

import pytest
from django.core.management import CommandError

from tests.support.evaluation import ROWS, answer, failure, run
from tickets.management.commands import evaluate_classifier


def test_comparing_with_an_earlier_report(fake_model, write, report, settings):
    path = write(ROWS)
    fake_model.answers = {
        "Invoice page crashes": answer("billing", "high"),
        "Cannot sign in": failure("timeout"),
    }
    run(path, "--report", report)
    settings.LLM_MODEL = "other-model"
    fake_model.answers = {
        "Invoice page crashes": answer("technical", "high", latency_ms=900),
        "Thank you!": answer("general", "medium", cost=Decimal("0.001")),
        "Refund please": answer("account", "high"),
    }
    out = run(path, "--compare", report)
    assert "labelled.csv: 4 tickets, model other-model" in out
    comparison = out[out.index("Old: ") :]
    assert comparison.startswith("Old: test-model on labelled.csv, 4 tickets, ")
    assert "New: other-model on labelled.csv, 4 tickets, " in comparison
    assert "different tickets" not in comparison
    lines = [" ".join(line.split()) for line in comparison.splitlines()]
    for line in (
        "category 50.0 % 75.0 % +25.0 points",
        "both 50.0 % 50.0 % +0.0 points",
        "both, hard ones 0.0 % 100.0 % +100.0 points",
        "macro-F1 category 0.417 0.667 +0.250",
        "F1 billing 0.667 0.000 -0.667",
        "F1 technical 0.000 1.000 +1.000",
        "latency p95 200 ms 900 ms +700 ms",
        "cost $0.0006 $0.0016 +0.0010",
    ):
        assert line in lines
    assert lines[-5:] == [
        "Tickets answered otherwise: 4 (2 better, 2 worse, 0 other)",
        "1 (billing/low): billing/low → account/high, worse",
        "2 (technical/high): billing/high → technical/high, better",
        "3 (account/high): timeout → account/high, better",
        "4 (general/low): general/low → general/medium, worse",
    ]


def test_comparing_two_reports_asks_nothing(fake_model, write, report, monkeypatch):
    old, new = report, report.with_name("new.json")
    run(write(ROWS), "--report", old)
    fake_model.answers = {"Refund please": answer("billing", "high", cost=None)}
    run(write(ROWS[:2]), "--report", new)
    asked = len(fake_model.asked)
    monkeypatch.setattr(evaluate_classifier, "is_configured", lambda: False)
    out = run("--compare", old, new)
    assert len(fake_model.asked) == asked
    assert "The reports are about different tickets" in out
    assert "Tickets answered otherwise: 1 (0 better, 1 worse, 0 other)" in out
    assert "No ticket is answered otherwise." in run("--compare", old, old)


def test_a_cost_that_one_report_does_not_know(fake_model, write, report):
    old, new = report, report.with_name("new.json")
    run(write(ROWS), "--report", old)
    fake_model.answers = {row[1]: answer(row[2], row[3], cost=None) for row in ROWS}
    run(write(ROWS), "--report", new)
    lines = [" ".join(line.split()) for line in run("--compare", old, new).splitlines()]
    assert "cost $0.0008 unknown unknown" in lines


def test_other_answers_that_are_just_as_wrong(fake_model, write, report):
    fake_model.answers = {"Refund please": answer("account", "low")}
    run(write(ROWS), "--report", report)
    fake_model.answers = {"Refund please": answer("billing", "high")}
    out = run(write(ROWS), "--compare", report)
    assert "1 (billing/low): account/low → billing/high, other" in out


def test_a_comparison_with_what_is_no_report(fake_model, write):
    path = write(ROWS)
    with pytest.raises(CommandError, match=r"labelled.csv is not a report"):
        run(path, "--compare", path)
    assert fake_model.asked == []
