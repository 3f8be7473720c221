"""The way to us through the proxies: what arrives of a request that was sent to our address."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from core.installation.asking import Answer, Asker, CannotAskError
from core.installation.findings import Finding, Subject
from core.installation.request_report import COOKIE, HEADER, PATH, make_token

subject = Subject("Proxy")
# An address for documentation, which no client has.
FALSE_ADDRESS = "192.0.2.1"
# The longest descriptions and the most cookies that are to be expected.
BODY_BYTES = 250_000
COOKIE_BYTES = 3_000
DEFAULT_PORTS = {"http": 80, "https": 443}
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True)
class Report:
    """The product's report of one request; None and the answer's status if it did not get it."""

    status: int
    seen: dict[str, Any] | None
    location: str = ""


def check(asker: Asker) -> Iterator[Finding]:
    try:
        report = fetch(asker, "GET", {"Cookie": f"{COOKIE}={'x' * COOKIE_BYTES}"})
        if report.seen is None:
            yield subject.problem(explain_silence(asker, report))
            return
        yield from check_host(asker, report.seen)
        yield check_scheme(asker, report.seen)
        yield from check_addresses(asker, report.seen)
        yield check_cookies(report.seen)
        if report.seen["authorization"]:
            yield subject.warning(
                f"it adds a header Authorization ({report.seen['authorization']}) of its own, in "
                "place of those of programs: let it pass theirs on"
            )
        yield check_body(fetch(asker, "POST", {}, b"x" * BODY_BYTES))
        yield from check_methods(asker)
    except CannotAskError as error:
        yield subject.problem(str(error))


def fetch(asker: Asker, method: str, headers: dict[str, str], body: bytes | None = None) -> Report:
    """Ask for a report, with a new token, as each is good once."""
    url = f"{asker.url.rstrip('/')}{PATH}"
    answer = asker.ask(method, url, {HEADER: make_token(), **headers}, body)
    return Report(answer.status, read(answer), answer.headers.get("Location", ""))


def read(answer: Answer) -> dict[str, Any] | None:
    try:
        seen = json.loads(answer.body) if answer.status == 200 else None
    except ValueError:
        return None
    return seen if isinstance(seen, dict) and "client_address" in seen else None


def explain_silence(asker: Asker, report: Report) -> str:
    if report.status in REDIRECTS:
        return f"{asker.url} redirects to {report.location}: name the address that it leads to"
    if report.status == 431:
        return "it refuses 3 kB of cookies: let it take headers of 32 kB"
    if report.status in (502, 503, 504):
        return (
            f"{asker.url} is answered {report.status}: start TicketFlow where the proxy expects it"
        )
    return (
        f"{asker.url} is answered {report.status}, not by this installation: let the proxy pass "
        "/api/ on unchanged, and use the same DJANGO_SECRET_KEY, release and database here as there"
    )


def check_host(asker: Asker, seen: dict[str, Any]) -> Iterator[Finding]:
    parts = urlsplit(asker.url)
    wanted = (parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme])
    got = urlsplit(f"//{seen['host']}")
    try:
        arrived = ((got.hostname or ""), got.port or DEFAULT_PORTS[parts.scheme])
    except ValueError:
        arrived = ("", 0)
    if arrived != wanted:
        yield subject.problem(
            f"Host arrives as {seen['host']} instead of {parts.netloc}, so sign-in is refused: let "
            "the proxy pass it on with its port (nginx: proxy_set_header Host $http_host)"
        )
    elif not seen["host_allowed"]:
        yield subject.problem(f"{parts.hostname} is not served: name it in ALLOWED_HOSTS")
    else:
        yield subject.ok(f"Host arrives as {seen['host']}")


def check_scheme(asker: Asker, seen: dict[str, Any]) -> Finding:
    scheme = urlsplit(asker.url).scheme
    if seen["scheme"] != scheme:
        told = seen["forwarded_proto"]
        remedy = (
            "set NUM_PROXIES to the number of proxies in front"
            if told == scheme and not settings.REST_FRAMEWORK["NUM_PROXIES"]
            else f"let the proxy set X-Forwarded-Proto itself (it arrives as “{told}”)"
        )
        return subject.problem(f"{scheme} arrives as {seen['scheme']}: {remedy}")
    if scheme == "http" and settings.HTTPS_ONLY:
        return subject.problem(
            "with HTTPS_ONLY nobody signs in over http: put TLS in front, or set HTTPS_ONLY=False"
        )
    return subject.ok(f"{scheme} arrives as such")


def check_addresses(asker: Asker, seen: dict[str, Any]) -> Iterator[Finding]:
    named, trusted = len(seen["forwarded_for"]), settings.REST_FRAMEWORK["NUM_PROXIES"]
    if named != trusted:
        yield subject.problem(
            f"requests come through {named} proxies that name the client, and NUM_PROXIES is "
            f"{trusted}, so limits count the wrong address: set NUM_PROXIES={named}"
            if named
            else f"no proxy names the client in X-Forwarded-For, and NUM_PROXIES is {trusted}, so "
            "clients can choose their address: let the proxy set it, or set NUM_PROXIES=0"
        )
        return
    scheme = urlsplit(asker.url).scheme
    other = "http" if scheme == "https" else "https"
    false = {"X-Forwarded-For": FALSE_ADDRESS, "X-Forwarded-Proto": other}
    lied = fetch(asker, "GET", false).seen
    if lied is None:
        yield subject.ok(f"our address arrives as {seen['client_address']}")
    elif lied["client_address"] == FALSE_ADDRESS:
        yield subject.problem(
            "clients can choose their own address: let the proxy replace X-Forwarded-For or add to "
            "it, and set NUM_PROXIES to the number of proxies that do"
        )
    elif lied["scheme"] != scheme:
        yield subject.warning(
            "clients can choose the scheme: let the proxy set X-Forwarded-Proto itself"
        )
    else:
        yield subject.ok(
            f"our address arrives as {seen['client_address']}, and no other that is claimed"
        )


def check_cookies(seen: dict[str, Any]) -> Finding:
    if seen["cookie_length"] != COOKIE_BYTES:
        return subject.problem("cookies do not arrive: let the proxy pass on the header Cookie")
    return subject.ok("cookies arrive")


def check_body(report: Report) -> Finding:
    if report.seen is None or report.seen["body_length"] != BODY_BYTES:
        return subject.problem(
            f"a body of {BODY_BYTES // 1000} kB is answered {report.status}: let the proxy take "
            "1 MB (nginx: client_max_body_size 1m)"
        )
    return subject.ok(f"a body of {BODY_BYTES // 1000} kB arrives")


def check_methods(asker: Asker) -> Iterator[Finding]:
    for method in ("PUT", "PATCH", "DELETE"):
        report = fetch(asker, method, {})
        if report.seen is None or report.seen["method"] != method:
            yield subject.problem(
                f"{method} is answered {report.status}: let the proxy pass this method on"
            )
