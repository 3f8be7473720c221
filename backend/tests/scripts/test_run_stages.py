"""Every stage runs, and failures are named at the end."""

import os
import sys
from pathlib import Path

import pytest
import run_stages


def test_goes_on_after_a_failure_and_tells_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def stage(name: str, *command: str) -> run_stages.Stage:
        return run_stages.Stage(name, command, tmp_path)

    failed = run_stages.run(
        [
            stage("good", sys.executable, "-c", ""),
            stage("bad", sys.executable, "-c", "raise SystemExit(3)"),
            stage("not there", "no-such-program"),
            stage("last", sys.executable, "-c", "print('the last ran')"),
        ]
    )

    output = capfd.readouterr().out
    assert failed == ["bad", "not there"]
    assert "the last ran" in output
    results = [line.split("  ")[0] for line in output.splitlines() if "failed" in line]
    assert [name.strip() for name in results] == ["bad", "not there"]


def test_stage_in_a_missing_folder_fails_alone(tmp_path: Path) -> None:
    stage = run_stages.Stage("lost", [sys.executable, "-c", ""], tmp_path / "missing")
    assert run_stages.run([stage]) == ["lost"]


@pytest.mark.parametrize(
    ("failed", "status", "last_line"),
    [([], 0, "All tests passed."), (["a", "b c"], 1, "FAILED: a, b c")],
)
def test_ends_with_the_verdict(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failed: list[str],
    status: int,
    last_line: str,
) -> None:
    monkeypatch.setattr(run_stages, "run", lambda stages: failed)
    monkeypatch.setattr("processes.interrupt_on_termination", lambda: None)
    assert run_stages.main(["test"]) == status
    assert capsys.readouterr().out.splitlines()[-1] == last_line


def test_developer_settings_do_not_reach_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_API_KEY", "a developer's own")
    environment = run_stages.environment_for(run_stages.Stage("any", ["true"]))
    assert "LLM_API_KEY" not in environment
    assert environment["DOTENV_PATH"] == os.devnull
    assert environment["PATH"] == os.environ["PATH"]


@pytest.mark.xdist_group("servers")
def test_the_workers_know_the_groups_of_the_tests(request: pytest.FixtureRequest) -> None:
    # A pytest that pytest-xdist does not know loses them, and says nothing.
    if "PYTEST_XDIST_WORKER" not in os.environ:
        pytest.skip("needs workers: -n 2")
    assert request.node.nodeid.endswith("@servers")
