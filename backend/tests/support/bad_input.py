"""Bad requests, grouped by the part that is wrong, each with the expected answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LIST = "/api/tickets/"
# `{id}` stands for the id of an existing ticket.
ONE = "/api/tickets/{id}/"
BULK = "/api/tickets/bulk/"
CLASSIFY = "/api/tickets/classify/"
STATS = "/api/tickets/stats/"
COUNTS = "/api/tickets/counts/"

TICKET = {
    "title": "Charged twice",
    "description": "My card was charged twice in March.",
    "category": "billing",
    "priority": "high",
}
JSON = "application/json"


@dataclass(frozen=True)
class BadRequest:
    """A request, the expected status, and the only member of the expected body.

    Without `about` any JSON will do.
    """

    name: str
    method: str
    path: str
    status: int = 400
    about: str = "detail"
    body: bytes = b""
    type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.path}: {self.name}"


def ticket(**values: Any) -> bytes:
    return json.dumps({**TICKET, **values}).encode()


UNREADABLE = {
    "nothing": b"",
    "a NUL as it is": b'{"title": "a\0b"}',
    "a NUL between": b'{"title":\0 "a"}',
    "a byte that is no UTF-8": b'{"title": "\xff"}',
    "an overlong slash": b'{"title": "\xc0\xaf"}',
    "half a character in UTF-8": b'{"title": "\xed\xa0\x80"}',
    "half of UTF-16": json.dumps(TICKET).encode("utf-16")[:-1],
    "Latin-1": '{"title": "\u00fc"}'.encode("latin-1"),
    "a byte order mark alone": b"\xef\xbb\xbf",
    "lists, 10,000 deep": b"[" * 10_000 + b"]" * 10_000,
    "objects, 10,000 deep": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "lists, 11 deep, in a field": b'{"title": ' + b"[" * 10 + b"]" * 10 + b"}",
    "a list that does not end": b"[" * 60_000,
    "a number that is none": b'{"title": NaN}',
    "a number without end": b'{"title": -Infinity}',
    "a number of 5,000 digits": b'{"title": ' + b"9" * 5_000 + b"}",
    "a name twice": b'{"title": "a", "title": "b"}',
    "a name twice, once as an escape": b'{"title": "a", "t\\u0069tle": "b"}',
    "a comma too many": b'{"title": "a",}',
    "something after the end": b'{"title": "a"} {"title": "b"}',
    "single quotes": b"{'title': 'a'}",
    "a comment": b'{"title": "a" /* b */}',
    "a form": b"title=a&description=b",
    "YAML": b"title: !!python/object/apply:os.system [id]",
    "pickle": b"\x80\x04\x95\x0b\x00\x00\x00\x00\x00\x00\x00}\x94\x8c\x01a\x94K\x01s.",
}
NOT_AN_OBJECT = {
    "null": b"null",
    "a list": b"[]",
    "a list of tickets": f"[{json.dumps(TICKET)}]".encode(),
    "a number": b"12345678901234567890123",
    "a text": b'"title"',
    "true": b"true",
}
NOT_A_TEXT = {
    "a number beyond 64 bits": 2**64,
    "a fraction": 1.5,
    "null": None,
    "true": True,
    "a list": ["a"],
    "an object": {"$ne": ""},
    "nothing": "",
    "white space": " \t\r\n\u00a0\u2003",
    "what nobody sees": "\u200b\u200e\u202e\ufeff",
    "a NUL": "\0",
    "a colour of a terminal": "\x1b[31m\x1b[0m",
    "fillers": "\u3164\u2800\ufe0f\U000e0041\u2065",
}
NOT_A_CHOICE = {
    "a number": 1,
    "a list": ["billing"],
    "an object": {"billing": True},
    "in capitals": "BILLING",
    "with a space": "billing ",
    "one of JavaScript's own": "__proto__",
    "with a NUL": "billing\0",
    "SQL": "billing' OR '1'='1",
    "long": "b" * 10_000,
}
NOT_A_NUMBER = {
    "0": 0,
    "-1": -1,
    "a fraction": 1.5,
    "beyond 64 bits": 2**64,
    "a number of 4,000 digits": int("9" * 4_000),
    "an object": {"$gt": 0},
    "null": None,
    "a list": [1],
}
BAD_TICKET_IDS = (
    "0",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
    "9" * 19,
    "9" * 200,
    "-1",
    "1e0",
    "0x1",
    "1.0",
    "+1",
    "%201",
    "\u0661",
    "\uff11",
    "1%00",
    "1%0a",
    "1%0d%0aX-Made-Up:%201",
    "1'--",
    "1%20OR%201=1",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e",
    "null",
    "undefined",
    "__proto__",
)
BAD_CURSORS = (
    "0",
    "a",
    "null",
    "%00",
    "%ff",
    "%0d%0aX-Made-Up:%201",
    "e30",
    "e30:1abc:def",
    "WyIiXQ==",
    "'%20OR%20'1'='1",
    "a" * 3_000,
    "..%2f",
    "{}",
    "%F0%9F%98%80",
)
BAD_PAGE_SIZES = ("0", "-1", "201", "1e2", "1.5", "10%00", "\u0661\u0660", "9" * 300, "a", "%ff")
BAD_DAYS = ("0", "-7", "1.5", "9" * 300, "a", "7%00", "1e1", "%ff", "NaN")
# By description: the parameter, and its value.
BAD_QUERIES = {
    "an unknown ordering": ("ordering", "password"),
    "an ordering by a relation": ("ordering", "classification__excerpt"),
    "an ordering with SQL": ("ordering", "created_at;DROP%20TABLE%20tickets_ticket"),
    "two orderings": ("ordering", "created_at,-id"),
    "an unknown status": ("status", "done"),
    "a status with a NUL": ("status", "open%00"),
    "a status of SQL": ("status", "open')%20OR%201=1--"),
    "a priority in capitals": ("priority", "HIGH"),
    "a category that is none": ("category", "%F0%9F%98%80"),
}


def bodies() -> list[BadRequest]:
    """Return bad bodies for all operations that take one."""
    senders = (("POST", LIST), ("PATCH", ONE), ("PUT", ONE), ("POST", BULK), ("POST", CLASSIFY))
    types = ("application/xml", "text/plain", "multipart/form-data; boundary=x", "text/html")
    cases = []
    for method, path in senders:
        cases += [
            # An empty body counts as an empty object.
            BadRequest(name, method, path, body=body)
            for name, body in UNREADABLE.items()
            if body
        ]
        cases += [
            BadRequest(name, method, path, about="", body=body)
            for name, body in NOT_AN_OBJECT.items()
        ]
        cases += [
            BadRequest(f"as {kind}", method, path, 415, body=ticket(), type=kind) for kind in types
        ]
        cases.append(BadRequest("10 MB", method, path, 413, body=b" " * 10_000_000))
    return cases


def fields() -> list[BadRequest]:
    """Return bad values of a ticket's fields."""
    cases = []
    for method, path in (("POST", LIST), ("PATCH", ONE)):
        for name in ("title", "description"):
            cases += [
                BadRequest(
                    f"{name}: {what}", method, path, about=name, body=ticket(**{name: value})
                )
                for what, value in NOT_A_TEXT.items()
            ]
        for name in ("category", "priority", "status"):
            cases += [
                BadRequest(
                    f"{name}: {what}", method, path, about=name, body=ticket(**{name: value})
                )
                for what, value in NOT_A_CHOICE.items()
            ]
        cases += [
            BadRequest("a title of 201", method, path, about="title", body=ticket(title="a" * 201)),
            BadRequest(
                "a description of 20,001",
                method,
                path,
                about="description",
                body=ticket(description="\u00e9" * 20_001),
            ),
            BadRequest(
                "a name of 101",
                method,
                path,
                about="requester_name",
                body=ticket(requester_name="a" * 101),
            ),
        ]
        cases += [
            BadRequest(
                f"an address: {address!r}",
                method,
                path,
                about="requester_email",
                body=ticket(requester_email=address),
            )
            for address in (
                "a",
                "a@b",
                "a@b.com, c@d.com",
                "a@b.com\r\nBcc: c@d.com",
                "a@b.com%0aBcc:c@d.com",
                "<a@b.com>",
                '"a b"@b.com',
                "a@[127.0.0.1]",
                "a\u202e@b.com",
                f"{'a' * 65}@b.com",
                f"a@{'b' * 250}.com",
                ["a@b.com"],
            )
        ]
    return cases


