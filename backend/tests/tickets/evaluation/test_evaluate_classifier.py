"""`evaluate_classifier`, with a stand-in for the model."""

import csv
import json
import threading
import time
from collections import Counter
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tickets.evaluation.labelled import OWN_FILE, read_labelled
from tickets.management.commands import evaluate_classifier
from tickets.triage.model_call import Attempt
from tickets.vocabulary import Category, Priority

COLUMNS = ["id", "description", "category", "priority", "hard"]
ROWS = [
    ["1", "Refund please", "billing", "low", "no"],
    ["2", "Invoice page crashes", "technical", "high", "yes"],
    ["3", "Cannot sign in", "account", "high", "no"],
    ["4", "Thank you!", "general", "low", "no"],
]


def answer(category, priority, **values):
    return Attempt(
        **{
            "category": Category(category),
            "priority": Priority(priority),
            "confidence": 0.9,
            "reason": "Because.",
            "cause": None,
            "mode": "json",
            "latency_ms": 200,
            "prompt_tokens": 400,
            "completion_tokens": 20,
            "cost": Decimal("0.0002"),
            **values,
        }
    )


def failure(cause, latency_ms=0):
    return Attempt(None, None, None, None, cause, "", latency_ms, None, None, None)


class FakeModel:
    """Answers as told, and the label `right` otherwise; remembers what it was asked."""

    def __init__(self):
        self.answers = {}
        self.asked = []
        self.right = {row[1]: answer(row[2], row[3]) for row in ROWS}

    def ask(self, description):
        self.asked.append(description)
        told = self.answers.get(description) or self.right[description]
        if isinstance(told, BaseException):
            raise told
        return told


@pytest.fixture
def model(monkeypatch, settings):
    settings.LLM_MODEL = "test-model"
    model = FakeModel()
    monkeypatch.setattr(evaluate_classifier, "ask", lambda description: model.ask(description))
    monkeypatch.setattr(evaluate_classifier, "is_configured", lambda: True)
    return model


@pytest.fixture
def write(tmp_path):
    def write(rows, columns=COLUMNS):
        path = tmp_path / "labelled.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *rows])
        return path

    return write


@pytest.fixture
def report(tmp_path):
    return tmp_path / "report.json"


