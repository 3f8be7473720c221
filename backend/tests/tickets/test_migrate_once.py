"""Bringing the database up to date as containers do, once it is there."""

import os
import subprocess
import sys
import time

from django.conf import settings
from with_postgres import free_port


def start(url, *arguments):
    return subprocess.Popen(
        [sys.executable, "manage.py", "migrate_once", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_nothing_is_left_to_do_for_the_next(tmp_path):
    url = f"sqlite:///{tmp_path / 'new.sqlite3'}"
    for expected in ("Applying tickets", "No migrations to apply"):
        with start(url) as replica:
            output, problem = replica.communicate(timeout=120)
        assert replica.returncode == 0, problem
        assert expected in output


def test_a_database_that_never_answers_is_told_of_in_a_line():
    started = time.monotonic()
    url = f"postgres://u:secret-word@127.0.0.1:{free_port()}/n"
    with start(url, "--wait", "1") as replica:
        _, problem = replica.communicate(timeout=60)
    assert replica.returncode == 1
    assert "did not answer within 1 seconds; check DATABASE_URL" in problem
    assert "secret-word" not in problem
    assert len(problem.splitlines()) == 1
    assert time.monotonic() - started < 20
