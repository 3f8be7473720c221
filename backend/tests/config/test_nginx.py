"""Real nginx with our configuration: compression, proxying and time-outs."""

import gzip
import json
import re
import socket
import threading
import time

import pytest
from servers_for_tests import NGINX
from with_postgres import free_port

from tests.support.nginx_server import DIST, configuration, nginx, running
from tests.support.recording_backend import recording_backend

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

IMMUTABLE = "public, max-age=31536000, immutable"
REQUEST_ID = "0123456789abcdef0123456789abcdef"


def asset(suffix):
    return (
        f"/assets/{max((DIST / 'assets').glob(f'*.{suffix}'), key=lambda f: f.stat().st_size).name}"
    )


@pytest.fixture(scope="module")
def seen():
    with recording_backend() as backend:
        yield backend


@pytest.fixture(scope="module")
def front(seen, tmp_path_factory):
    with nginx(tmp_path_factory.mktemp("nginx"), seen.address) as server:
        yield server


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    with nginx(tmp_path_factory.mktemp("nginx"), f"127.0.0.1:{free_port()}") as server:
        yield server


FILES = {
    "/": ("index.html", "text/html", "no-cache"),
    "/icon.svg": ("icon.svg", "image/svg+xml", "no-cache"),
    "script": (None, "text/javascript", IMMUTABLE),
    "style": (None, "text/css", IMMUTABLE),
}


