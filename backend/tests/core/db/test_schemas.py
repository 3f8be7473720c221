"""Databases as others set them up: extensions and tables in other schemas, rights, encodings."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import NotSupportedError
from with_postgres import free_port

from core.db.failures import explain
from tests.support.odd_databases import execute, odd_database, with_search_path
from tests.support.serving import manage, production_environment

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("schemas")]

EXAMPLES = (
    "from tickets.triage.examples import similar_examples; print(similar_examples('50% off', 3))"
)
INSERT = (
    "INSERT INTO {schema}.tickets_ticket (title, description, category, priority, status, "
    "created_at, updated_at, version, requester_name, requester_email) "
    "VALUES ('By hand', 'x', 'general', 'low', 'open', now(), now(), 1, '', '')"
)
COUNTED = (
    "SELECT coalesce(sum(count), 0)::int FROM {schema}.tickets_ticketsummary WHERE span = 'all'"
)


def run(command, url, **values):
    return manage(command, production_environment(DATABASE_URL=url, **values))


def succeed(command, url, **values):
    result = run(command, url, **values)
    assert result.returncode == 0, result.stderr
    return result.stdout


def sentence(command, url, **values):
    """Return the last line of a command that fails; it is all that is said."""
    result = run(command, url, **values)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    return result.stderr.strip().splitlines()[-1].removeprefix("CommandError: ")


def shell(url, code):
    return subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=settings.BASE_DIR,
        env=production_environment(DATABASE_URL=url),
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@pytest.fixture(scope="module")
def elsewhere():
    """A database with the extension in a schema that no search_path names."""
    with odd_database(
        "",
        "CREATE SCHEMA extensions",
        "CREATE EXTENSION pg_trgm SCHEMA extensions",
        'CREATE SCHEMA "Help-desk"',
        "CREATE SCHEMA other",
        "CREATE SCHEMA mixed",
    ) as url:
        succeed("migrate --verbosity 0", with_search_path(url, '"Help-desk"'))
        yield url


def test_the_extension_is_used_wherever_it_is(elsewhere):
    own = with_search_path(elsewhere, '"Help-desk"')
    assert (
        len(
            execute(
                elsewhere, "SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%gin_trgm_ops%'"
            )
        )
        > 0
    )
    assert shell(own, EXAMPLES).strip() == "[]"
    succeed("index_words", own)
    succeed("check --database default", own)


def test_two_installations_in_one_database_know_nothing_of_each_other(elsewhere):
    own, other = (with_search_path(elsewhere, name) for name in ('"Help-desk"', "other"))
    succeed("migrate --verbosity 0", other)
    assert execute(elsewhere, "SELECT count(*) FROM other.tickets_ticket") == [(0,)]
    succeed("load_sample_tickets", own)
    counts = [
        execute(elsewhere, COUNTED.format(schema=schema)) for schema in ('"Help-desk"', "other")
    ]
    assert counts == [[(61,)], [(0,)]]
    # By hand, in a session of another search_path.
    execute(with_search_path(elsewhere, '"Help-desk"'), INSERT.format(schema="other"))
    counts = [
        execute(elsewhere, COUNTED.format(schema=schema)) for schema in ('"Help-desk"', "other")
    ]
    assert counts == [[(61,)], [(1,)]]
    for url in (own, other):
        succeed("check_statistics", url)
        succeed("index_words", url)
        succeed("migrate --check", url)


def test_one_waits_for_no_other_schemas_migration(elsewhere):
    """The lock of one schema is held by a session of this test."""
    held = (
        "import os\n"
        "from django.db import connection\n"
        "from core.db.migration_lock import exclusive\n"
        "from django.core.management import call_command\n"
        "with exclusive(connection, print):\n"
        "    os.environ['DATABASE_URL'] = os.environ['OTHER']\n"
        "    import subprocess, sys\n"
        "    subprocess.run([sys.executable, 'manage.py', 'migrate'], check=True, timeout=60)\n"
    )
    environment = production_environment(DATABASE_URL=with_search_path(elsewhere, '"Help-desk"'))
    result = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", held],
        cwd=settings.BASE_DIR,
        env={**environment, "OTHER": with_search_path(elsewhere, "other")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "waiting" not in result.stdout


def test_a_path_that_mixes_two_is_refused(elsewhere):
    text = sentence("migrate", with_search_path(elsewhere, 'mixed,"Help-desk"'))
    assert 'puts the schema mixed first, but the tables are in "Help-desk"' in text
    assert execute(elsewhere, "SELECT tablename FROM pg_tables WHERE schemaname = 'mixed'") == []


def test_a_path_that_leads_nowhere_is_refused(elsewhere):
    text = sentence("migrate", with_search_path(elsewhere, "nowhere"))
    assert "search_path names no schema" in text
    assert "ALTER ROLE" in text


def test_behind_a_pooler_the_path_is_the_roles(elsewhere):
    url = with_search_path(elsewhere, "other")
    assert "ALTER ROLE" in sentence("check", url, DATABASE_POOLED="True")


def test_without_the_right_to_create_tables_the_grant_is_named():
    with odd_database("", "REVOKE CREATE ON SCHEMA public FROM public") as url:
        name = url.rpartition("/")[2]
        execute(url, f"CREATE ROLE {name} LOGIN PASSWORD 'secret-word'")
        try:
            theirs = f"postgres://{name}:secret-word@{url.rpartition('@')[2]}"
            text = sentence("migrate", theirs)
        finally:
            execute(url, f"DROP OWNED BY {name}", f"DROP ROLE {name}")
    assert f"`GRANT CREATE ON SCHEMA public TO {name}`" in text


def test_an_extension_that_may_not_be_used_is_done_without():
    with odd_database("", "CREATE SCHEMA hidden", "CREATE EXTENSION pg_trgm SCHEMA hidden") as url:
        name = url.rpartition("/")[2]
        execute(
            url,
            f"CREATE ROLE {name} LOGIN PASSWORD 'secret-word'",
            f"GRANT CREATE ON SCHEMA public TO {name}",
        )
        try:
            theirs = f"postgres://{name}:secret-word@{url.rpartition('@')[2]}"
            succeed("migrate --verbosity 0", theirs)
            assert shell(theirs, EXAMPLES).strip() == "[]"
            assert "GRANT USAGE ON SCHEMA" in sentence("index_words", theirs)
        finally:
            execute(url, f"DROP OWNED BY {name}", f"DROP ROLE {name}")


WAYS = (
    "manage.py migrate",
    "manage.py migrate_once",
    "manage.py check --database default",
    "scripts/prepare_database.py",
    "-m gunicorn config.wsgi:application --config python:config.gunicorn_conf --bind 127.0.0.1:0",
)


@pytest.fixture(scope="module", params=["SQL_ASCII", "LATIN1"])
def other_encoding(request):
    with odd_database(f"ENCODING '{request.param}' TEMPLATE template0 LOCALE 'C'") as url:
        yield request.param, url


@pytest.mark.parametrize(
    ("other_encoding", "way"),
    [("SQL_ASCII", WAYS[0]), *(("LATIN1", way) for way in WAYS)],
    indirect=["other_encoding"],
)
def test_another_encoding_is_refused_at_every_start(other_encoding, way):
    encoding, url = other_encoding
    result = subprocess.run(
        [sys.executable, *way.split()],
        cwd=settings.BASE_DIR,
        env=production_environment(DATABASE_URL=url),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    said = [line for line in result.stderr.splitlines() if f"encoding {encoding}" in line]
    assert len(said) == 1
    assert "createdb --encoding=UTF8 --template=template0" in said[0]
    assert execute(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []


def test_a_database_that_takes_no_changes_says_so():
    with odd_database("", "ALTER DATABASE {name} SET default_transaction_read_only = on") as url:
        assert "takes no changes" in sentence("migrate", url)


def test_who_cannot_connect_reads_no_traceback_and_no_password():
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        pytest.skip("this is about PostgreSQL")
    place = url.rpartition("@")[2].partition("/")[0]
    for command, wrong in (
        ("migrate", f"postgres://ticketflow:secret-word@{place}/postgres"),
        ("check --database default", f"{url.rpartition('/')[0]}/no_such_database"),
        ("check_statistics", "postgres://ticketflow:secret-word@no-such-host.invalid/postgres"),
        ("migrate", f"postgres://ticketflow:secret-word@127.0.0.1:{free_port()}/postgres"),
    ):
        text = sentence(command, wrong)
        assert "check DATABASE_URL and DATABASE_PASSWORD" in text
        assert "secret-word" not in text


def test_a_server_that_is_too_old_is_named():
    too_old = NotSupportedError("PostgreSQL 14 or later is required (found 13.4).")
    assert explain(too_old) == (
        "PostgreSQL 14 or later is required (found 13.4): upgrade the server, or name another one "
        "in DATABASE_URL."
    )
    assert explain(ValueError("ours")) is None


def test_who_has_not_migrated_is_told_to():
    with odd_database() as url:
        assert "run `manage.py migrate`" in sentence("load_sample_tickets", url)


@pytest.mark.parametrize(
    ("name", "obstacle"),
    [("no/folder/db.sqlite3", "there is no folder"), ("", "it is a folder"), ("text", "is not an")],
)
def test_a_file_that_cannot_be_a_database_is_named(tmp_path, name, obstacle):
    (tmp_path / "text").write_text("This is no database. " * 100)
    text = sentence("migrate", f"sqlite:///{tmp_path / name}")
    assert obstacle in text
    assert "DATABASE_URL" in text
