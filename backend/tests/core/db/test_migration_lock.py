"""However a database is migrated, one process does it at a time, and the others wait."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from with_postgres import private_cluster

from core.db import migration_lock
from core.db.migration_lock import WAITING, exclusive
from tests.support import databases

ON_POSTGRES = "postgres" in settings.DATABASES["default"]["ENGINE"]
# Every way of migrating: by hand, in a container, by `make run`.
WAYS = (
    ("manage.py", "migrate"),
    ("manage.py", "migrate_once"),
    ("scripts/prepare_database.py",),
)
# What the last release left, in the middle of what is applied on top of it.
OLD_STATE = ("migrate", "tickets", "0015_drop_sqlite_word_index")

ignore = lambda text: None  # noqa: E731 - a callback that does nothing


def start(url: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url, "DEBUG": "True"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(*processes: subprocess.Popen[str]) -> list[str]:
    """Return what the processes printed; fail if one of them did."""
    with ExitStack() as stack:
        for process in processes:
            stack.enter_context(process)
        output = [process.communicate(timeout=240) for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes), output
    assert not any("Traceback" in text for pair in output for text in pair), output
    return [stdout for stdout, _ in output]


@contextmanager
def new_database(tmp_path: Path) -> Iterator[str]:
    if ON_POSTGRES:
        with private_cluster() as url:
            yield url
    else:
        yield f"sqlite:///{tmp_path / 'new.sqlite3'}"


@pytest.mark.parametrize("state", ["empty", "old"])
def test_three_at_once_migrate_one_after_the_other(tmp_path, state):
    with new_database(tmp_path) as url:
        if state == "old":
            finish(start(url, "manage.py", *OLD_STATE))
        output = finish(*(start(url, *way) for way in WAYS))
        by_hand = finish(*(start(url, "manage.py", "migrate") for _ in range(3)))
    # What `make run` starts applies them without a word.
    applied = [text.count("Applying ") for text in output[:2]]
    assert min(applied) == 0
    assert sum(WAITING in text for text in output) >= 1
    assert all(text.count(WAITING) <= 1 for text in output)
    assert all("No migrations to apply" in text for text in by_hand)


def test_three_of_the_same_kind_on_an_empty_database(tmp_path):
    with new_database(tmp_path) as url:
        output = finish(*(start(url, "manage.py", "migrate") for _ in range(3)))
    applied = sorted(text.count("Applying ") for text in output)
    assert applied[:2] == [0, 0]
    assert applied[2] > 20


def test_behind_a_pooler_the_lock_holds_too(monkeypatch):
    monkeypatch.setenv("DATABASE_POOLED", "True")
    with databases.own_database() as url, databases.pgbouncer(url) as pooled:
        output = finish(*(start(pooled, "manage.py", "migrate") for _ in range(2)))
    applied = sorted(text.count("Applying ") for text in output)
    assert applied[0] == 0
    assert applied[1] > 20


@pytest.mark.skipif(ON_POSTGRES, reason="about SQLite's files")
def test_only_the_owner_reads_what_migrating_leaves(tmp_path):
    database = tmp_path / "new.sqlite3"
    finish(start(f"sqlite:///{database}", "manage.py", "migrate"))
    assert {file.name: oct(file.stat().st_mode)[-3:] for file in tmp_path.iterdir()} == {
        "new.sqlite3": "600",
        "new.sqlite3-migrating": "600",
    }
    with closing(sqlite3.connect(database)) as read:
        assert read.execute("SELECT count(*) FROM django_migrations").fetchone()[0] > 20


@pytest.mark.django_db(transaction=True)
def test_looking_does_not_wait():
    with exclusive(connection, ignore):
        call_command("migrate", check_unapplied=True, stdout=StringIO())
        call_command("migrate", plan=True, stdout=StringIO())


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
                cursor.execute("SELECT pg_advisory_unlock(%s)", [migration_lock.LOCK])

    monkeypatch.setattr(time, "sleep", wait)
    output = StringIO()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [migration_lock.LOCK])
        call_command("migrate", stdout=output)
    finally:
        other.close()
    assert waits == [[]] * 3
    assert output.getvalue().count(WAITING) == 1


@pytest.mark.django_db(transaction=True)
def test_who_fails_leaves_the_lock_to_the_next(monkeypatch):
    def fail(*args, **options):
        raise CommandError("no")

    with monkeypatch.context() as patch:
        patch.setattr(MigrationExecutor, "migration_plan", fail)
        with pytest.raises(CommandError):
            call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)


@pytest.mark.skipif(not ON_POSTGRES, reason="the tests' SQLite database is in memory")
@pytest.mark.django_db(transaction=True)
def test_they_come_one_after_the_other_and_none_waits_for_ever(monkeypatch):
    order = []
    said: list[str] = []

    def second():
        with exclusive(connection, said.append):
            order.append("second")
        connection.close()

    with exclusive(connection, ignore):
        other = Thread(target=second)
        other.start()
        time.sleep(0.7)
        order.append("first")
    other.join(timeout=20)
    assert order == ["first", "second"]
    assert said == [WAITING]
    monkeypatch.setattr(migration_lock, "PATIENCE_SECONDS", 0)
    with (
        exclusive(connection, ignore),
        pytest.raises(CommandError),
        exclusive(connection, ignore),
    ):
        pass
