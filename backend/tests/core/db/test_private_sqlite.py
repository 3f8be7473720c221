"""Nobody else on the machine reads an SQLite database, however it comes to be."""

import os
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from with_postgres import free_port

ON_POSTGRES = "postgres" in settings.DATABASES["default"]["ENGINE"]
pytestmark = pytest.mark.skipif(ON_POSTGRES, reason="about SQLite's files")


def environment(folder: Path) -> dict[str, str]:
    url = f"sqlite:///{folder / 'db.sqlite3'}"
    return {**os.environ, "DATABASE_URL": url, "DEBUG": "True"}


def run(folder: Path, *arguments: str) -> None:
    """Run a program of the backend as an account whose files everybody may read and write."""
    subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env=environment(folder),
        umask=0,
        check=True,
        capture_output=True,
        timeout=120,
    )


def modes(folder: Path) -> dict[str, str]:
    return {file.name: oct(stat.S_IMODE(file.stat().st_mode)) for file in folder.iterdir()}


@pytest.mark.parametrize(
    "program",
    [
        ("manage.py", "migrate", "--verbosity=0"),
        ("manage.py", "migrate_once", "--verbosity=0"),
        ("scripts/prepare_database.py",),
        ("manage.py", "showmigrations"),
    ],
    ids=lambda program: program[-1].removeprefix("--"),
)
def test_a_new_database_is_for_its_owner(program, tmp_path):
    run(tmp_path, *program)
    assert "db.sqlite3" in modes(tmp_path)
    assert set(modes(tmp_path).values()) == {"0o600"}


def test_served_it_is_for_its_owner_with_its_companions_and_an_old_one_is_tightened(tmp_path):
    run(tmp_path, "scripts/prepare_database.py")
    database = tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(database)) as reader:
        # While somebody reads, the companions stay; these are as an earlier release left them.
        reader.execute("SELECT count(*) FROM tickets_ticket").fetchone()
        for file in tmp_path.iterdir():
            file.chmod(0o644)
        assert set(modes(tmp_path)) >= {"db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm"}
        port = free_port()
        command = ["-m", "gunicorn", "config.wsgi", "--config=python:config.gunicorn_conf"]
        with subprocess.Popen(
            [sys.executable, *command, f"--bind=127.0.0.1:{port}", "--workers=1"],
            cwd=settings.BASE_DIR,
            env=environment(tmp_path),
            umask=0,
            stderr=subprocess.DEVNULL,
        ) as server:
            try:
                wait_for(f"http://127.0.0.1:{port}/api/tickets/")
                served = modes(tmp_path)
            finally:
                server.terminate()
    companions = {name: served[f"db.sqlite3{name}"] for name in ("", "-wal", "-shm")}
    assert set(companions.values()) == {"0o600"}


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urlopen(url, timeout=10) as response:
                assert response.status == 200
                return
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_to_look_at_the_files_takes_no_lock_away(tmp_path):
    """Closing a file ends all of a process's POSIX locks on it, so it must not be opened."""
    code = (
        "import django, sqlite3, os; django.setup()\n"
        "from django.db import connection\n"
        "connection.cursor().execute('CREATE TABLE t (n)')\n"
        "connection.cursor().execute('BEGIN IMMEDIATE')\n"
        "other = connection.copy(); other.ensure_connection(); other.close()\n"
        "import subprocess, sys\n"
        "one = subprocess.run([sys.executable, '-c', 'import sqlite3, sys; "
        "sqlite3.connect(sys.argv[1], timeout=0).execute(\\'INSERT INTO t VALUES (1)\\')', "
        "connection.settings_dict['NAME']], capture_output=True, text=True)\n"
        "assert 'locked' in one.stderr, one.stderr"
    )
    subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**environment(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"},
        check=True,
        timeout=60,
    )