def file_of(name):
    kinds = {"script": "js", "style": "css"}
    path = asset(kinds[name]) if name in kinds else name
    return path, DIST / (FILES[name][0] or path.removeprefix("/"))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("BR", "br"),
        ("gzip, br;q=0.5", "br"),
        ("gzip;q=1.0,br;q=1", "br"),
        ("gzip, deflate", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("gzip, br; q=0.000", "gzip"),
        ("brotli, gzip", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_what_was_built_is_sent_compressed_as_it_lies_there(front, name, accepted, coding):
    path, file = file_of(name)
    answer = front.ask(path, Accept_Encoding=accepted)
    assert answer.status == 200
    assert answer.header("Content-Encoding") == coding
    assert answer.header("Content-Type") == FILES[name][1]
    assert answer.header("Cache-Control") == FILES[name][2]
    assert answer.header("Vary") == "Accept-Encoding"
    copies = {"br": f"{file}.br", "gzip": f"{file}.gz", None: file}
    with open(copies[coding], "rb") as copy:  # noqa: PTH123 - a path or a text
        assert answer.body == copy.read()


def test_every_text_that_was_built_has_both_copies():
    texts = [file for file in DIST.rglob("*") if file.suffix in (".css", ".html", ".js", ".svg")]
    assert len(texts) > 20
    for file in texts:
        assert gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes()) == file.read_bytes()
        assert file.with_name(f"{file.name}.br").stat().st_size > 0


def test_what_has_not_changed_is_not_sent_again_in_either_form(front):
    tags = set()
    for accepted in ("br", "gzip", "identity"):
        first = front.ask(asset("js"), Accept_Encoding=accepted)
        since = {"If_None_Match": first.header("ETag"), "Accept_Encoding": accepted}
        again = front.ask(asset("js"), **since)
        assert again.status == 304
        assert again.header("Content-Encoding") is None
        assert again.header("Cache-Control") == IMMUTABLE
        tags.add(first.header("ETag"))
    assert len(tags) >= 2


@pytest.mark.parametrize("path", ["/nothing.js", "/assets/nothing.css", "/assets/../nginx.conf"])
def test_what_is_not_there_is_not_found_in_any_coding(front, path):
    for accepted in ("br", "gzip"):
        answer = front.ask(path, Accept_Encoding=accepted)
        assert answer.status == 404
        assert answer.header("Content-Encoding") in (None, "gzip")


def test_answers_of_the_backend_are_compressed_on_the_way(front):
    answer = front.ask("/api/nothing.js", Accept_Encoding="br, gzip")
    assert answer.header("Content-Encoding") == "gzip"
    assert json.loads(gzip.decompress(answer.body))["text"].startswith("xxx")


def test_the_backend_is_told_who_asks_and_by_which_name(front, seen):
    answer = front.ask(
        "/api/tickets/",
        Host="help.example.com:8443",
        X_Forwarded_For="192.0.2.7",
        X_Forwarded_Host="evil.example.com",
        X_Request_ID=REQUEST_ID,
    )
    got = seen.headers[-1]
    assert got["Host"] == "help.example.com:8443"
    assert got["X-Forwarded-Host"] == "help.example.com:8443"
    assert got["X-Forwarded-For"] == "192.0.2.7, 127.0.0.1"
    assert got["X-Forwarded-Proto"] == "https"
    assert re.fullmatch("[0-9a-f]{32}", got["X-Request-ID"])
    assert got["X-Request-ID"] == answer.header("X-Request-ID") != REQUEST_ID
    assert "Connection" not in got
    front.ask("/api/tickets/", X_Forwarded_Proto="javascript")
    assert seen.headers[-1]["X-Forwarded-Proto"] == "http"


def test_connections_to_the_backend_are_kept(front, seen):
    for _ in range(5):
        front.ask("/api/tickets/")
    assert len(set(seen.connections[-5:])) == 1


@pytest.mark.parametrize(
    ("path", "is_passed_on"),
    [("/back-office/", True), ("/back-office", True), ("/back-office.js", False)],
)
def test_the_admin_is_found_with_and_without_its_slash(front, seen, path, is_passed_on):
    asked = len(seen.headers)
    assert front.ask(path).status == (200 if is_passed_on else 404)
    assert len(seen.headers) == asked + is_passed_on


@pytest.mark.parametrize("path", ["/metrics", "/metrics/"])
def test_nobody_outside_sees_the_metrics(front, seen, path):
    asked = len(seen.headers)
    assert front.ask(path).status == 404
    assert len(seen.headers) == asked


def test_people_get_a_page_while_the_backend_is_away(alone):
    answer = alone.ask("/back-office/tickets/", "POST", b"a=b")
    assert (answer.status, answer.header("Retry-After")) == (503, "5")
    assert answer.header("Content-Type") == "text/html"
    assert b"Back in a moment" in answer.body
    assert "style-src 'self'" in (answer.header("Content-Security-Policy") or "")
    assert answer.header("Cache-Control") is None
    for link in re.findall(r'(?:href|src)="(/[^"]+)"', answer.body.decode()):
        assert alone.ask(link).status == 200
    assert alone.ask("/unavailable.html").status == 404


@pytest.mark.parametrize("path", ["/api/tickets/", "/readyz", "/healthz", "/static/x.css"])
def test_programs_get_a_line_while_the_backend_is_away(alone, path):
    answer = alone.ask(path)
    assert (answer.status, answer.header("Retry-After")) == (503, "5")
    assert "not available" in json.loads(answer.body)["detail"]


@pytest.fixture(scope="module")
def short_timeouts(seen, tmp_path_factory):
    """The same nginx with time-outs of one second."""
    program = NGINX.find()
    if program is None:
        pytest.skip("no nginx was found, and Debian's could not be unpacked")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    text, changed = re.subn(
        r"\b(client_header_timeout|client_body_timeout|proxy_read_timeout) \d+s;",
        r"\1 1s;",
        configuration(folder, port, seen.address),
    )
    assert changed == 3
    with running(program, folder, text, port) as server:
        yield server


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /api/tickets/ HTTP/1.1\r\nHost: a",
        b"POST /api/tickets/ HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{",
    ],
    ids=["header", "body"],
)
def test_who_sends_too_slowly_is_given_up(short_timeouts, seen, sent):
    asked = len(seen.methods)
    with socket.create_connection(("127.0.0.1", short_timeouts.port), timeout=10) as connection:
        started = time.monotonic()
        connection.sendall(sent)
        # It is reset, so that nothing is kept for it.
        with pytest.raises(ConnectionResetError):
            connection.recv(100)
        assert 0.5 < time.monotonic() - started < 5
    assert len(seen.methods) == asked


def test_a_backend_that_never_answers_is_given_up(short_timeouts, seen):
    seen.hold = threading.Event()
    try:
        answer = short_timeouts.ask("/api/tickets/")
    finally:
        seen.hold.set()
        seen.hold = None
    assert (answer.status, answer.header("Retry-After")) == (503, "5")
