"""`make` on machines with different programs: installations and error messages."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import SCRIPTS

PROJECT = SCRIPTS.parent.parent
USED_BY_MAKE = ("cp", "find", "make", "mkdir", "rm", "sh", "touch")
# A real Python, but its environments are made in no time and install nothing: they log what they
# are asked to install. While there is a file `broken`, that fails.
PYTHON = f"""
case "$*" in
    "-m venv "*) mkdir -p "$3/bin" && exec cp "$0" "$3/bin/python" ;;
    "-m pip "*) echo uv >>log ;;
    "-m uv "*) echo packages >>log; [ ! -e broken ] ;;
    *) exec "{sys.executable}" "$@" ;;
esac
"""
# A real Node.js that says that it is of another version.
NODE = """exec "{node}" --require "{preload}" "$@" """
PRELOAD = "Object.defineProperty(process, 'versions', {{ value: {{ node: '{version}' }} }});"
NPM = """
case "$1" in
    ci) echo npm packages >>../log; rm -rf node_modules; mkdir node_modules ;;
    run) echo build >>../log; mkdir -p dist; touch dist/index.html ;;
esac
"""


class Machine:
    """A machine with the programs that a test adds, and a project to set up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs = folder / "programs"
        self.project = folder / "a project"
        self.log = self.project / "log"
        self.programs.mkdir()
        for name in USED_BY_MAKE:
            path = shutil.which(name)
            assert path
            (self.programs / name).symlink_to(path)
        self.add_node("20.19.0")
        self.add("npm", NPM)

        scripts = self.project / "backend" / "scripts"
        scripts.mkdir(parents=True)
        shutil.copy(PROJECT / "Makefile", self.project)
        for name in ("check_node.sh", "find_python.sh"):
            shutil.copy(SCRIPTS / name, scripts)
        for name in (
            "backend/requirements-uv.txt",
            "backend/requirements.txt",
            "frontend/package.json",
            "frontend/package-lock.json",
            "frontend/src/main.js",
        ):
            self.write(name)

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

    def add_node(self, version: str) -> None:
        preload = self.folder / "version.cjs"
        preload.write_text(PRELOAD.format(version=version))
        self.add("node", NODE.format(node=shutil.which("node"), preload=preload))

    def write(self, name: str) -> None:
        """Write a file of the project, later than whatever was made before."""
        time.sleep(0.02)
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("content")

    def make(self, *targets: str, **environment: str) -> subprocess.CompletedProcess[str]:
        outer = {name: value for name, value in os.environ.items() if name != "PYTHON"}
        for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
            outer.pop(name, None)
        return subprocess.run(
            ["make", "--no-print-directory", *targets],
            cwd=self.project,
            env={**outer, "PATH": str(self.programs), **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def made(self, *targets: str, **environment: str) -> list[str]:
        """Make the targets and return the steps that were run."""
        self.log.write_text("")
        result = self.make(*targets, **environment)
        assert result.returncode == 0, result.stderr
        return self.log.read_text().splitlines()

    def refusal(self, **environment: str) -> str:
        """Set up, see that it ends with one line and leaves nothing, and return the line."""
        result = self.make("tools", **environment)
        assert result.returncode != 0
        assert result.stdout == ""
        assert not (self.project / ".venv").exists()
        line, verdict = result.stderr.splitlines()
        assert verdict.startswith("make: ***")
        return line


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_old_python_is_named_in_one_line(machine: Machine) -> None:
    machine.add("python3", '[ "$1" = --version ] && echo Python 3.9.2')
    line = machine.refusal()
    assert "needs Python 3.11 or newer" in line
    assert "3.9.2" in line


def test_no_python_is_said_in_one_line(machine: Machine) -> None:
    assert "found none" in machine.refusal()


def test_chosen_python_that_is_old_is_refused_although_another_would_do(machine: Machine) -> None:
    machine.add_real_python("python3")
    old = machine.add("python3.10", '[ "$1" = --version ] && echo Python 3.10.13')
    assert "Python 3.10.13" in machine.refusal(PYTHON=str(old))


def test_chosen_python_that_is_missing_is_refused(machine: Machine) -> None:
    machine.add_real_python("python3")
    assert "found none at /nowhere/python3" in machine.refusal(PYTHON="/nowhere/python3")


def test_python_without_venv_is_said_in_one_line(machine: Machine) -> None:
    machine.add("python3", '[ "$1" = --version ] && echo Python 3.11.2')
    assert "python3-venv" in machine.refusal()


@pytest.mark.parametrize("version", ["18.20.4", "20.18.3", "21.7.3", "22.11.0", "nonsense"])
def test_old_node_is_refused(machine: Machine, version: str) -> None:
    machine.add_real_python("python3")
    machine.add_node(version)
    assert "20.19 or newer" in machine.refusal()


@pytest.mark.parametrize("version", ["20.19.0", "22.12.0", "24.0.0"])
def test_new_node_will_do(machine: Machine, version: str) -> None:
    machine.add_real_python("python3")
    machine.add_node(version)
    assert machine.made("tools") == ["uv"]


@pytest.mark.parametrize("program", ["node", "npm"])
def test_missing_node_or_npm_is_said_in_one_line(machine: Machine, program: str) -> None:
    machine.add_real_python("python3")
    machine.remove(program)
    assert "was not found" in machine.refusal()


def test_newer_python_is_used_where_python3_is_old_or_a_mere_stand_in(machine: Machine) -> None:
    machine.add("python3", "echo Python 3.9.2; exit 1")
    machine.add("python3.14", "echo 'pyenv: python3.14: command not found' >&2; exit 127")
    machine.add_real_python("python3.12")
    assert machine.made("tools") == ["uv"]


def test_packages_are_installed_once_and_again_when_their_list_changes(machine: Machine) -> None:
    machine.add_real_python("python3")
    assert machine.made("packages") == ["uv", "packages"]
    assert machine.made("packages") == []
    machine.write("backend/requirements.txt")
    assert machine.made("packages") == ["packages"]
    machine.write("backend/requirements-uv.txt")
    assert machine.made("packages") == ["uv", "packages"]


def test_what_failed_is_repeated(machine: Machine) -> None:
    machine.add_real_python("python3")
    (machine.project / "broken").touch()
    assert machine.make("packages").returncode != 0
    (machine.project / "broken").unlink()
    assert machine.made("packages") == ["packages"]


def test_environment_that_does_not_run_is_made_anew(machine: Machine) -> None:
    machine.add_real_python("python3")
    machine.made("packages")
    python = machine.project / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    assert machine.made("packages") == ["uv", "packages"]


def test_interface_is_built_again_when_its_sources_change_or_it_is_gone(machine: Machine) -> None:
    machine.add_real_python("python3")
    assert machine.made("interface") == ["npm packages", "build"]
    assert machine.made("interface") == []
    machine.write("frontend/src/main.js")
    assert machine.made("interface") == ["build"]
    machine.write("frontend/src/another.js")
    assert machine.made("interface") == ["build"]
    time.sleep(0.02)
    (machine.project / "frontend" / "src" / "another.js").unlink()
    assert machine.made("interface") == ["build"]
    (machine.project / "frontend" / "dist" / "index.html").unlink()
    assert machine.made("interface") == ["build"]
    machine.write("frontend/package-lock.json")
    assert machine.made("interface") == ["npm packages", "build"]
