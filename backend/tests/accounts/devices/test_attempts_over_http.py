"""Guesses at a password against a running server in production."""

import http.client
import json
import subprocess
import sys

import pytest
from django.conf import settings

from tests.accounts.devices.test_attempts import HEADERS, LOCKED
from tests.support.serving import gunicorn, production_environment

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]
LOGIN = "/api/auth/browser/v1/auth/login"
EMAIL, PASSWORD = "agent@example.com", "correct horse battery"
MAKE_AGENT = f"""
from accounts.agents.invitations import create_agent
user = create_agent({EMAIL!r})
user.set_password({PASSWORD!r})
user.save()
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guesses")
    with gunicorn(folder, HTTPS_ONLY="False") as server:
        database = f"sqlite:///{folder / 'db.sqlite3'}"
        subprocess.run(
            [sys.executable, "manage.py", "shell", "--no-imports", "--command", MAKE_AGENT],
            cwd=settings.BASE_DIR,
            env=production_environment(DATABASE_URL=database),
            check=True,
            timeout=120,
        )
        yield server


def guess(server, password, headers):
    """Return status and body of a guess; headers are sent as they are, also twice."""
    token = "a" * 32
    cookie = json.loads(server.ask("/api/csrf/").body)["csrf_cookie"]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    body = json.dumps({"email": EMAIL, "password": password}).encode()
    connection.putrequest("POST", LOGIN, skip_host=True, skip_accept_encoding=True)
    sent = {
        "Host": f"127.0.0.1:{server.port}",
        "Cookie": f"{cookie}={token}",
        "X-CSRFToken": token,
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        **headers,
    }
    # The served installation is another one, whose cookies have other names.
    mark, own = cookie[-8:], settings.CSRF_COOKIE_NAME[-8:]
    for name, value in sent.items():
        connection.putheader(name, value.replace(own, mark))
    try:
        connection.endheaders(body)
        response = connection.getresponse()
        return response.status, json.load(response)
    finally:
        connection.close()


def varied(number):
    token = "a" * 32
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").title(): text.format(number, token)
        for name, text in HEADERS.items()
        if text and name not in ("QUERY_STRING", "HTTP_HOST")
    }
    # A header with underscores looks the same to WSGI.
    return {**headers, "X_Forwarded_For": f"10.1.0.{number}", "X_Forwarded_Host": f"h{number}"}


def test_made_up_ports_are_refused(server):
    for number in range(60):
        status, body = guess(server, f"wrong {number}", {"Host": f"127.0.0.1:{20_000 + number}"})
        assert status == 400
        assert "PUBLIC_URL" in body["detail"]


def test_the_limit_stops_at_five_whatever_is_sent(server):
    codes = []
    for number in range(1, 11):
        host = ("127.0.0.1", "LOCALHOST", "help.example.com", "help.example.com:80")[number % 4]
        status, body = guess(server, f"wrong {number}", {**varied(number), "Host": host})
        assert status == 400
        codes.append(body["errors"][0]["code"])
    assert codes == ["email_password_mismatch"] * 5 + [LOCKED] * 5
    _, body = guess(server, PASSWORD, {})
    assert body["errors"][0]["code"] == LOCKED
