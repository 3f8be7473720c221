"""The product below a path of a domain, behind proxies that take it off and that do not."""

import json
import re
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.browser import PASSWORD, make_agents
from tests.support.nginx_server import DIST, built_page, nginx, proxy
from tests.support.serving import Server, gunicorn

# One after the other: they share servers.
pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

HOST = "www.example.com"
PATH = "/helpdesk"
LOGIN = f"{PATH}/api/auth/browser/v1/auth/login"
WAYS = ("gunicorn passed on", "gunicorn stripped", "nginx passed on", "nginx stripped")
OVER_TLS = {"Host": HOST, "X-Forwarded-Proto": "https", "Origin": f"https://{HOST}"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("gunicorn")


@pytest.fixture(scope="module")
def backend(folder):
    built_page()
    with gunicorn(
        folder, NUM_PROXIES="1", PUBLIC_URL=f"https://{HOST}{PATH}/", ALLOWED_HOSTS=""
    ) as server:
        make_agents(folder, known=1)
        server.headers = OVER_TLS
        yield server


@pytest.fixture(scope="module")
def fronts(backend, tmp_path_factory):
    """Return servers by the way that a request takes to the product."""

    def make(name):
        return tmp_path_factory.mktemp(name)

    def stripping(port):
        headers = "proxy_set_header Host $http_host;"
        return f"location {PATH}/ {{ {headers} proxy_pass http://127.0.0.1:{port}/; }}"

    with (
        nginx(
            make("nginx"), f"127.0.0.1:{backend.port}", ADMIN_PATH="admin/", PUBLIC_PATH=f"{PATH}/"
        ) as ours,
        proxy(make("before-gunicorn"), stripping(backend.port)) as before_gunicorn,
        proxy(make("before-nginx"), stripping(ours.port)) as before_nginx,
    ):
        for server in (ours, before_gunicorn, before_nginx):
            server.headers = OVER_TLS
        yield dict(zip(WAYS, (backend, before_gunicorn, ours, before_nginx), strict=True))


@pytest.fixture(params=WAYS)
def front(fronts, request):
    return fronts[request.param]


def cookies_of(answer):
    found = SimpleCookie()
    for name, value in answer.headers:
        if name.lower() == "set-cookie":
            found.load(value)
    return found


def sign_in(server: Server):
    """Sign in as a browser does; return the cookies."""
    given = server.ask(f"{PATH}/api/csrf/")
    name = json.loads(given.body)["csrf_cookie"]
    token = cookies_of(given)[name].value
    answer = server.ask(
        LOGIN,
        "POST",
        json.dumps({"email": "known0@example.com", "password": PASSWORD}).encode(),
        Content_Type="application/json",
        Cookie=f"{name}={token}",
        X_CSRFToken=token,
    )
    assert answer.status == 200, answer.body
    return cookies_of(answer)


def test_the_page_names_its_files_relative_to_itself_and_they_are_kept(front):
    page = front.ask(f"{PATH}/")
    assert page.status == 200
    assert page.header("Cache-Control") == "no-cache"
    html = page.body.decode()
    named = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert named
    for name in named:
        assert name.startswith("./"), name
        file = front.ask(f"{PATH}/{name.removeprefix('./')}")
        assert file.status == 200, name
        assert "immutable" in (file.header("Cache-Control") or "") or "icon" in name
    hashes = set(re.findall("'sha256-[^']+'", page.header("Content-Security-Policy") or ""))
    assert len(hashes) == html.count("<script>")


def test_no_file_that_was_built_names_the_root():
    """A path from the root would lead out of the installation's."""
    for file in DIST.rglob("*"):
        if file.suffix in (".js", ".css"):
            text = file.read_text()
            assert not re.search(r"""["'`(]/(assets|api|admin|static)\b""", text), file.name


def test_without_its_slash_it_leads_to_the_page(front):
    answer = front.ask(f"{PATH}?tab=tickets")
    location = answer.header("Location") or ""
    assert answer.status in (301, 308)
    # A proxy's own redirect may name its port, which is not ours to say.
    assert location.endswith(f"{PATH}/?tab=tickets")


def test_the_api_answers_and_its_links_stay_below(front):
    assert front.ask(f"{PATH}/api/config/").status == 200
    redirect = front.ask(f"{PATH}/api/tickets?page_size=1")
    assert (redirect.status, redirect.header("Location")) == (
        308,
        f"{PATH}/api/tickets/?page_size=1",
    )
    nothing = front.ask(f"{PATH}/api/nothing/")
    assert nothing.status == 404
    assert f"{PATH}/api/docs/" in json.loads(nothing.body)["detail"]


def test_pages_of_a_list_are_below(front, folder):
    jar = sign_in(front)
    sent = "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())
    token = next(morsel.value for name, morsel in jar.items() if "csrftoken" in name)
    for _ in range(2):
        values = {"title": "A", "description": "b", "category": "billing", "priority": "low"}
        made = front.ask(
            f"{PATH}/api/tickets/",
            "POST",
            json.dumps(values).encode(),
            Content_Type="application/json",
            Cookie=sent,
            X_CSRFToken=token,
        )
        assert made.status == 201, made.body
    page = front.ask(f"{PATH}/api/tickets/?page_size=1", Cookie=sent)
    link = re.search("<([^>]+)>", page.header("Link") or "")
    assert link
    assert link[1].startswith(f"https://{HOST}{PATH}/api/tickets/?")


def test_cookies_are_for_the_path(front):
    jar = sign_in(front)
    assert len(jar) == 3
    assert all(name.startswith("__Secure-") for name in jar)
    for morsel in jar.values():
        assert (morsel["path"], bool(morsel["secure"])) == (f"{PATH}/", True)


def test_the_admin_leads_to_the_sign_in_below_and_back(front):
    first = front.ask(f"{PATH}/admin/")
    assert (first.status, first.header("Location")) == (
        302,
        f"{PATH}/admin/login/?next={PATH}/admin/",
    )
    login = front.ask(first.header("Location"))
    assert login.header("Location") == f"{PATH}/?tab=tickets&next=%2Fhelpdesk%2Fadmin%2F"
    assert front.ask(f"{PATH}/static/admin/css/base.css").status == 200


def test_an_address_of_the_admin_with_a_nul_is_refused_below_too(front):
    assert front.ask(f"{PATH}/admin/tickets/ticket/?q=%00").status == 400


def test_the_docs_find_their_files_and_ask_below(front):
    page = front.ask(f"{PATH}/api/docs/").body.decode()
    for name in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert name.startswith(f"{PATH}/"), name
        assert front.ask(name).status == 200, name
    schema = json.loads(front.ask(f"{PATH}/api/schema/?format=json").body)
    assert schema["servers"] == [{"url": PATH}]
    assert all(path.startswith("/api/") for path in schema["paths"])


def test_probes_answer_here_and_at_the_root(backend):
    for path in ("/healthz", "/readyz", f"{PATH}/healthz", f"{PATH}/readyz"):
        assert backend.ask(path, X_Forwarded_Proto="http").status == 200


def test_http_is_sent_on_to_https_with_the_path(backend):
    answer = backend.ask(f"{PATH}/api/tickets/?a=b", X_Forwarded_Proto="http", Origin="")
    assert answer.status == 301
    assert answer.header("Location") == f"https://{HOST}{PATH}/api/tickets/?a=b"


def test_what_only_begins_like_the_path_is_not_below_it(backend):
    assert backend.ask(f"{PATH}er/api/config/").status == 404


def test_while_it_is_away_people_get_a_page_with_its_looks(tmp_path: Path):
    with nginx(tmp_path, "127.0.0.1:9", ADMIN_PATH="admin/", PUBLIC_PATH=f"{PATH}/") as alone:
        alone.headers = {"Host": HOST}
        for coding in ("identity", "gzip", "br"):
            answer = alone.ask(f"{PATH}/admin/tickets/ticket/", Accept_Encoding=coding)
            assert answer.status == 503
        page = alone.ask(f"{PATH}/admin/", Accept_Encoding="identity").body.decode()
        for name in re.findall(r'(?:src|href)="(/[^"]+)"', page):
            assert name.startswith(f"{PATH}/"), name
            assert alone.ask(name).status == 200


def test_the_container_takes_the_path_from_public_url():
    script = settings.PROJECT_DIR / "frontend" / "public-path.envsh"
    assert script.stat().st_mode & 0o111, "the image's entry point would pass it over"
