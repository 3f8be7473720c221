"""Requests as real clients and the proxies before us send them, at real gunicorn and real nginx."""

import gzip
import json
import socket

import pytest

# One after the other: they share servers.
pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

LIST = "/api/tickets/"
TICKET = {"title": "Grüße", "description": "b", "category": "billing", "priority": "high"}
BODY = json.dumps(TICKET, ensure_ascii=False).encode()
JSON = {"Content_Type": "application/json"}


def cookies(length):
    """Return so many bytes of cookies, as those of other products on the same domain."""
    name = "sso_session_chunk_1="
    return name + "x" * (length - len(name))


@pytest.mark.parametrize("length", [9_000, 16_000, 32_000])
@pytest.mark.parametrize("path", [LIST, "/", "/healthz", "/static/admin/css/base.css"])
def test_many_cookies_are_taken(server, length, path):
    answer = server.ask(path, Cookie=cookies(length))
    assert answer.status == 200, answer.body[:200]


def test_a_ticket_is_sent_with_many_cookies(server):
    answer = server.ask(LIST, "POST", BODY, **JSON, Cookie=cookies(30_000))
    assert answer.status == 201
    assert json.loads(answer.body)["title"] == "Grüße"


@pytest.mark.parametrize("length", [33_000, 60_000, 120_000])
def test_too_many_cookies_are_told_in_words(server, length):
    answer = server.ask(LIST, Cookie=cookies(length))
    assert answer.status == 431
    assert answer.header("Content-Type") == "application/json"
    assert "cookies" in json.loads(answer.body)["detail"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_json_with_a_byte_order_mark_is_taken(server, encoding):
    body = BODY.decode().encode(encoding)
    answer = server.ask(LIST, "POST", body, Content_Type=f"application/json; charset={encoding}")
    assert answer.status == 201
    assert json.loads(answer.body)["title"] == "Grüße"


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json;charset=UTF-8", 201),
        ('application/json; charset="utf8"', 201),
        ("Application/JSON", 201),
        ("text/json", 201),
        ("application/vnd.example.v1+json", 201),
        ("application/json; odata=verbose", 201),
        ("application/json; charset=nonsense", 201),
        ("application/x-www-form-urlencoded", 415),
        ("text/plain", 415),
        ("", 415),
        ("json", 415),
        (",,;=", 415),
    ],
)
def test_names_of_json(server, content_type, status):
    answer = server.ask(LIST, "POST", BODY, Content_Type=content_type)
    assert answer.status == status, answer.body
    assert status == 201 or json.loads(answer.body)["detail"]


def test_a_body_without_a_type_is_told(server):
    answer = server.ask(LIST, "POST", BODY)
    assert answer.status == 415


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "br", "deflate, gzip", "aws-chunked"])
def test_a_compressed_body_is_told(server, coding):
    answer = server.ask(LIST, "POST", gzip.compress(BODY), **JSON, Content_Encoding=coding)
    assert answer.status == 415
    assert "compressed" in json.loads(answer.body)["detail"]
    assert server.ask(LIST, "POST", BODY, **JSON, Content_Encoding="identity").status == 201


@pytest.mark.parametrize("tag", ['"1-gzip"', '"1;gzip"', '"1--gzip"', 'W/"1"', "1"])
def test_a_version_is_known_again_behind_a_proxy(server, tag):
    made = json.loads(server.ask(LIST, "POST", BODY, **JSON).body)
    path = f"{LIST}{made['id']}/"
    change = b'{"status": "closed"}'
    assert server.ask(path, "PATCH", change, **JSON, If_Match=tag).status == 200
    assert server.ask(path, "PATCH", change, **JSON, If_Match=tag).status == 412


@pytest.mark.parametrize(
    "value",
    ["Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln", "Basic YWRtaW46c2VjcmV0", "Negotiate YIIJvw=="],
)
def test_a_proxys_credentials_are_not_ours(server, value):
    assert server.ask(LIST, Authorization=value).status == 200
    assert server.ask(LIST, "POST", BODY, **JSON, Authorization=value).status == 201
    assert server.ask(LIST, Authorization=f"Bearer tf_{'0' * 64}").status == 401


def raw(server, data):
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(data)
        answer = b""
        while part := connection.recv(65_536):
            answer += part
    return answer


HEAD = b"Host: help.example.com\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n"


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /api/tickets/ HTTP/1.0", 200),
        (b"GET http://help.example.com/api/tickets/ HTTP/1.1", 200),
        (b"GET /api/tickets/?search=two+words%20and HTTP/1.1", 200),
        (b"GET /api/tickets/?search=%00 HTTP/1.1", 200),
        (b"GET /api/tickets/?requester=%00 HTTP/1.1", 200),
        (b"GET /api/tickets/?cursor=%00 HTTP/1.1", 400),
        (b"GET /api/tickets/?search=%ff%fe HTTP/1.1", 200),
        (b"GET /api/tickets/%00/ HTTP/1.1", 404),
        (b"GET /api/tickets/%e2%82%ac/ HTTP/1.1", 404),
        (b"GET /api/requests/%00%ff/ HTTP/1.1", 404),
        (b"GET /api/requests/%ed%a0%bd/ HTTP/1.1", 404),
        (b"GET /%00 HTTP/1.1", 404),
        (b"get /api/tickets/ HTTP/1.1", 400),
        (b"POST /api/tickets HTTP/1.1", 308),
    ],
)
def test_request_lines(backend, request_line, status):
    answer = raw(backend, request_line + b"\r\n" + HEAD + b"\r\n")
    assert int(answer.split(b" ")[1]) == status, answer[:300]


@pytest.mark.parametrize(
    "headers",
    [
        b"Cookie: a=b\r\nCookie: c=d\r\n",
        b"Accept: text/html,*/*;q=0.8\r\n",
        b"X-Request-ID: a\r\nX-Request-ID: b\r\n",
        b'If-None-Match: "a"\r\nIf-None-Match: W/"b"\r\n',
        b"Authorization: Basic YTpi\r\nAuthorization: Bearer eyJ.e30.c2ln\r\n",
        b"X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-For: 10.0.0.2\r\n",
        b"Cookie: sessionid=\xff\xfe; csrftoken=\x80\r\n",
        b"Connection: close, TE\r\nTE: trailers\r\n",
    ],
)
def test_headers_given_twice_or_oddly(backend, headers):
    answer = raw(backend, b"GET /api/tickets/ HTTP/1.1\r\n" + headers + HEAD + b"\r\n")
    assert int(answer.split(b" ")[1]) == 200, answer[:300]


def test_an_empty_change_changes_nothing(server):
    made = json.loads(server.ask(LIST, "POST", BODY, **JSON).body)
    for body in (b"", b"{}"):
        answer = server.ask(f"{LIST}{made['id']}/", "PATCH", body, **JSON)
        assert (answer.status, json.loads(answer.body)["version"]) == (200, 1)
