"""Real nginx in front, as operators get it wrong: what works, and what tells why it does not."""

import json
from contextlib import ExitStack
from functools import cache
from http.cookies import SimpleCookie
from typing import Any

import pytest

from tests.support.browser import PASSWORD, make_agents
from tests.support.nginx_server import proxy
from tests.support.serving import gunicorn

# One after the other: they share servers.
pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

LOGIN = "/api/auth/browser/v1/auth/login"
NAME = "help.example.com"
PORT = "8443"
ORIGIN = f"https://{NAME}:{PORT}"
# Each with all that it gets wrong.
WRONG = {
    "as it should be": (
        "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto https;"
    ),
    "no port": "proxy_set_header Host $host; proxy_set_header X-Forwarded-Proto https;",
    "no scheme": "proxy_set_header Host $http_host;",
    "neither": "proxy_set_header Host $host;",
    "own name": f"proxy_set_header Host {NAME}; proxy_set_header X-Forwarded-Proto https;",
    "no host at all": "proxy_set_header X-Forwarded-Proto https;",
}


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Return a function that signs in through a proxy, by the settings of the product."""
    with ExitStack() as stack:

        @cache
        def product(settings):
            folder = tmp_path_factory.mktemp("gunicorn")
            values = {"NUM_PROXIES": "1", "HTTPS_ONLY": "False", **dict(settings)}
            server = stack.enter_context(gunicorn(folder, **values))
            make_agents(folder, known=1)
            return server

        @cache
        def through(headers, backend_port):
            location = f"location / {{ {headers} proxy_pass http://127.0.0.1:{backend_port}; }}"
            front = stack.enter_context(proxy(tmp_path_factory.mktemp("proxy"), location))
            front.headers = {"Host": f"{NAME}:{PORT}"}
            return front

        def ask(wrong, accept="application/json", origin=ORIGIN, **values):
            backend = product(tuple(values.items()))
            front = through(WRONG[wrong], backend.port)
            given = front.ask("/api/csrf/")
            if given.status != 200:
                return given, backend
            name = json.loads(given.body)["csrf_cookie"]
            token = SimpleCookie(given.header("Set-Cookie"))[name].value
            headers = {
                "Content_Type": "application/json",
                "Cookie": f"{name}={token}",
                "X_CSRFToken": token,
                "Origin": origin,
                "Accept": accept,
            }
            body = json.dumps({"email": "known0@example.com", "password": PASSWORD}).encode()
            return front.ask(LOGIN, "POST", body, **headers), backend

        yield ask


PUBLIC = {"PUBLIC_URL": ORIGIN, "ALLOWED_HOSTS": "help.example.com"}
WITHOUT = {"ALLOWED_HOSTS": f"{NAME},localhost", "DEBUG": "True", "OPEN_ACCESS": "False"}


@pytest.mark.parametrize("wrong", [name for name in WRONG if name != "no host at all"])
def test_with_public_url_people_sign_in_whatever_the_proxy_loses(asked, wrong):
    answer, _ = asked(wrong, **PUBLIC)
    assert answer.status == 200, answer.body


def test_a_name_that_is_not_ours_is_told(asked):
    answer, _ = asked("no host at all", **PUBLIC)
    assert answer.status == 400
    assert "ALLOWED_HOSTS" in json.loads(answer.body)["detail"] or b"PUBLIC_URL" in answer.body


@pytest.mark.parametrize(
    ("wrong", "seen", "setting"),
    [
        ("no port", f"https://{NAME}.", "$http_host"),
        ("no scheme", f"http://{NAME}:{PORT}.", "X-Forwarded-Proto"),
        ("neither", f"http://{NAME}.", "PUBLIC_URL"),
    ],
)
def test_without_it_the_answer_tells_what_was_seen_and_what_to_set(asked, wrong, seen, setting):
    answer, backend = asked(wrong, **WITHOUT)
    body = json.loads(answer.body)
    assert (answer.status, body["code"]) == (403, "csrf_origin")
    assert ORIGIN in body["detail"]
    assert seen in body["detail"]
    assert setting in body["detail"]
    assert "PUBLIC_URL" in body["detail"]
    assert body["detail"] in backend.log.read_text().replace("\\u2019", "’")


def test_a_form_gets_a_page(asked):
    answer, _ = asked("no scheme", "text/html,application/xhtml+xml", **WITHOUT)
    assert answer.status == 403
    assert (answer.header("Content-Type") or "").startswith("text/html")
    assert ORIGIN in answer.body.decode()
    assert "X-Forwarded-Proto" in answer.body.decode()


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "https://evil.example.net",
        "https://help.example.com.evil.example.net",
        "x'\"><script>alert(1)</script>",
        "http://[::::]",
        "a" * 4000,
    ],
)
def test_pages_of_others_are_refused_and_their_words_not_repeated(asked, origin):
    for values in (PUBLIC, WITHOUT):
        for accept in ("application/json", "text/html"):
            answer, _ = asked("as it should be", accept, origin, **values)
            assert answer.status == 403
            assert b"<script>" not in answer.body
            assert b"aaaaaaaaaa" not in answer.body
            assert len(answer.body) < 3_000


def test_a_redirect_that_would_never_end_is_told_instead(tmp_path):
    with gunicorn(tmp_path, NUM_PROXIES="1", PUBLIC_URL=f"https://{NAME}") as server:
        signs: tuple[dict[str, Any], ...] = (
            {"Sec_Fetch_Site": "none"},
            {"Origin": f"https://{NAME}"},
        )
        for sign in signs:
            for path in ("/", "/api/config/", "/admin/"):
                answer = server.ask(path, "GET", None, Host=NAME, **sign)
                assert answer.status == 400
                assert "X-Forwarded-Proto" in answer.body.decode()
            assert server.ask("/readyz", "GET", None, Host="10.0.0.1", **sign).status == 200
        # Somebody who types the name without a scheme is still led to https.
        assert server.ask("/", Host=NAME).status == 301
