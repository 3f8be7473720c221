"""An nginx that is there is used; one that cannot be had is said to be missing."""

from pathlib import Path

import find_nginx
import pytest


def test_the_one_that_is_there_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "nginx"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert find_nginx.find_nginx() == program


def test_without_one_and_without_debian_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(find_nginx, "candidates", lambda: iter([tmp_path / "nginx"]))
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    assert find_nginx.main() == 1
    assert "No nginx was found" in capsys.readouterr().err
