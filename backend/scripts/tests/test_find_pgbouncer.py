"""A PgBouncer that is there is used; where none can be had, there is none."""

from pathlib import Path

import find_pgbouncer
import pytest


def test_the_one_that_is_there_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pgbouncer"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert find_pgbouncer.find_pgbouncer() == program


def test_without_one_and_without_debian_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(find_pgbouncer, "candidates", lambda: iter([tmp_path / "pgbouncer"]))
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    assert find_pgbouncer.find_pgbouncer() is None
