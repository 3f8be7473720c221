"""Error reports: the places of errors, and no personal data."""

import gzip
import json
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from pytest_httpserver import HTTPServer
from werkzeug import Response

from config.environment import read_environment
from tests.support.serving import gunicorn, production_environment

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

WORD, ADDRESS, TOKEN = "zebrafinch", "jane.roe@people.example", "Zm9vYmFy-3k:1tSecret"


class Receiver:
    """A stand-in for Sentry."""

    def __init__(self, server):
        self.dsn = f"http://0123abcd@127.0.0.1:{server.port}/7"
        self.texts = []
        self.events = []
        self.seconds = 0.0
        server.expect_request("/api/7/envelope/").respond_with_handler(self.take)

    def take(self, request):
        time.sleep(self.seconds)
        data = request.get_data()
        if request.headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        text = data.decode()
        self.texts.append(text)
        self.events += [json.loads(line) for line in text.splitlines() if '"level"' in line]
        return Response("{}", content_type="application/json")

    def wait_for(self, number):
        deadline = time.monotonic() + 15
        while len(self.events) < number:
            assert time.monotonic() < deadline, self.texts
            time.sleep(0.05)
        time.sleep(0.5)


@pytest.fixture(scope="module")
def receiver():
    with HTTPServer(host="127.0.0.1") as server:
        yield Receiver(server)


@pytest.fixture(scope="module")
def reporting(receiver, tmp_path_factory):
    with gunicorn(
        tmp_path_factory.mktemp("reporting"),
        TESTED_URLS="tests.support.leaky_views",
        HTTPS_ONLY="False",
        OPEN_ACCESS="True",
        NUM_PROXIES="1",
        SENTRY_DSN=receiver.dsn,
    ) as server:
        yield server


def test_errors_are_reported_without_anybodys_words(receiver, reporting):
    ticket = {"title": WORD, "description": f"{WORD} {ADDRESS}", "category": "billing"}
    sent = {
        "Authorization": f"Bearer {TOKEN}",
        "Cookie": f"sessionid={TOKEN}",
        "User_Agent": ADDRESS,
        "Referer": f"http://127.0.0.1/?request={TOKEN}",
        "X_Forwarded_For": "198.51.100.77",
        "Content_Type": "application/json",
    }
    # A wrong token is refused before the view can fail.
    without_token = {name: value for name, value in sent.items() if name != "Authorization"}
    body = json.dumps(ticket).encode()
    answers = [
        reporting.ask(f"/fail/?secret={WORD}", "GET", body, **sent),
        reporting.ask(f"/api/failing/?secret={WORD}", "GET", body, **without_token),
        reporting.ask(f"/complain/?secret={WORD}", "GET", body, **sent),
    ]
    receiver.wait_for(3)

    everything = "\n".join(receiver.texts)
    for secret in (WORD, ADDRESS, "jane.roe", TOKEN, "1tSecret", "198.51.100.77"):
        assert secret not in everything, f"{secret} was reported"
    by_request = {event["tags"]["request_id"]: event for event in receiver.events}
    failed, failed_in_api, complained = (
        by_request[answer.header("X-Request-ID")] for answer in answers
    )
    assert [value["type"] for value in failed["exception"]["values"]] == [
        "OperationalError",
        "OperationalError",
        "ValueError",
    ]
    frame = failed["exception"]["values"][-1]["stacktrace"]["frames"][-1]
    assert (frame["filename"], frame["function"]) == ("tests/support/leaky_views.py", "fail")
    assert failed["transaction"] == "/fail/"
    assert failed["request"] == {"method": "GET"}
    assert failed_in_api["exception"]["values"]
    assert complained["logentry"]["message"].startswith("Could not do")
    assert len(receiver.events) == 3, "one report for each error"


def test_an_error_is_answered_all_the_same_when_nobody_takes_reports(tmp_path):
    with gunicorn(
        tmp_path,
        TESTED_URLS="tests.support.leaky_views",
        HTTPS_ONLY="False",
        SENTRY_DSN="http://0123abcd@127.0.0.1:9/7",
    ) as server:
        started = time.monotonic()
        assert server.ask(f"/fail/?secret={WORD}").status == 500
        assert time.monotonic() - started < 3


def test_a_function_has_reported_before_it_answers(receiver, tmp_path, monkeypatch):
    monkeypatch.setattr(receiver, "seconds", 1)
    code = (
        "import os, sys; from wsgiref.util import setup_testing_defaults; "
        "from config.vercel import application; "
        "environ = {'PATH_INFO': '/fail/'}; setup_testing_defaults(environ); "
        "application(environ, lambda *sent: print(sent[0], flush=True)); os._exit(0)"
    )
    before = len(receiver.events)
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=production_environment(
            DATABASE_URL=f"sqlite:///{tmp_path / 'db.sqlite3'}",
            DJANGO_SETTINGS_MODULE="tests.support.served_settings",
            TESTED_URLS="tests.support.leaky_views",
            HTTPS_ONLY="False",
            SENTRY_DSN=receiver.dsn,
        ),
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.startswith("500 "), result.stderr
    assert len(receiver.events) == before + 1


@pytest.mark.parametrize("dsn", ["here", "https://sentry.example.com/1", "https://k@host"])
def test_a_malformed_address_stops_the_start(monkeypatch, dsn):
    monkeypatch.setenv("SENTRY_DSN", dsn)
    with pytest.raises(ImproperlyConfigured, match="SENTRY_DSN: give it as Sentry shows it"):
        read_environment()
