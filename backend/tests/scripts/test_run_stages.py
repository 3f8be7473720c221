"""Every stage runs, and failures are named at the end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def test_a_light_stage_runs_beside_the_next_and_is_told_after_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    # Each waits for the other: one after the other, neither would end well.
    meet = (
        "import pathlib, sys, time\n"
        "pathlib.Path(sys.argv[1]).touch()\n"
        "end = time.monotonic() + 20\n"
        "while not pathlib.Path(sys.argv[2]).exists() and time.monotonic() < end:\n"
        "    time.sleep(0.01)\n"
        "print(sys.argv[1], 'met', pathlib.Path(sys.argv[2]).exists())\n"
        "sys.exit(int(sys.argv[3]))\n"
    )
    light = run_stages.Stage(
        "light", (sys.executable, "-c", meet, "one", "other", "1"), tmp_path, is_light=True
    )
    following = run_stages.Stage(
        "next", (sys.executable, "-c", meet, "other", "one", "0"), tmp_path
    )
    assert run_stages.run([light, following]) == ["light"]
    output = capfd.readouterr().out
    assert output.index("other met True") < output.index("one met True")


@pytest.fixture
def heeded_termination() -> Iterator[None]:
    """Let children end on SIGTERM, which tests of other scripts may have had ignored."""
    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("heeded_termination")
def test_what_runs_beside_ends_with_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = run_stages.start_beside

    def remember(*arguments: Any) -> subprocess.Popen[bytes]:
        started.append(start(*arguments))
        return started[0]

    def interrupt(stage: run_stages.Stage) -> run_stages.Result:
        raise KeyboardInterrupt

    monkeypatch.setattr(run_stages, "start_beside", remember)
    monkeypatch.setattr(run_stages, "run_in_foreground", interrupt)
    sleep = (sys.executable, "-c", "import time; time.sleep(60)")
    stages = [
        run_stages.Stage("light", sleep, tmp_path, is_light=True),
        run_stages.Stage("next", sleep, tmp_path),
    ]
    with pytest.raises(KeyboardInterrupt):
        run_stages.run(stages)
    assert started[0].returncode == -signal.SIGTERM


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