def run(*arguments):
    out = StringIO()
    call_command("evaluate_classifier", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_what_is_printed(model, write):
    model.answers = {
        "Invoice page crashes": answer("billing", "high", latency_ms=900),
        "Cannot sign in": failure("timeout", 8000),
    }
    assert run(write(ROWS), "--concurrency", "1") == (
        "labelled.csv: 4 tickets, model test-model\n"
        "\n"
        "              accuracy   macro-F1\n"
        "category        50.0 %      0.417\n"
        "priority        75.0 %      0.833\n"
        "both            50.0 %\n"
        "Hard ones (1): category 0.0 %, priority 100.0 %, both 0.0 %\n"
        "\n"
        "Category, as labelled (down) and as answered (across)\n"
        "               billing  technical    account    general       none         F1\n"
        "billing              1          0          0          0          0      0.667\n"
        "technical            1          0          0          0          0      0.000\n"
        "account              0          0          0          0          1      0.000\n"
        "general              0          0          0          1          0      1.000\n"
        "\n"
        "Priority, as labelled (down) and as answered (across)\n"
        "                   low     medium       high   critical       none         F1\n"
        "low                  2          0          0          0          0      1.000\n"
        "medium               0          0          0          0          0          -\n"
        "high                 0          0          1          0          1      0.667\n"
        "critical             0          0          0          0          0          -\n"
        "\n"
        "Failures: 1 × timeout\n"
        "Latency:  p50 200 ms, p95 900 ms\n"
        "Tokens:   1200 in, 60 out (known for 3 of 4 calls)\n"
        "Cost:     $0.0006, estimated (known for 3 of 4 calls)\n"
        "\n"
    )


def test_what_is_unknown_is_called_so(model, write):
    for row in ROWS:
        model.right[row[1]] = answer(
            row[2], row[3], prompt_tokens=None, completion_tokens=None, cost=None
        )
    out = run(write([row[:-1] for row in ROWS], COLUMNS[:-1]))
    assert "hard" not in out
    assert "Failures: none\n" in out
    assert "Tokens:   unknown\n" in out
    assert "Cost:     unknown\n" in out


def test_the_report_has_the_figures_and_no_text_of_a_customer(model, write, report):
    model.answers = {
        "Invoice page crashes": answer("billing", "high", reason="Invoice page crashes, they say.")
    }
    run(write(ROWS), "--report", report)
    found = json.loads(report.read_text())
    assert (found["model"], found["file"]) == ("test-model", "labelled.csv")
    assert found["accuracy"] == {"tickets": 4, "category": 0.75, "priority": 1, "both": 0.75}
    assert found["hard"] == {"tickets": 1, "category": 0, "priority": 1, "both": 0}
    assert found["category"]["confusion"]["technical"]["billing"] == 1
    assert found["usage"]["cost"] == "0.0008"
    assert [answer["name"] for answer in found["answers"]] == ["1", "2", "3", "4"]
    assert found["answers"][1]["answered_category"] == "billing"
    for path in report.parent.glob("report*"):
        assert not [row for row in ROWS if row[1] in path.read_text()]


def test_without_a_report_nothing_is_written(model, write):
    path = write(ROWS)
    run(path)
    assert list(path.parent.iterdir()) == [path]


def test_our_own_file_is_measured_unless_another_is_named(model):
    tickets = read_labelled(OWN_FILE)
    model.right = {
        ticket.description: answer(ticket.category, ticket.priority) for ticket in tickets
    }
    out = run()
    assert out.startswith("tickets.csv: 120 tickets,")
    assert "Hard ones (20): category 100.0 %, priority 100.0 %, both 100.0 %" in out
    assert len(model.asked) == 120


def test_limit_takes_the_first(model, write):
    assert "labelled.csv: 2 tickets" in run(write(ROWS), "--limit", "2")
    assert sorted(model.asked) == ["Invoice page crashes", "Refund please"]


def test_the_same_text_is_asked_about_once_and_counts_for_each_ticket(model, write):
    out = run(write([ROWS[0], ["9", *ROWS[0][1:3], "high", "no"]]))
    assert model.asked == ["Refund please"]
    assert "2 tickets" in out
    assert "both            50.0 %" in out
    assert "400 in, 20 out" in out


def test_so_many_calls_at_a_time_and_no_more(model, write, monkeypatch):
    under_way = highest = 0
    lock = threading.Lock()
    # Nobody goes on before three are there.
    all_there = threading.Barrier(3, timeout=10)

    def ask(description):
        nonlocal under_way, highest
        with lock:
            under_way += 1
            highest = max(highest, under_way)
        all_there.wait()
        time.sleep(0.02)
        with lock:
            under_way -= 1
        return answer("general", "low")

    monkeypatch.setattr(evaluate_classifier, "ask", ask)
    run(write([[n, f"Text {n}", "general", "low", "no"] for n in range(9)]), "--concurrency", "3")
    assert highest == 3


def test_an_interrupted_run_goes_on_where_it_stopped(model, write, report):
    path = write(ROWS)
    model.answers = {"Cannot sign in": KeyboardInterrupt()}
    with pytest.raises(CommandError, match=r"Interrupted after 2 of 4 .*--resume") as caught:
        run(path, "--report", report, "--concurrency", "1")
    assert caught.value.returncode == 130
    assert not report.exists()

    model.answers = {}
    model.asked.clear()
    out = run(path, "--report", report, "--resume")
    assert sorted(model.asked) == ["Cannot sign in", "Thank you!"]
    assert "both           100.0 %" in out
    assert "1600 in, 80 out\n" in out
    assert json.loads(report.read_text())["usage"]["cost"] == "0.0008"


def test_leaving_early_takes_back_the_calls_that_have_not_begun(model, write, report):
    rows = [[n, f"Text {n}", "general", "low", "no"] for n in range(200)]
    model.right = {row[1]: answer("general", "low") for row in rows}
    model.answers = {"Text 0": KeyboardInterrupt()}
    ask = model.ask

    def ask_slowly(description):
        time.sleep(0.02)
        return ask(description)

    model.ask = ask_slowly
    with pytest.raises(CommandError, match="Interrupted"):
        run(write(rows), "--report", report, "--concurrency", "2")
    assert len(model.asked) < 100


def test_a_run_that_is_not_resumed_starts_afresh(model, write, report):
    path = write(ROWS)
    run(path, "--report", report)
    run(path, "--report", report)
    assert len(model.asked) == 8
    assert len((report.parent / "report.answers.jsonl").read_text().split()) == 4


def test_another_model_has_to_be_asked_itself(model, write, report, settings):
    path = write(ROWS)
    run(path, "--report", report)
    settings.LLM_MODEL = "other-model"
    run(path, "--report", report, "--resume")
    assert Counter(model.asked) == {row[1]: 2 for row in ROWS}
    run(path, "--report", report, "--resume")
    assert len(model.asked) == 8


def test_resuming_tries_again_what_the_server_failed_at_but_not_what_the_model_did(
    model, write, report
):
    path = write(ROWS)
    model.answers = {"Thank you!": failure("http_500"), "Cannot sign in": failure("unusable")}
    assert "Failures: 1 × unusable, 1 × http_500" in run(
        path, "--report", report, "--concurrency", "1"
    )
    model.answers = {}
    model.asked.clear()
    assert "Failures: 1 × unusable\n" in run(path, "--report", report, "--resume")
    assert model.asked == ["Thank you!"]


def test_a_line_that_was_cut_short_is_asked_again(model, write, report):
    path = write(ROWS)
    run(path, "--report", report, "--concurrency", "1")
    log = report.parent / "report.answers.jsonl"
    log.write_text(log.read_text()[:-30])
    model.asked.clear()
    run(path, "--report", report, "--resume")
    assert model.asked == ["Thank you!"]
    model.asked.clear()
    run(path, "--report", report, "--resume")
    assert model.asked == []


def test_comparing_with_an_earlier_report(model, write, report, settings):
    path = write(ROWS)
    model.answers = {
        "Invoice page crashes": answer("billing", "high"),
        "Cannot sign in": failure("timeout"),
    }
    run(path, "--report", report)
    settings.LLM_MODEL = "other-model"
    model.answers = {
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


def test_comparing_two_reports_asks_nothing(model, write, report, monkeypatch):
    old, new = report, report.with_name("new.json")
    run(write(ROWS), "--report", old)
    model.answers = {"Refund please": answer("billing", "high", cost=None)}
    run(write(ROWS[:2]), "--report", new)
    asked = len(model.asked)
    monkeypatch.setattr(evaluate_classifier, "is_configured", lambda: False)
    out = run("--compare", old, new)
    assert len(model.asked) == asked
    assert "The reports are about different tickets" in out
    assert "Tickets answered otherwise: 1 (0 better, 1 worse, 0 other)" in out
    assert "No ticket is answered otherwise." in run("--compare", old, old)


def test_a_cost_that_one_report_does_not_know(model, write, report):
    old, new = report, report.with_name("new.json")
    run(write(ROWS), "--report", old)
    model.answers = {row[1]: answer(row[2], row[3], cost=None) for row in ROWS}
    run(write(ROWS), "--report", new)
    lines = [" ".join(line.split()) for line in run("--compare", old, new).splitlines()]
    assert "cost $0.0008 unknown unknown" in lines


def test_other_answers_that_are_just_as_wrong(model, write, report):
    model.answers = {"Refund please": answer("account", "low")}
    run(write(ROWS), "--report", report)
    model.answers = {"Refund please": answer("billing", "high")}
    out = run(write(ROWS), "--compare", report)
    assert "1 (billing/low): account/low → billing/high, other" in out


def test_without_a_model_nothing_is_read(model, monkeypatch):
    monkeypatch.setattr(evaluate_classifier, "is_configured", lambda: False)
    with pytest.raises(CommandError, match="No model is configured: set LLM_API_KEY"):
        run("nowhere.csv")


def test_when_every_call_fails(model, write, report):
    causes = ("timeout", "timeout", "http_500", "timeout")
    model.answers = {row[1]: failure(cause) for row, cause in zip(ROWS, causes, strict=True)}
    with pytest.raises(CommandError, match=r"Every call failed: 3 × timeout, 1 × http_500\."):
        run(write(ROWS), "--report", report)
    assert not report.exists()


@pytest.mark.parametrize(
    ("rows", "columns", "message"),
    [
        ([], ["description", "category"], "no column 'priority'"),
        ([["x", "billing", "urgent"]], ["description", "category", "priority"], "line 2: priority"),
    ],
)
def test_a_file_that_is_no_measure(model, write, rows, columns, message):
    with pytest.raises(CommandError, match=message):
        run(write(rows, columns))
    assert model.asked == []


def test_files_that_are_not_there(model, write, report):
    with pytest.raises(CommandError, match=r"nowhere\.csv"):
        run(report.parent / "nowhere.csv")
    with pytest.raises(CommandError, match=r"nowhere\.json"):
        run(write(ROWS), "--compare", report.parent / "nowhere.json")
    with pytest.raises(CommandError, match="nowhere"):
        run(write(ROWS), "--report", report.parent / "nowhere" / "report.json")
    assert model.asked == []


def test_a_comparison_with_what_is_no_report(model, write):
    path = write(ROWS)
    with pytest.raises(CommandError, match=r"labelled.csv is not a report"):
        run(path, "--compare", path)
    assert model.asked == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--resume"], "--resume needs --report"),
        (["--compare", "a", "b", "c"], "--compare takes one report"),
        (["file.csv", "--compare", "a", "b"], "--compare takes one report"),
        (["--concurrency", "0"], "'0' is not a number above 0"),
        (["--limit", "some"], "'some' is not a number above 0"),
    ],
)
def test_arguments_that_make_no_sense(model, arguments, message):
    with pytest.raises(CommandError, match=message):
        run(*arguments)
