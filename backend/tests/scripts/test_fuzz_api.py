"""A fuzzing run counts only if it tried enough."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import fuzz_api
import pytest
from public_answers import ANSWERS, OnlyPublicFields

SUBMISSION = "POST /api/tickets/"


def write_report(folder: Path, cases: int, tested: int) -> Path:
    report = folder / "report.json"
    operations = {"total": 20, "tested": tested}
    report.write_text(json.dumps({"test_cases": {"generated": cases}, "operations": operations}))
    return report


def test_enough_of_everything(tmp_path: Path) -> None:
    assert fuzz_api.problem_with(write_report(tmp_path, fuzz_api.MIN_CASES, 20)) is None


@pytest.mark.parametrize(("cases", "tested"), [(fuzz_api.MIN_CASES - 1, 20), (9_999, 19)])
def test_too_little(tmp_path: Path, cases: int, tested: int) -> None:
    assert fuzz_api.problem_with(write_report(tmp_path, cases, tested))


def test_no_report(tmp_path: Path) -> None:
    assert fuzz_api.problem_with(tmp_path / "report.json")


@pytest.mark.parametrize(
    ("status", "cases", "went_well"), [(0, 5_000, True), (1, 5_000, False), (0, 5, False)]
)
def test_verdict(monkeypatch: pytest.MonkeyPatch, status: int, cases: int, went_well: bool) -> None:
    def run(command: object, *, within: Path, environment: object) -> int:
        write_report(within, cases, 20)
        return status

    monkeypatch.setattr("processes.run_to_end", run)
    assert fuzz_api.fuzz("http://nowhere", "someone", {}, "schemathesis.toml") == went_well


def after_response(
    check: OnlyPublicFields, label: str, status: int, body: Any, **headers: Any
) -> None:
    response = SimpleNamespace(
        status_code=status, content=json.dumps(body), headers=headers, json=lambda: body
    )
    case = SimpleNamespace(operation=SimpleNamespace(label=label))
    check.after_response(None, response, case)


def test_strangers_answers_have_fields_of_the_list_alone() -> None:
    check = OnlyPublicFields()
    for label, fields in ANSWERS.items():
        with pytest.raises(AssertionError, match="Never answered"):
            check.after_run(None)
        after_response(check, label, 201, dict.fromkeys(fields))
    check.after_run(None)
    after_response(check, SUBMISSION, 400, {"title": ["This field is required."]})


@pytest.mark.parametrize(
    ("label", "body", "headers"),
    [
        (SUBMISSION, {"id": 1}, {}),
        (SUBMISSION, {"status": {"suggestion": [{"reason": None}]}}, {}),
        (SUBMISSION, {}, {"etag": ['"1"']}),
        (SUBMISSION, {}, {"location": ["/api/tickets/1/"]}),
        ("POST /api/tickets/classify/", {"reason": "Because."}, {}),
        ("GET /api/tickets/", [], {}),
    ],
)
def test_another_field_of_a_strangers_answer_fails(label: str, body: Any, headers: Any) -> None:
    with pytest.raises(AssertionError, match="A stranger is"):
        after_response(OnlyPublicFields(), label, 200, body, **headers)
