"""Logs of real gunicorn in production: lines of JSON without personal data."""

import json
import re
import socket
import time

import pytest

from config.observability.log_redaction import redact_path, redact_text

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

TITLE = "zebrafinch"
WORDS = "quokkasearch"
ADDRESS = "jane.roe@people.example"
TOKEN = "Zm9vYmFy-3k:1tSecret_signature"
PASSWORD = "hunter2-hunter2"
SECRETS = (TITLE, WORDS, ADDRESS, "jane.roe", TOKEN, "1tSecret", PASSWORD)
REQUEST_ID = "0123456789abcdef0123456789abcdef"


def lines_of(server):
    time.sleep(0.2)
    return [json.loads(line) for line in server.log.read_text().splitlines()]


def with_request(server, answer):
    request_id = answer.header("X-Request-ID")
    return [line for line in lines_of(server) if line.get("request_id") == request_id]


def post(server, path, values, **headers):
    body = values if isinstance(values, bytes) else json.dumps(values).encode()
    return server.ask(path, "POST", body, Content_Type="application/json", **headers)


def send_raw(server, data):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(data)
        connection.settimeout(10)
        return connection.recv(65536)


def test_every_line_is_json_with_what_is_asked_of_it(leaky_views):
    answer = leaky_views.ask(f"/api/tickets/?search={WORDS}")
    assert answer.status == 200
    (line,) = with_request(leaky_views, answer)
    assert line["logger"] == "gunicorn.access"
    assert line["level"] == "INFO"
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/tickets/", 200)
    assert 0 < line["duration_ms"] < 30_000
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*(Z|\+00:00)", line["time"])


def test_a_well_formed_id_is_kept_and_any_other_is_not(leaky_views):
    assert leaky_views.ask("/healthz", X_Request_ID=REQUEST_ID).header("X-Request-ID") == REQUEST_ID
    made = {
        leaky_views.ask("/healthz", X_Request_ID=given).header("X-Request-ID")
        for given in ("", "short", f"{TITLE}-{TITLE}-{TITLE}-{TITLE}", REQUEST_ID + "0", "../x" * 9)
    }
    assert len(made) == 5
    assert all(re.fullmatch("[0-9a-f]{32}", request_id) for request_id in made)


def test_all_lines_of_a_request_have_its_id(leaky_views):
    answer = leaky_views.ask(f"/api/failing/?secret={TITLE}")
    assert answer.status == 500
    loggers = {line["logger"] for line in with_request(leaky_views, answer)}
    assert {"core.http.exception_handler", "django.request", "gunicorn.access"} <= loggers


def test_an_exception_is_told_by_where_it_was_raised(leaky_views):
    answer = leaky_views.ask(f"/fail/?secret={TITLE}")
    (line,) = [line for line in with_request(leaky_views, answer) if "exceptions" in line]
    first, cause, *_ = line["exceptions"]
    assert first["type"] == "builtins.ValueError"
    assert first["at"][0].startswith("tests/support/leaky_views.py:")
    assert first["at"][0].endswith(" fail")
    assert cause["type"] == "django.db.utils.OperationalError"


