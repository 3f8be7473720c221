"""`manage.py check_installation`, on installations in order and out of it."""

import json
import os
import secrets
from contextlib import contextmanager

import pytest
from servers_for_tests import NGINX
from with_postgres import free_port

from tests.support.nginx_server import configuration, running
from tests.support.odd_databases import execute, odd_database
from tests.support.serving import gunicorn, manage, production_environment

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("installation")]

KEY = secrets.token_urlsafe(50)
COMMON = {
    "DJANGO_SECRET_KEY": KEY,
    "DJANGO_SETTINGS_MODULE": "tests.support.served_settings",
    "HTTPS_ONLY": "False",
    "NUM_PROXIES": "1",
    "EMAIL_PASSWORD": "secret-word",
}


def check(*options, **values):
    """Run the command; return its status, its findings and all that it printed."""
    environment = production_environment(**{**COMMON, **values})
    result = manage(" ".join(("check_installation", "--json", *options)), environment)
    assert "Traceback" not in result.stderr, result.stderr
    output = result.stdout + result.stderr
    assert KEY not in output
    assert "secret-word" not in output
    return result.returncode, json.loads(result.stdout), output


def texts(findings, subject, status):
    return [
        finding["text"]
        for finding in findings
        if (finding["subject"], finding["status"]) == (subject, status)
    ]


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    """The database of the installation."""
    return f"sqlite:///{tmp_path_factory.mktemp('installation') / 'db.sqlite3'}"


def test_all_is_well_behind_nginx(url, tmp_path):
    program = NGINX.find()
    if program is None:
        pytest.skip("no nginx was found, and Debian's could not be unpacked")
    port = free_port()
    public = {"PUBLIC_URL": f"http://127.0.0.1:{port}", "OPEN_ACCESS": "False"}
    with (
        gunicorn(tmp_path, **COMMON, **public, DATABASE_URL=url) as backend,
        running(
            program, tmp_path, configuration(tmp_path, port, f"127.0.0.1:{backend.port}"), port
        ),
    ):
        status, findings, output = check(DATABASE_URL=url, **public)
        assert status == 0, output
        ok = texts(findings, "Proxy", "ok")
        assert f"Host arrives as 127.0.0.1:{port}" in ok
        assert any("our address arrives as 127.0.0.1" in text for text in ok) or texts(
            findings, "Proxy", "warning"
        )
        assert "cookies arrive" in ok
        assert "a body of 250 kB arrives" in ok
        assert texts(findings, "Static files", "ok") == [
            "the interface's code arrives",
            "the admin's style sheet arrives",
        ]
        status, findings, output = check(DATABASE_URL=url, **{**public, "NUM_PROXIES": "3"})
        assert status == 1
        assert "set NUM_PROXIES=1" in output


def test_a_database_that_is_not_migrated_or_away(tmp_path):
    status, findings, _ = check(DATABASE_URL=f"sqlite:///{tmp_path / 'new.sqlite3'}")
    assert status == 1
    assert any("run `manage.py migrate`" in text for text in texts(findings, "Database", "problem"))
    for away in (
        f"postgres://u:secret-word@127.0.0.1:{free_port()}/n",
        f"sqlite:///{tmp_path / 'no' / 'db.sqlite3'}",
    ):
        status, findings, _ = check(DATABASE_URL=away)
        assert status == 1
        assert any("DATABASE_URL" in text for text in texts(findings, "Database", "problem"))


@contextmanager
def migrated(options="", *statements):
    with odd_database(options, *statements) as url:
        result = manage("migrate --verbosity 0", production_environment(DATABASE_URL=url))
        assert result.returncode == 0, result.stderr
        yield url


def test_postgresql_in_order():
    with migrated() as url:
        _, findings, output = check(DATABASE_URL=url)
        ok = texts(findings, "Database", "ok")
        assert texts(findings, "Database", "problem") == [], output
        assert any(text.startswith("PostgreSQL ") and "encoding UTF8" in text for text in ok)
        assert "extension pg_trgm in the schema public" in ok
        assert "its clock agrees with ours" in ok
        _, findings, _ = check(DATABASE_URL=url, WEB_CONCURRENCY="250")
        assert any("lower WEB_CONCURRENCY" in t for t in texts(findings, "Database", "problem"))


def test_postgresql_with_other_defaults():
    settings = {
        "default_transaction_isolation": "serializable",
        "TimeZone": "Asia/Kolkata",
    }
    statements = [f"ALTER DATABASE {{name}} SET {k} = '{v}'" for k, v in settings.items()]
    with migrated("", *statements) as url:
        execute(url, "DROP EXTENSION pg_trgm CASCADE")
        _, findings, _ = check(DATABASE_URL=url)
        assert (
            "time zone Asia/Kolkata, isolation serializable by default; TicketFlow sets UTC and "
            "read committed" in texts(findings, "Database", "ok")
        )
        assert any("index_words" in t for t in texts(findings, "Database", "warning"))
        execute(
            url, f"ALTER DATABASE {url.rpartition('/')[2]} SET default_transaction_read_only = on"
        )
        status, findings, _ = check(DATABASE_URL=url)
        assert status == 1
        assert any("nothing can be stored" in t for t in texts(findings, "Database", "problem"))


def test_postgresql_in_another_encoding():
    with odd_database("ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'") as url:
        status, findings, _ = check(DATABASE_URL=url)
    assert status == 1
    assert any("createdb --encoding=UTF8" in t for t in texts(findings, "Database", "problem"))


def test_files_that_were_not_collected(url, tmp_path):
    _, findings, _ = check(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="config.settings")
    collected = os.path.exists("staticfiles/staticfiles.json")  # noqa: PTH110
    found = texts(findings, "Static files", "ok" if collected else "problem")
    assert found


def test_people_read_lines_and_a_count(url):
    result = manage("check_installation", production_environment(**COMMON, DATABASE_URL=url))
    lines = result.stdout.splitlines()
    assert all(line.split(maxsplit=1)[0] in ("ok", "warning", "problem") for line in lines)
    assert any(line.startswith("ok       Database: ") for line in lines)


@pytest.mark.parametrize("option", ["--url help.example.com", "--url ftp://x", "--send-to nobody"])
def test_options_that_cannot_be_meant_are_refused(url, option):
    environment = production_environment(**COMMON, DATABASE_URL=url)
    result = manage(f"check_installation {option}", environment)
    assert result.returncode == 2
    assert "give " in result.stderr.splitlines()[-1]
