"""The function as Vercel runs it: a fresh process, read-only, with no network but a database."""

import random
import re
import statistics
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from tests.support import vercel
from tests.support.databases import own_database, pgbouncer, replace_netloc

# One after the other: they share a folder, and measure.
pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("vercel")]

MAX_IMPORT_SECONDS, MAX_MEGABYTES, STARTS = 1.5, 100, 5
BASE = "/api/auth/browser/v1/"
PASSWORD = "correct horse battery"
TICKET = {
    "title": "Charged twice",
    "description": "My card was charged twice in March.",
    "category": "billing",
    "priority": "high",
}


@pytest.fixture(scope="module")
def database():
    with own_database() as url:
        yield url


@pytest.fixture(scope="module")
def built(database, tmp_path_factory):
    """The function's folder and the static files; the build has migrated the database."""
    return vercel.build(tmp_path_factory.mktemp("vercel"), vercel.platform_environment(database))


@pytest.fixture(scope="module")
def task(built):
    return built[0]


@pytest.fixture(scope="module", params=["direct", "through a pooler"])
def database_url(request, database):
    """The function's only way out: a socket in a file that leads to the database."""
    if request.param == "direct":
        with vercel.socket_to(urlsplit(database).port or 5432) as folder:
            yield replace_netloc(database, host=folder.replace("/", "%2F"), port=5432)
    else:
        with pgbouncer(database) as pooled, vercel.socket_to(urlsplit(pooled).port or 0) as folder:
            yield replace_netloc(database, host=folder.replace("/", "%2F"), port=5432)


@pytest.fixture(scope="module")
def environment(database_url):
    return vercel.platform_environment(database_url)


@pytest.fixture(scope="module")
def running(task, environment):
    with vercel.function(task, environment) as function:
        yield function


@pytest.fixture
def stranger(running):
    return vercel.Browser(running)


@pytest.fixture(scope="module")
def email(running):
    """The address of an agent of each function's own, for they share the database."""
    return f"ada-{uuid4().hex[:8]}@example.com"


@pytest.fixture(scope="module")
def agent(task, environment, running, email):
    """An agent, invited from another machine, who has chosen a password."""
    packages = {"PYTHONPATH": str(task / "_vendor"), "PYTHONDONTWRITEBYTECODE": "1"}
    arguments = ("invite_agent", email, "--name", "Ada", "--admin")
    said = vercel.run(task, {**environment, **packages}, "manage.py", *arguments)
    (url,) = re.findall(r"https://tickets\.example\.com/\S+", said)
    browser = vercel.Browser(running)
    values = {"key": parse_qs(urlsplit(url).query)["invite"][0], "password": PASSWORD}
    chosen = browser.ask(f"{BASE}auth/password/reset", "POST", values)
    assert chosen.status == 200, (chosen.body, browser.cookies)
    return browser


def megabytes(*files):
    return sum(file.stat().st_size for file in files if file.is_file()) / 1_000_000


def test_it_is_small(task):
    size = megabytes(*task.rglob("*"))
    packages = megabytes(*(task / "_vendor").rglob("*"))
    sys.stdout.write(f"The function has {size:.1f} MB unpacked, its packages {packages:.1f} MB.\n")
    assert size < MAX_MEGABYTES


def test_it_holds_what_it_needs_and_no_more(task):
    assert (task / "bytecode" / "config" / "settings.pyc").is_file()
    assert (task / "bytecode" / "tickets" / "triage" / "model_call.pyc").is_file()
    assert (task / "bytecode" / "_vendor" / "django" / "conf" / "__init__.pyc").is_file()
    assert (task / "staticfiles" / "staticfiles.json").is_file()
    assert not list(task.glob("*/tests"))
    for name in ("bench", "faults", ".env", "db.sqlite3", "requirements-dev.txt"):
        assert not (task / name).exists()
    assert not (task / "_vendor" / "pytest").exists()


def test_the_network_has_the_files_of_the_admin_and_the_docs(built):
    _, static = built
    names = [file.name for file in static.rglob("*")]
    assert any(re.fullmatch(r"swagger-ui-bundle\.[0-9a-f]{12}\.js", name) for name in names)
    assert any(re.fullmatch(r"base\.[0-9a-f]{12}\.css", name) for name in names)


def test_it_starts_soon(task, environment):
    imports, first = [], []
    for _ in range(STARTS):
        with vercel.function(task, environment) as function:
            imports.append(function.import_seconds)
            first.append(function.ask("/api/config/").seconds)
    sys.stdout.write(
        f"Imported within {statistics.median(imports):.2f} s "
        f"({min(imports):.2f} to {max(imports):.2f}), "
        f"the first answer {statistics.median(first):.2f} s later.\n"
    )
    assert statistics.median(imports) < MAX_IMPORT_SECONDS


def test_the_network_is_closed_and_the_folder_cannot_be_written_to(task):
    code = (
        "import pathlib, socket, sys\n"
        "try: socket.create_connection(('127.0.0.1', 22), 1); sys.exit('connected')\n"
        "except OSError: pass\n"
        "try: pathlib.Path(sys.argv[1], 'x').touch()\n"
        "except OSError as error: print(error.strerror)"
    )
    command = vercel.isolated(task, vercel.PYTHON, "-c", code, task)
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "Read-only file system"


def test_it_is_ready(running):
    for path in ("/healthz", "/readyz"):
        assert running.ask(path).status == 200


