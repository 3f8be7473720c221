"""A step runs when it has to, and only then."""

import sys
from pathlib import Path

import pytest

from .conftest import RunScript


@pytest.fixture
def step(tmp_path: Path, run_script: RunScript) -> "Step":
    return Step(tmp_path, run_script)


class Step:
    """A step whose command appends a line to a log, and fails while there is a file `broken`."""

    def __init__(self, folder: Path, run_script: RunScript) -> None:
        self.folder = folder
        self.run_script = run_script
        self.source = folder / "source"
        self.source.mkdir()
        (self.source / "file").write_text("first")

    def run(self) -> int:
        command = (
            "import pathlib, sys; open('log', 'a').write('ran\\n'); "
            "sys.exit(pathlib.Path('broken').exists())"
        )
        return self.run_script(
            *("once.py", "--doing", "Stepping", "--stamp", "stamps/step", "--input", "source"),
            *("--output", "log", "--", sys.executable, "-c", command),
        ).returncode

    def times_run(self) -> int:
        log = self.folder / "log"
        return len(log.read_text().splitlines()) if log.exists() else 0


def test_runs_once_for_the_same_inputs(step: "Step") -> None:
    assert [step.run(), step.run()] == [0, 0]
    assert step.times_run() == 1


def test_runs_again_when_an_input_changes_even_if_its_time_does_not(step: "Step") -> None:
    step.run()
    (step.source / "file").write_text("other")
    step.run()
    (step.source / "another").touch()
    step.run()
    assert step.times_run() == 3


def test_runs_again_after_a_failure(step: "Step") -> None:
    broken = step.folder / "broken"
    broken.touch()
    assert step.run() == 1
    broken.unlink()
    assert step.run() == 0
    assert step.times_run() == 2


def test_runs_again_when_it_was_cut_short(step: "Step") -> None:
    step.run()
    (step.folder / "stamps" / "step").write_text("unfinished\n")
    step.run()
    assert step.times_run() == 2


def test_runs_again_when_its_output_is_gone(step: "Step") -> None:
    step.run()
    (step.folder / "log").unlink()
    step.run()
    assert step.times_run() == 1