def test_nothing_that_people_wrote_or_that_lets_them_in_is_logged(leaky_views):
    ticket = {
        "title": f"{TITLE} by {ADDRESS}",
        "description": f"{WORDS} {TOKEN}",
        "category": "billing",
        "priority": "low",
    }
    secret = {
        "Authorization": f"Bearer {TOKEN}",
        "Cookie": f"sessionid={TOKEN}; csrftoken={TOKEN}",
        "Referer": f"http://127.0.0.1/?request={TOKEN}",
        "User_Agent": ADDRESS,
        "X_Request_ID": TOKEN,
        "Idempotency_Key": TOKEN,
    }
    made = json.loads(post(leaky_views, "/api/tickets/", ticket).body)
    number = f"/api/tickets/{made['id']}/"
    as_query = f"?search={WORDS}&request={TOKEN}&secret={ADDRESS}"
    asked = [
        leaky_views.ask(path, **secret)
        for path in (
            "/" + as_query,
            "/api/tickets/" + as_query,
            f"/api/tickets/?{WORDS}={TITLE}",
            f"/api/tickets/?cursor={TOKEN}",
            f"/api/tickets?search={WORDS}",
            number,
            f"/api/tickets/{TOKEN}/",
            f"/api/tickets/{ADDRESS}/",
            f"/api/requests/{TOKEN}/",
            f"/api/requests/{TOKEN}",
            f"/api/requests/{TITLE}/{WORDS}/",
            f"/api/nothing/{ADDRESS}",
            f"/a%20title%20with%20{TITLE}/",
            f"/fail/?secret={TITLE}",
            f"/fail/?secret={ADDRESS}",
            f"/suspicious/?secret={TITLE}",
            f"/complain/?secret={WORDS}",
            f"/api/failing/?secret={TOKEN}",
            f"/admin/login/?next=/{ADDRESS}",
            f"/static/{ADDRESS}",
        )
    ]
    asked += [
        post(leaky_views, "/api/tickets/", ticket, **secret),
        leaky_views.ask("/api/tickets/", Host=ADDRESS),
        leaky_views.ask("/api/tickets/", Host=f"{TITLE}.example"),
        leaky_views.ask(number, "PATCH", b"{", Content_Type="application/json"),
        leaky_views.ask(number, "PATCH", json.dumps({"priority": TITLE}).encode(), **secret),
        leaky_views.ask(number, "DELETE", **{**secret, "If_Match": f'"{TITLE}"'}),
        leaky_views.ask("/api/tickets/", "PUT", b"{}"),
        post(leaky_views, "/api/tickets/", {"title": TITLE * 100}),
        post(leaky_views, "/api/tickets/", f'{{"title": "{TITLE}'.encode()),
        post(leaky_views, "/api/tickets/", f'"{TITLE}\x00"'.encode()),
        post(leaky_views, "/api/tickets/", ticket, Content_Encoding=TITLE),
        post(leaky_views, "/api/tickets/classify/", {"description": f"{WORDS} {ADDRESS}"}),
        post(leaky_views, "/api/tickets/bulk/", {"query": {"search": WORDS}}),
        post(leaky_views, "/api/tickets/", (TITLE * 100_000).encode()),
        leaky_views.ask(
            "/admin/login/",
            "POST",
            f"username={ADDRESS}&password={PASSWORD}".encode(),
            Content_Type="application/x-www-form-urlencoded",
            Referer=f"http://elsewhere.example/{TITLE}?search={WORDS}",
            Origin=f"http://{TITLE}.example",
        ),
    ]
    assert {answer.status for answer in asked} >= {200, 400, 403, 404, 405, 413, 500}
    for data in (
        f"GET /{TITLE} {ADDRESS} HTTP/1.1\r\n\r\n",
        f"{TITLE.upper()} /?search={WORDS} HTTP/1.1\r\nHost: x\r\n\r\n",
        f"GET / HTTP/1.1\r\n{TITLE} {ADDRESS}: x\r\n\r\n",
        f"GET / HTTP/9.{WORDS}\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {TITLE}\r\n\r\n",
        f"POST /api/tickets/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: {TITLE}\r\n\r\n",
    ):
        send_raw(leaky_views, data.encode())

    lines = lines_of(leaky_views)
    assert len([line for line in lines if line["logger"] == "gunicorn.access"]) > len(asked)
    log = leaky_views.log.read_text()
    for word in SECRETS:
        found = [line for line in log.splitlines() if word.lower() in line.lower()]
        assert found == [], f"{word} was logged"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api/tickets/12/", "/api/tickets/12/"),
        ("/api/requests/abc/", "/api/requests/…"),
        ("/api/requests/", "/api/requests/…"),
        ("/api/requests/abc/comments/", "/api/requests/…"),
        ("/assets/index-BxK3_a9d.js", "/assets/index-BxK3_a9d.js"),
        ("/someone@example.com", "/…"),
        ("/my text/", "/…/"),
        ("/" + "a" * 31, "/…"),
        ("/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3", "/…"),
        ("", ""),
    ],
)
def test_what_of_a_path_is_logged(path, expected):
    assert redact_path(path) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mail to a.b@example.com failed", "Mail to … failed"),
        ("GET /api/requests/abc.def/ failed", "GET /api/requests/… failed"),
        ("see https://x.example/?request=abc", "see https://x.example/?…"),
        ("why?", "why?"),
        ("a" * 600, "a" * 500 + "…"),
    ],
)
def test_what_of_a_message_is_logged(text, expected):
    assert redact_text(text) == expected
