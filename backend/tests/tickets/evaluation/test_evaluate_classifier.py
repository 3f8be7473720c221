"""`evaluate_classifier`, with a stand-in for the model."""

import json
import threading
import time

import pytest
from django.core.management import CommandError

from tests.support.evaluation import COLUMNS, ROWS, answer, failure, run
from tickets.evaluation.labelled_tickets import DEFAULT_FILE, read_labelled_tickets
from tickets.management.commands import evaluate_classifier


def test_what_is_printed(fake_model, write):
    fake_model.answers = {
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


def test_what_is_unknown_is_called_so(fake_model, write):
    for row in ROWS:
        fake_model.right[row[1]] = answer(
            row[2], row[3], prompt_tokens=None, completion_tokens=None, cost=None
        )
    out = run(write([row[:-1] for row in ROWS], COLUMNS[:-1]))
    assert "hard" not in out
    assert "Failures: none\n" in out
    assert "Tokens:   unknown\n" in out
    assert "Cost:     unknown\n" in out


def test_the_report_has_the_figures_and_no_text_of_a_customer(fake_model, write, report):
    fake_model.answers = {
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


def test_without_a_report_nothing_is_written(fake_model, write):
    path = write(ROWS)
    run(path)
    assert list(path.parent.iterdir()) == [path]


def test_our_own_file_is_measured_unless_another_is_named(fake_model):
    tickets = read_labelled_tickets(DEFAULT_FILE)
    fake_model.right = {
        ticket.description: answer(ticket.category, ticket.priority) for ticket in tickets
    }
    out = run()
    assert out.startswith("tickets.csv: 120 tickets,")
    assert "Hard ones (20): category 100.0 %, priority 100.0 %, both 100.0 %" in out
    assert len(fake_model.asked) == 120


def test_limit_takes_the_first(fake_model, write):
    assert "labelled.csv: 2 tickets" in run(write(ROWS), "--limit", "2")
    assert sorted(fake_model.asked) == ["Invoice page crashes", "Refund please"]


def test_the_same_text_is_asked_about_once_and_counts_for_each_ticket(fake_model, write):
    out = run(write([ROWS[0], ["9", *ROWS[0][1:3], "high", "no"]]))
    assert fake_model.asked == ["Refund please"]
    assert "2 tickets" in out
    assert "both            50.0 %" in out
    assert "400 in, 20 out" in out


def test_so_many_calls_at_a_time_and_no_more(fake_model, write, monkeypatch):
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


def test_without_a_model_nothing_is_read(fake_model, monkeypatch):
    monkeypatch.setattr(evaluate_classifier, "is_configured", lambda: False)
    with pytest.raises(CommandError, match="No model is configured: set LLM_API_KEY"):
        run("nowhere.csv")


def test_when_every_call_fails(fake_model, write, report):
    causes = ("timeout", "timeout", "http_500", "timeout")
    fake_model.answers = {row[1]: failure(cause) for row, cause in zip(ROWS, causes, strict=True)}
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
def test_a_file_that_is_no_measure(fake_model, write, rows, columns, message):
    with pytest.raises(CommandError, match=message):
        run(write(rows, columns))
    assert fake_model.asked == []


def test_files_that_are_not_there(fake_model, write, report):
    with pytest.raises(CommandError, match=r"nowhere\.csv"):
        run(report.parent / "nowhere.csv")
    with pytest.raises(CommandError, match=r"nowhere\.json"):
        run(write(ROWS), "--compare", report.parent / "nowhere.json")
    with pytest.raises(CommandError, match="nowhere"):
        run(write(ROWS), "--report", report.parent / "nowhere" / "report.json")
    assert fake_model.asked == []


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
def test_arguments_that_make_no_sense(fake_model, arguments, message):
    with pytest.raises(CommandError, match=message):
        run(*arguments)
