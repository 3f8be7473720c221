"""Bringing the database up to date as containers do: one process at a time, once it is there."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from io import StringIO
from threading import Thread

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from with_postgres import free_port, private_cluster

from tickets.management.commands import migrate_once

REPLICAS = 3
ON_POSTGRES = "postgres" in settings.DATABASES["default"]["ENGINE"]


def start(url, *arguments):
    return subprocess.Popen(
        [sys.executable, "manage.py", "migrate_once", *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.skipif(not ON_POSTGRES, reason="this stage may have no PostgreSQL")
def test_several_at_once_bring_a_new_database_up_to_date_once():
    with private_cluster() as url, ExitStack() as stack:
        replicas = [stack.enter_context(start(url)) for _ in range(REPLICAS)]
        output = [replica.communicate(timeout=120) for replica in replicas]
    assert [replica.returncode for replica in replicas] == [0] * REPLICAS, output
    applied = [text.count("Applying ") for text, _ in output]
    assert sorted(applied)[:2] == [0, 0]
    assert max(applied) > 20


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


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRES, reason="SQLite has no such locks")
def test_who_comes_second_waits_without_a_statement_at_work(monkeypatch):
    """Indexes are built once all statements have ended: one that waits for that would never end."""
    other = connection.copy()
    waits = []

    def wait(seconds):
        with other.cursor() as cursor:
            cursor.execute(
                "SELECT query FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid() AND (state <> 'idle' OR backend_xmin IS NOT NULL)"
            )
            waits.append(cursor.fetchall())
            if len(waits) == 3:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [migrate_once.LOCK])

    monkeypatch.setattr(time, "sleep", wait)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [migrate_once.LOCK])
        output = StringIO()
        call_command("migrate_once", stdout=output)
    finally:
        other.close()
    assert waits == [[]] * 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRES, reason="SQLite has no such locks")
def test_who_fails_leaves_the_lock_to_the_next(monkeypatch):
    def fail(*args, **options):
        raise CommandError("no")

    with monkeypatch.context() as patch:
        patch.setattr(migrate_once, "call_command", fail)
        with pytest.raises(CommandError):
            call_command("migrate_once")
    call_command("migrate_once", verbosity=0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRES, reason="SQLite has no such locks")
def test_they_come_one_after_the_other_and_none_waits_for_ever(monkeypatch):
    order = []

    def second():
        with migrate_once.exclusive():
            order.append("second")
        connection.close()

    with migrate_once.exclusive():
        other = Thread(target=second)
        other.start()
        time.sleep(0.5)
        order.append("first")
    other.join(timeout=20)
    assert order == ["first", "second"]
    monkeypatch.setattr(migrate_once, "PATIENCE_SECONDS", 0)
    with migrate_once.exclusive(), pytest.raises(CommandError), migrate_once.exclusive():
        pass
