"""An installed server is used; one that cannot be had is reported as missing."""

from pathlib import Path

import pytest
import servers_for_tests
from servers_for_tests import NGINX, PGBOUNCER, ServerForTests

both = pytest.mark.parametrize("server", [NGINX, PGBOUNCER], ids=lambda server: server.name)


@both
def test_the_one_that_is_there_is_taken(
    server: ServerForTests, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / server.name
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert server.find() == program


@both
def test_without_one_and_without_debian_there_is_none(
    server: ServerForTests, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(servers_for_tests, "CACHE", tmp_path)
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    assert server.find() is None
