"""Headers of real gunicorn and real nginx: the same, whichever serves the page."""

import time

import pytest
from with_postgres import free_port

from tests.support.nginx_server import (
    ADMIN_PATH,
    DIST,
    OVER_TLS,
    SIGN_IN_ORIGINS,
    built_page,
    nginx,
)
from tests.support.serving import gunicorn

# One after the other: they share servers.
pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

COMPARED = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-DNS-Prefetch-Control",
    "X-Frame-Options",
)


@pytest.fixture(scope="module")
def backend(tmp_path_factory):
    built_page()
    with gunicorn(
        tmp_path_factory.mktemp("gunicorn"),
        NUM_PROXIES="1",
        SIGN_IN_ORIGINS=SIGN_IN_ORIGINS,
        ADMIN_PATH=ADMIN_PATH,
    ) as server:
        server.headers = OVER_TLS
        yield server


@pytest.fixture(scope="module")
def front(backend, tmp_path_factory):
    with nginx(tmp_path_factory.mktemp("nginx"), f"127.0.0.1:{backend.port}") as server:
        yield server


def directives(policy):
    """Return a policy's directives and sources regardless of their order."""
    parts = [part.split() for part in (policy or "").split(";") if part.strip()]
    assert len({name for name, *_ in parts}) == len(parts)
    return {name: sorted(sources) for name, *sources in parts}


def compared(answer):
    headers = {name: answer.header(name) for name in COMPARED}
    return {**headers, COMPARED[0]: directives(headers[COMPARED[0]])}


def script_path():
    return f"/assets/{next((DIST / 'assets').glob('*.js')).name}"


def style_path():
    return f"/assets/{next((DIST / 'assets').glob('*.css')).name}"


PATHS = {
    "page": lambda: "/",
    "page with a tab": lambda: "/?tab=tickets",
    "script": script_path,
    "style": style_path,
    "picture": lambda: "/icon.svg",
    "list": lambda: "/api/tickets/",
    "unknown in the API": lambda: "/api/nothing/",
    "API without slash": lambda: "/api/tickets",
    "docs": lambda: "/api/docs/",
    "admin": lambda: "/back-office/login/?next=/back-office/",
    "probe": lambda: "/healthz",
}


STATUSES = {
    "list": (401, 403),
    "admin": (302,),
    "unknown in the API": (404,),
    "API without slash": (308,),
}


@pytest.mark.parametrize("name", PATHS)
def test_both_send_the_same(backend, front, name):
    path = PATHS[name]()
    direct, through = backend.ask(path), front.ask(path)
    assert direct.status == through.status
    assert direct.status in STATUSES.get(name, (200,))
    assert compared(direct) == compared(through)
    assert all(direct.header(header) for header in COMPARED)


@pytest.mark.parametrize("name", ["page", "script", "style"])
def test_both_send_the_same_compressed(backend, front, name):
    path = PATHS[name]()
    sizes = []
    for coding in ("br", "gzip"):
        direct, through = (server.ask(path, Accept_Encoding=coding) for server in (backend, front))
        assert direct.header("Content-Encoding") == through.header("Content-Encoding") == coding
        assert direct.header("Vary") == through.header("Vary") == "Accept-Encoding"
        assert direct.body == through.body
        sizes.append(len(direct.body))
    assert sizes[0] < sizes[1]


@pytest.mark.parametrize("name", ["page", "page with a tab", "script", "picture"])
def test_a_page_that_is_asked_for_again_keeps_its_policy(backend, front, name):
    """The headers of a 304 replace those that the browser has cached."""
    path = PATHS[name]()
    for server in (backend, front):
        first = server.ask(path)
        since = {"If_Modified_Since": first.header("Last-Modified")}
        if tag := first.header("ETag"):
            since["If_None_Match"] = tag
        again = server.ask(path, **since)
        assert again.status == 304
        kept = first.header("Content-Security-Policy")
        assert again.header("Content-Security-Policy") in (
            (kept,) if "page" in name else (kept, None)
        )


def test_the_page_may_run_its_own_scripts_and_no_other(front, backend):
    for server in (backend, front):
        policy = directives(server.ask("/").header("Content-Security-Policy"))
        assert policy["default-src"] == ["'none'"]
        assert policy["frame-ancestors"] == ["'none'"]
        assert policy["style-src"] == ["'self'"]
        assert policy["form-action"] == sorted(["'self'", *SIGN_IN_ORIGINS.split()])
        hashes = [source for source in policy["script-src"] if source != "'self'"]
        assert hashes
        assert all(source.startswith("'sha256-") for source in hashes)


@pytest.mark.parametrize("name", PATHS)
def test_nothing_is_unsafe(front, name):
    policy = front.ask(PATHS[name]()).header("Content-Security-Policy")
    assert policy is not None
    assert "unsafe" not in policy
    assert "*" not in policy


def test_what_nginx_answers_itself_has_the_headers_too(front):
    too_large = front.ask("/api/tickets/", "POST", b"x" * 300_000)
    assert too_large.status == 413
    missing = front.ask("/nothing-here")
    assert missing.status == 404
    for answer in (too_large, missing):
        assert all(answer.header(header) for header in COMPARED)


def test_without_a_backend_the_api_says_so_and_has_the_headers(tmp_path):
    with nginx(tmp_path, f"127.0.0.1:{free_port()}") as alone:
        answer = alone.ask("/api/requests/tok-3n-secret/?search=my+words")
        assert (answer.status, answer.header("Retry-After")) == (503, "5")
        assert answer.header("Content-Type") == "application/json"
        assert all(answer.header(header) for header in COMPARED)
        assert alone.ask("/").status == 200
        time.sleep(0.2)
        for name in ("access.log", "error.log"):
            assert "tok-3n-secret" not in (alone.log.parent / name).read_text()


def test_hsts_is_sent_over_tls_only_and_never_for_this_machine(front, backend):
    for server in (front, backend):
        over_http = server.ask("/", X_Forwarded_Proto="http")
        assert over_http.header("Strict-Transport-Security") is None
        assert server.ask("/").header("Strict-Transport-Security") == "max-age=31536000"
    assert front.ask("/", Host="localhost:3000").header("Strict-Transport-Security") is None


def test_http_is_sent_on_to_https_and_probes_are_answered(backend):
    answer = backend.ask("/api/tickets/", X_Forwarded_Proto="http")
    assert answer.status == 301
    assert answer.header("Location") == "https://help.example.com/api/tickets/"
    assert backend.ask("/healthz", X_Forwarded_Proto="http").status == 200


def test_cookies_are_for_this_host_over_tls_only(front):
    sent = [
        value for name, value in front.ask("/api/csrf/").headers if name.lower() == "set-cookie"
    ]
    assert len(sent) == 1
    assert sent[0].startswith("__Host-csrftoken_")
    assert "Secure" in sent[0]
    assert "SameSite=Lax" in sent[0]


def test_the_admin_is_only_where_it_was_put(front):
    assert front.ask("/admin/login/").status == 404
    assert front.ask("/back-office/login/").status == 302


def test_nginx_names_the_request_and_hides_what_was_asked(front, backend):
    answer = front.ask("/api/requests/tok-3n-secret/?search=my+words")
    request_id = answer.header("X-Request-ID")
    assert request_id
    time.sleep(0.2)
    logged = front.log.read_text()
    assert request_id in logged
    assert request_id in backend.log.read_text()
    for log in (logged, backend.log.read_text(), (front.log.parent / "error.log").read_text()):
        assert "tok-3n-secret" not in log
        assert "words" not in log