def test_nobody_is_an_agent_without_signing_in(stranger):
    assert stranger.ask("/api/config/").json()["open_access"] is False
    for path in ("/api/tickets/", "/api/tickets/stats/", "/api/account/"):
        assert stranger.ask(path).status == 401


def test_a_stranger_submits_a_ticket_and_follows_it(stranger):
    made = stranger.ask("/api/tickets/", "POST", TICKET, {"Idempotency-Key": "5b1c-once"})
    assert made.status == 201
    again = stranger.ask("/api/tickets/", "POST", TICKET, {"Idempotency-Key": "5b1c-once"})
    assert again.json()["request_token"] == made.json()["request_token"]
    followed = stranger.ask(f"/api/requests/{made.json()['request_token']}/")
    assert (followed.status, followed.json()["title"]) == (200, TICKET["title"])


def test_without_a_key_people_choose_for_themselves(stranger):
    answer = stranger.ask("/api/tickets/classify/", "POST", {"description": TICKET["description"]})
    assert answer.status == 200
    assert answer.json()["suggested_category"] is None
    assert "switched off" in answer.json()["error"]


def test_a_model_out_of_reach_is_given_up_in_time_and_nothing_goes_on(task, environment):
    values = {"LLM_API_KEY": "key", "LLM_BASE_URL": "http://192.0.2.1/v1", "LLM_TIMEOUT": "2"}
    with vercel.function(task, {**environment, **values}) as function:
        for _ in range(2):
            answer = vercel.Browser(function).ask(
                "/api/tickets/classify/", "POST", {"description": TICKET["description"]}
            )
            assert (answer.status, answer.json()["suggested_category"]) == (200, None)
            assert answer.seconds < 6
            # The event loop of model calls and its resolver stay for the next call.
            assert set(answer.threads) <= {"MainThread", "classify", "asyncio_0"}


def test_an_agent_works(agent):
    account = agent.ask("/api/account/").json()
    assert (account["name"], account["is_admin"]) == ("Ada", True)
    number = agent.ask("/api/tickets/", "POST", TICKET).json()["id"]
    ticket = agent.ask(f"/api/tickets/{number}/")
    changed = agent.ask(
        f"/api/tickets/{number}/",
        "PATCH",
        {"status": "resolved"},
        {"If-Match": ticket.headers["etag"]},
    )
    assert (changed.status, changed.json()["status"]) == (200, "resolved")
    listed = agent.ask("/api/tickets/?status=resolved&search=charged&ordering=-created_at")
    assert number in [each["id"] for each in listed.json()]
    assert int(listed.headers["x-total-count"]) >= 1
    (entry, *_) = agent.ask(f"/api/tickets/{number}/history/").json()
    assert "Ada" in str(entry)
    counted = agent.ask("/api/tickets/counts/")
    figures = agent.ask("/api/tickets/stats/?period=30d")
    assert (counted.status, figures.status) == (200, 200)
    operation = {"ids": [number], "set": {"status": "closed"}}
    closed = agent.ask("/api/tickets/bulk/", "POST", {"operations": [operation]})
    assert closed.status == 200, closed.body
    assert agent.ask(f"/api/tickets/{number}/", "DELETE").status == 204


def test_an_agent_signs_in_and_out(agent, email, running):
    browser = vercel.Browser(running)
    values = {"email": email, "password": PASSWORD}
    assert browser.ask(f"{BASE}auth/login", "POST", values).status == 200
    assert any(name.startswith("__Host-sessionid_") for name in browser.cookies)
    assert browser.ask("/api/tickets/").status == 200
    browser.ask(f"{BASE}auth/session", "DELETE")
    assert browser.ask("/api/tickets/").status == 401


def test_forms_from_elsewhere_are_refused(agent):
    answer = agent.ask("/api/tickets/", "POST", TICKET, {"Origin": "https://evil.example.com"})
    assert answer.status == 403


def test_the_admin_and_the_docs_are_served(agent, stranger):
    sent_on = stranger.ask("/admin/")
    assert sent_on.status == 302
    for path in ("/admin/", "/api/docs/"):
        page = agent.ask(path)
        assert page.status == 200
        assert re.search(rb'"/static/[\w/.-]+\.[0-9a-f]{12}\.css"', page.body)
    assert stranger.ask("/api/schema/").status == 200
    assert stranger.ask("/api/tickets").status in (301, 308)
    assert stranger.ask("/api/nothing/").status == 404


def test_hosts_are_the_platforms(running):
    for host in ("tickets.example.com", "tickets-a1b2c3-team.vercel.app"):
        assert running.ask("/api/config/", headers={"Host": host}).status == 200
    assert running.ask("/api/config/", headers={"Host": "evil.example.com"}).status == 400


def test_limits_count_each_visitor(running):
    """Visitors are told apart by the address that the platform sees, not by their headers."""
    visitor, other = (f"198.51.100.{number}" for number in random.sample(range(250), 2))

    def status(address, number):
        made_up = {"X_Forwarded_For": f"192.0.2.{number}", "Forwarded": f"for=192.0.2.{number}"}
        headers = {"X-Forwarded-For": address, **made_up}
        return running.ask("/api/requests/unknown/", headers=headers).status

    # Enough to exceed the limit within one minute of the clock.
    statuses = [status(visitor, number) for number in range(250)]
    assert statuses[0] == 404
    assert 429 in statuses
    assert status(other, 1) == 404


def test_nothing_goes_on_after_the_answers(agent):
    assert agent.ask("/api/tickets/?search=charged").threads == ["MainThread"]