def operations() -> list[BadRequest]:
    """Return bad bulk changes."""

    def change(**values: Any) -> bytes:
        return json.dumps(
            {"operations": [{"ids": [1], "set": {"status": "closed"}, **values}]}
        ).encode()

    cases = [
        BadRequest(f"the id {name}", "POST", BULK, about="operations", body=change(ids=[value]))
        for name, value in NOT_A_NUMBER.items()
    ]
    cases += [
        BadRequest(name, "POST", BULK, about="operations", body=body)
        for name, body in {
            "no operations": b"{}",
            "an object for a list": b'{"operations": {"0": {}}}',
            "a text for a list": b'{"operations": "all"}',
            "changes that are none": change(set={}),
            "a field that is not to be changed so": change(set={"id": 2}),
            "a member that is unknown": change(all=True),
            "an unknown word": change(set={"status": "done"}),
        }.items()
    ]
    return cases


def ticket_ids() -> list[BadRequest]:
    """Return bad ticket ids in paths."""
    return [
        BadRequest(ticket_id[:30], method, f"{LIST}{ticket_id}/{rest}", 404, body=body)
        for ticket_id in BAD_TICKET_IDS
        for method, rest, body in (
            ("GET", "", b""),
            ("PATCH", "", b'{"status": "closed"}'),
            ("DELETE", "", b""),
            ("GET", "history/", b""),
            ("POST", "link/", b""),
        )
    ]


