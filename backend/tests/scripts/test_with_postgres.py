"""A private cluster serves the command and is gone afterwards."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import ports
import pytest

from .conftest import SCRIPTS, RunScript

HAS_POSTGRES = os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://"))
needs_server = pytest.mark.skipif(not HAS_POSTGRES, reason="starts a PostgreSQL server")

SHOW_URL = "import os; print(os.environ['DATABASE_URL'])"
USE_DATABASE = """
import os, psycopg2
with psycopg2.connect(os.environ["DATABASE_URL"]) as connection:
    cursor = connection.cursor()
    cursor.execute("SELECT upper('ünder'), current_setting('fsync')")
    print(os.environ["DATABASE_URL"], *cursor.fetchone())
raise SystemExit(7)
"""
HOLD_DATABASE = """
import os, psycopg2, time
connection = psycopg2.connect(os.environ["DATABASE_URL"])
print(os.environ["DATABASE_URL"], flush=True)
time.sleep(60)
"""


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A TMPDIR that the server's account can reach, unlike pytest's."""
    with tempfile.TemporaryDirectory(prefix="ticketflow-test-", dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def is_gone(url: str) -> bool:
    port = urlsplit(url).port
    assert port
    return not ports.is_answering("127.0.0.1", port)


def test_database_that_is_named_is_used_as_it_is(run_script: RunScript) -> None:
    url = "postgres://someone@db.example/name"
    result = run_script("with_postgres.py", "--", sys.executable, "-c", SHOW_URL, DATABASE_URL=url)
    assert (result.returncode, result.stdout.strip()) == (0, url)


def test_what_cannot_be_started_is_said_in_one_line(run_script: RunScript, temporary: Path) -> None:
    """initdb fails, and not for its locale."""
    programs = temporary / "programs"
    programs.mkdir()
    for name, script in {
        "pg_config": f"echo '{programs}'",
        "initdb": "echo 'initdb: no space left' >&2; exit 1",
        "postgres": "exit 1",
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    result = run_script(
        *("with_postgres.py", "--private", "--", "true"),
        PATH=f"{programs}:{os.environ['PATH']}",
        TMPDIR=str(temporary),
    )
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "PostgreSQL could not make a cluster: initdb: no space left"
    ]
    assert list(temporary.iterdir()) == [programs]


@needs_server
def test_serves_the_command_and_leaves_nothing(run_script: RunScript, temporary: Path) -> None:
    result = run_script(
        *("with_postgres.py", "--private", "--", sys.executable, "-c", USE_DATABASE),
        TMPDIR=str(temporary),
    )
    assert result.returncode == 7, result.stderr
    url, upper, fsync = result.stdout.split()
    assert (upper, fsync) == ("ÜNDER", "off")
    assert is_gone(url)
    assert not list(temporary.iterdir())


@needs_server
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_leaves_nothing_when_it_is_stopped(temporary: Path, signum: signal.Signals) -> None:
    process = subprocess.Popen(
        [
            *(sys.executable, SCRIPTS / "with_postgres.py", "--private", "--"),
            *(sys.executable, "-c", HOLD_DATABASE),
        ],
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    with process.stdout:
        url = process.stdout.readline().strip()
        os.killpg(process.pid, signum)
        assert process.wait(timeout=20) == 130
    assert is_gone(url)
    assert not list(temporary.iterdir())
