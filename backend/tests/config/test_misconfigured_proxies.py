"""Real nginx in front, as operators get it wrong: what works, and what tells why it does not."""

import json
from http.cookies import SimpleCookie

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
    servers: dict[tuple[str, ...], object] = {}
    stack = []

    def product(**values):
        key = tuple(sorted(values.items()))
        if key not in servers:
            folder = tmp_path_factory.mktemp("gunicorn")
            context = gunicorn(folder, **{"NUM_PROXIES": "1", "HTTPS_ONLY": "False", **values})
            servers[key] = context.__enter__()
            stack.append(context)
            make_agents(folder, known=1)
        return servers[key]

    def ask(headers, accept="application/json", sent=None, **values):
        backend = product(**values)
        location = f"location / {{ {headers} proxy_pass http://127.0.0.1:{backend.port}; }}"
        with proxy(tmp_path_factory.mktemp("proxy"), location) as front:
            front.headers = {"Host": f"{NAME}:{PORT}"}
            given = front.ask("/api/csrf/")
            if given.status != 200:
                return given, backend
            name = json.loads(given.body)["csrf_cookie"]
            jar = SimpleCookie(given.header("Set-Cookie"))
            headers_sent = {
                "Content_Type": "application/json",
                "Cookie": f"{name}={jar[name].value}",
                "X_CSRFToken": jar[name].value,
                "Origin": ORIGIN,
                "Accept": accept,
                **(sent or {}),
            }
            body = json.dumps({"email": "known0@example.com", "password": PASSWORD}).encode()
            return front.ask(LOGIN, "POST", body, **headers_sent), backend

    yield ask
    for context in stack:
        context.__exit__(None, None, None)


PUBLIC = {"PUBLIC_URL": ORIGIN, "ALLOWED_HOSTS": "help.example.com"}
WITHOUT = {"ALLOWED_HOSTS": f"{NAME},localhost", "DEBUG": "True", "OPEN_ACCESS": "False"}


@pytest.mark.parametrize("wrong", [name for name in WRONG if name != "no host at all"])
def test_with_public_url_people_sign_in_whatever_the_proxy_loses(asked, wrong):
    answer, _ = asked(WRONG[wrong], **PUBLIC)
    assert answer.status == 200, answer.body


def test_a_name_that_is_not_ours_is_told(asked):
    answer, _ = asked(WRONG["no host at all"], **PUBLIC, sent={})
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
    answer, backend = asked(WRONG[wrong], **WITHOUT)
    body = json.loads(answer.body)
    assert (answer.status, body["code"]) == (403, "csrf_origin")
    assert ORIGIN in body["detail"]
    assert seen in body["detail"]
    assert setting in body["detail"]
    assert "PUBLIC_URL" in body["detail"]
    assert body["detail"] in backend.log.read_text().replace("\\u2019", "’")


def test_a_form_gets_a_page(asked):
    answer, _ = asked(WRONG["no scheme"], "text/html,application/xhtml+xml", **WITHOUT)
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
            answer, _ = asked(WRONG["as it should be"], accept, {"Origin": origin}, **values)
            assert answer.status == 403
            assert b"<script>" not in answer.body
            assert b"aaaaaaaaaa" not in answer.body
            assert len(answer.body) < 3_000


@pytest.mark.parametrize(
    "sign",
    [{"Sec_Fetch_Site": "none"}, {"Origin": f"https://{NAME}"}, {"X_Forwarded_Proto": "https"}],
)
@pytest.mark.parametrize("proxies", ["0", "1"])
def test_a_redirect_that_would_never_end_is_told_instead(tmp_path_factory, sign, proxies):
    folder = tmp_path_factory.mktemp("gunicorn")
    if proxies == "1" and "X_Forwarded_Proto" in sign:
        pytest.skip("this proxy says it")
    with gunicorn(
        folder, NUM_PROXIES=proxies, PUBLIC_URL=f"https://{NAME}", ALLOWED_HOSTS=""
    ) as server:
        for path in ("/", "/api/config/", "/admin/"):
            answer = server.ask(path, Host=NAME, **sign)
            assert answer.status == 400
            assert "X-Forwarded-Proto" in answer.body.decode()
        # Somebody who types the name without a scheme is still led to https.
        assert server.ask("/", Host=NAME).status == 301
        assert server.ask("/readyz", Host="10.0.0.1", **sign).status == 200
