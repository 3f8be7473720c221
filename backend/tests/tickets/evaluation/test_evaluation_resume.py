"""A run of `evaluate_classifier` can be interrupted and resumed."""

import json
import time
from collections import Counter

import pytest
from django.core.management import CommandError

from tests.support.evaluation import ROWS, answer, failure, run


def test_an_interrupted_run_goes_on_where_it_stopped(fake_model, write, report):
    path = write(ROWS)
    fake_model.answers = {"Cannot sign in": KeyboardInterrupt()}
    with pytest.raises(CommandError, match=r"Interrupted after 2 of 4 .*--resume") as caught:
        run(path, "--report", report, "--concurrency", "1")
    assert caught.value.returncode == 130
    assert not report.exists()

    fake_model.answers = {}
    fake_model.asked.clear()
    out = run(path, "--report", report, "--resume")
    assert sorted(fake_model.asked) == ["Cannot sign in", "Thank you!"]
    assert "both           100.0 %" in out
    assert "1600 in, 80 out\n" in out
    assert json.loads(report.read_text())["usage"]["cost"] == "0.0008"


def test_leaving_early_takes_back_the_calls_that_have_not_begun(fake_model, write, report):
    rows = [[n, f"Text {n}", "general", "low", "no"] for n in range(200)]
    fake_model.right = {row[1]: answer("general", "low") for row in rows}
    fake_model.answers = {"Text 0": KeyboardInterrupt()}
    ask = fake_model.ask

    def ask_slowly(description):
        time.sleep(0.02)
        return ask(description)

    fake_model.ask = ask_slowly
    with pytest.raises(CommandError, match="Interrupted"):
        run(write(rows), "--report", report, "--concurrency", "2")
    assert len(fake_model.asked) < 100


def test_a_run_that_is_not_resumed_starts_afresh(fake_model, write, report):
    path = write(ROWS)
    run(path, "--report", report)
    run(path, "--report", report)
    assert len(fake_model.asked) == 8
    assert len((report.parent / "report.answers.jsonl").read_text().split()) == 4


def test_another_model_has_to_be_asked_itself(fake_model, write, report, settings):
    path = write(ROWS)
    run(path, "--report", report)
    settings.LLM_MODEL = "other-model"
    run(path, "--report", report, "--resume")
    assert Counter(fake_model.asked) == {row[1]: 2 for row in ROWS}
    run(path, "--report", report, "--resume")
    assert len(fake_model.asked) == 8


def test_resuming_tries_again_what_the_server_failed_at_but_not_what_the_model_did(
    fake_model, write, report
):
    path = write(ROWS)
    fake_model.answers = {"Thank you!": failure("http_500"), "Cannot sign in": failure("unusable")}
    assert "Failures: 1 × unusable, 1 × http_500" in run(
        path, "--report", report, "--concurrency", "1"
    )
    fake_model.answers = {}
    fake_model.asked.clear()
    assert "Failures: 1 × unusable\n" in run(path, "--report", report, "--resume")
    assert fake_model.asked == ["Thank you!"]


def test_a_line_that_was_cut_short_is_asked_again(fake_model, write, report):
    path = write(ROWS)
    run(path, "--report", report, "--concurrency", "1")
    log = report.parent / "report.answers.jsonl"
    log.write_text(log.read_text()[:-30])
    fake_model.asked.clear()
    run(path, "--report", report, "--resume")
    assert fake_model.asked == ["Thank you!"]
    fake_model.asked.clear()
    run(path, "--report", report, "--resume")
    assert fake_model.asked == []
