"""What `setup.sh` makes of the machine that it finds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import SCRIPTS

USED_BY_SETUP = ("sh", "sed", "grep", "rm", "mkdir", "cp")
# A real Python, but its environments are made in no time.
PYTHON = f"""
if [ "$1 $2" = "-m venv" ]; then
    mkdir -p "$3/bin" && exec cp "$0" "$3/bin/python"
fi
exec "{sys.executable}" "$@"
"""


class Machine:
    """A PATH with nothing on it but what a test puts there, and an empty project."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "programs"
        self.project = folder / "a project"
        self.programs.mkdir()
        self.project.mkdir()
        for name in USED_BY_SETUP:
            path = shutil.which(name)
            assert path
            (self.programs / name).symlink_to(path)
        self.add("node", "echo v20.19.0")
        self.add("npm", "echo 10.8.2")

    def add(self, name: str, script: str) -> Path:
        program = self.programs / name
        program.unlink(missing_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return program

    def remove(self, name: str) -> None:
        (self.programs / name).unlink()

    def add_real_python(self, name: str) -> Path:
        return self.add(name, PYTHON)

    def set_up(self, **environment: str) -> subprocess.CompletedProcess[str]:
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHON"}
        return subprocess.run(
            ["/bin/sh", SCRIPTS / "setup.sh"],
            cwd=self.project,
            env={**inherited, "PATH": str(self.programs), **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def refusal(self, **environment: str) -> str:
        """Set up, see that it ends with one line and leaves nothing, and return the line."""
        result = self.set_up(**environment)
        assert result.returncode == 1
        assert result.stdout == ""
        assert not (self.project / ".venv").exists()
        [line] = result.stderr.splitlines()
        return line


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_old_python_is_named_in_one_line(machine: Machine) -> None:
    machine.add("python3", "echo Python 3.9.2")
    line = machine.refusal()
    assert "needs Python 3.11 or newer" in line
    assert "3.9.2" in line


def test_no_python_is_said_in_one_line(machine: Machine) -> None:
    assert "found none" in machine.refusal()


def test_chosen_python_that_is_old_is_refused_although_another_would_do(machine: Machine) -> None:
    machine.add_real_python("python3")
    old = machine.add("python3.10", "echo Python 3.10.13")
    assert "is Python 3.10.13" in machine.refusal(PYTHON=str(old))


def test_chosen_python_that_is_missing_is_refused(machine: Machine) -> None:
    machine.add_real_python("python3")
    assert "was not found" in machine.refusal(PYTHON="/nowhere/python3")


def test_python_without_venv_is_said_in_one_line(machine: Machine) -> None:
    machine.add("python3", '[ "$1" = --version ] && echo Python 3.11.2')
    assert "python3-venv" in machine.refusal()


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.3", "v21.7.3", "v22.11.0", "nonsense"])
def test_old_node_is_refused(machine: Machine, version: str) -> None:
    machine.add_real_python("python3")
    machine.add("node", f"echo {version}")
    assert "20.19 or newer" in machine.refusal()


@pytest.mark.parametrize("program", ["node", "npm"])
def test_missing_node_or_npm_is_said_in_one_line(machine: Machine, program: str) -> None:
    machine.add_real_python("python3")
    machine.remove(program)
    assert "was not found" in machine.refusal()


def test_newer_python_is_used_where_python3_is_old_or_a_mere_stand_in(machine: Machine) -> None:
    machine.add("python3", "echo Python 3.9.2")
    machine.add("python3.14", "echo 'pyenv: python3.14: command not found' >&2; exit 127")
    machine.add_real_python("python3.12")
    assert machine.set_up().returncode == 0
    assert (machine.project / ".venv" / "made.stamp").read_text() == "made\n"


def test_sound_environment_is_kept_and_an_unfinished_one_made_anew(machine: Machine) -> None:
    machine.add_real_python("python3")
    assert "Making .venv" in machine.set_up().stdout
    kept = machine.project / ".venv" / "kept"
    kept.touch()
    assert machine.set_up().stdout == ""
    assert kept.exists()

    (machine.project / ".venv" / "packages.stamp").write_text("unfinished\n")
    assert "Making .venv" in machine.set_up().stdout
    assert not kept.exists()
