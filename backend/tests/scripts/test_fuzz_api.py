"""A fuzzing run counts only if it tried enough."""

import json
from pathlib import Path

import fuzz_api
import pytest


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