def queries() -> list[BadRequest]:
    """Return bad query strings."""
    cases = [
        BadRequest(name, "GET", f"{LIST}?{parameter}={value}", about=parameter)
        for name, (parameter, value) in BAD_QUERIES.items()
    ]
    for parameter, values in {
        "cursor": BAD_CURSORS,
        "page_size": BAD_PAGE_SIZES,
        "created_within": BAD_DAYS,
        "resolved_within": BAD_DAYS,
        "first_response_within": BAD_DAYS,
        "assigned_within": BAD_DAYS,
        "answered_within": BAD_DAYS,
        "older_than": BAD_DAYS,
    }.items():
        cases += [
            BadRequest(value[:30], "GET", f"{LIST}?{parameter}={value}", about=parameter)
            for value in values
        ]
    cases += [
        BadRequest("given twice", "GET", f"{path}?{name}=&{name}=", about=name)
        for path, name in (
            (LIST, "search"),
            (LIST, "cursor"),
            (LIST, "page_size"),
            (LIST, "ordering"),
            (COUNTS, "search"),
            (COUNTS, "created_within"),
            (STATS, "period"),
        )
    ]
    cases += [
        BadRequest("an unknown period", "GET", f"{STATS}?period=1d", about="period"),
        BadRequest("a period with a NUL", "GET", f"{STATS}?period=7d%00", about="period"),
        BadRequest("121 parameters", "GET", f"{LIST}?{'&'.join(['a=1'] * 121)}"),
        BadRequest("a long query", "GET", f"{LIST}?a={'b' * 4_000}", 414),
    ]
    return cases


def headers() -> list[BadRequest]:
    """Return bad headers, except those that no server lets through."""
    tokens = (
        "Bearer",
        "Bearer tf_a b",
        "Bearer tf_" + "a" * 5_000,
        "bearer tf_'OR/**/1=1",
        "Bearer tf_\u00ff",
    )
    cases = [
        BadRequest(
            f"{token[:20]!r}", method, path, 401, headers={"Authorization": token}, body=body
        )
        for token in tokens
        for method, path, body in (("GET", LIST, b""), ("POST", LIST, ticket()), ("GET", ONE, b""))
    ]
    cases += [
        BadRequest(
            f"the key {key[:20]!r}",
            "POST",
            LIST,
            about="Idempotency-Key",
            headers={"Idempotency-Key": key},
            body=ticket(),
        )
        for key in ("", "a b", "a\tb", "\u00e4", "a" * 256)
    ]
    cases += [
        BadRequest(
            f"the version {tag[:20]!r}", method, ONE, 412, headers={"If-Match": tag}, body=body
        )
        for tag in ('"0"', '"-1"', '"' + "9" * 400 + '"', "0", "W/", '"1', "\u00ff", '"a", "b"')
        for method, body in (("PATCH", b'{"status": "closed"}'), ("DELETE", b""))
    ]
    cases += [
        BadRequest(f"accepts {kind}", "GET", LIST, 406, headers={"Accept": kind})
        for kind in ("application/xml", "text/csv", "image/*")
    ]
    cases += [
        BadRequest("a method of its own", method, path, 405)
        for method in ("TRACE", "PROPFIND", "FOO", "DELETE")
        for path in (LIST, STATS, BULK, CLASSIFY)
    ]
    return cases


BAD_REQUESTS = {
    group.__name__: group() for group in (bodies, fields, operations, ticket_ids, queries, headers)
}
