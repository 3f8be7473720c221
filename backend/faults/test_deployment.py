"""A whole deployment: journeys through nginx, and each part killed under load."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from bench.databases import BACKEND, connected, create
from bench.servers import product_environment
from faults.checker import problems
from faults.cluster import KILL, Cluster
from faults.conftest import rows_of
from faults.deployment import Deployment, deployed
from faults.load import MIN_ACKNOWLEDGED, PEOPLE, Load, under_load, wait_until_served

PASSWORD = "correct horse battery"
TICKET = {"title": "A", "description": "b", "category": "billing", "priority": "low"}


@pytest.fixture(scope="module")
def deployment(
    running_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Deployment]:
    url = create(running_cluster.url, "deployment")
    environment = {**product_environment(url), "DATABASE_STATEMENT_TIMEOUT": "2"}
    with deployed(tmp_path_factory.mktemp("deployment"), url, environment) as made:
        yield made


def person(deployment: Deployment) -> httpx2.Client:
    """Return a browser with an address of its own, so that throttles count it apart."""
    return httpx2.Client(
        base_url=f"http://127.0.0.1:{deployment.port}",
        headers={"X-Forwarded-For": f"10.9.{time.time_ns() % 250}.7"},
        trust_env=False,
        timeout=20,
    )


def send(browser: httpx2.Client, method: str, path: str, **values: object) -> httpx2.Response:
    token = next((v for name, v in browser.cookies.items() if "csrftoken" in name), "")
    return browser.request(method, path, json=values, headers={"X-CSRFToken": token})


def invitation(deployment: Deployment) -> str:
    """Return the key in the invitation that the command prints."""
    result = subprocess.run(
        [
            sys.executable,
            "manage.py",
            "invite_agent",
            "ada@example.com",
            "--name",
            "Ada",
            "--admin",
        ],
        cwd=BACKEND,
        env=deployment.replicas[0].environment,
        capture_output=True,
        text=True,
        check=True,
    )
    (link,) = re.findall(r"http\S+", result.stdout)
    key: str = parse_qs(urlsplit(link).query)["invite"][0]
    return key


@pytest.fixture(scope="module")
def agent(deployment: Deployment) -> Iterator[httpx2.Client]:
    """A browser of an agent who has accepted the invitation."""
    with person(deployment) as browser:
        browser.get("/api/csrf/")
        data = {"key": invitation(deployment), "password": PASSWORD}
        answer = send(browser, "POST", "/api/auth/browser/v1/auth/password/reset", **data)
        assert answer.status_code == 200, answer.text
        yield browser


@pytest.fixture(scope="module")
def program(agent: httpx2.Client) -> dict[str, str]:
    """Headers of a program with an agent's API token."""
    proof = send(agent, "POST", "/api/auth/browser/v1/auth/reauthenticate", password=PASSWORD)
    assert proof.status_code == 200, proof.text
    answer = send(agent, "POST", "/api/tokens/", name="Load", expires_in_days=1)
    assert answer.status_code == 201, answer.text
    return {"Authorization": f"Bearer {answer.json()['token']}"}


def test_of_all_that_start_at_once_one_has_brought_the_database_up_to_date(
    deployment: Deployment,
) -> None:
    applied = [replica.log.read_text().count("Applying ") for replica in deployment.replicas]
    assert sorted(applied)[:2] == [0, 0]
    assert max(applied) > 20


def test_a_stranger_submits_and_follows(deployment: Deployment) -> None:
    with person(deployment) as stranger:
        page = stranger.get("/", headers={"Accept-Encoding": "gzip"})
        assert (page.status_code, page.headers["Content-Encoding"]) == (200, "gzip")
        for script in re.findall(r'src="(/assets/[^"]+)"', page.text):
            assert "immutable" in stranger.get(script).headers["Cache-Control"]
        made = stranger.post("/api/tickets/", json=TICKET)
        assert made.status_code == 201
        followed = stranger.get(f"/api/requests/{made.json()['request_token']}/")
        assert (followed.status_code, followed.json()["status"]) == (200, "open")
        assert stranger.get("/api/tickets/").status_code == 401
        assert stranger.get("/metrics").status_code == 404
        for probe in ("/healthz", "/readyz"):
            assert stranger.get(probe).json() == {"status": "ok"}


def test_an_agent_signs_in_and_works(deployment: Deployment, agent: httpx2.Client) -> None:
    with person(deployment) as browser:
        browser.get("/api/csrf/")
        login = "/api/auth/browser/v1/auth/login"
        answer = send(browser, "POST", login, email="ada@example.com", password=PASSWORD)
        assert answer.status_code == 200
        assert browser.get("/api/account/").json()["name"] == "Ada"
        number = send(browser, "POST", "/api/tickets/", **TICKET).json()["id"]
        listed = browser.get("/api/tickets/")
        assert number in [ticket["id"] for ticket in listed.json()]
        changed = send(browser, "PATCH", f"/api/tickets/{number}/", status="resolved")
        assert (changed.status_code, changed.json()["version"]) == (200, 2)
        assert browser.get("/api/tickets/stats/").status_code == 200
        admin = browser.get("/admin/")
        assert admin.status_code == 200
        (style, *_) = re.findall(r'href="(/static/[^"]+\.css)"', admin.text)
        assert browser.get(style).headers["Content-Type"].startswith("text/css")
    with person(deployment) as stranger:
        assert stranger.get("/admin/").status_code == 302


def test_a_request_is_known_by_its_id_from_nginx_to_the_database(
    deployment: Deployment, agent: httpx2.Client
) -> None:
    request_id = agent.get("/api/tickets/").headers["X-Request-ID"]
    time.sleep(0.3)
    logs = [deployment.folder / "access.log", *(replica.log for replica in deployment.replicas)]
    assert [request_id in log.read_text() for log in logs].count(True) == 2
    with connected(deployment.url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT query FROM pg_stat_activity WHERE datname = 'deployment'")
        assert any(f"/* request_id='{request_id}' */" in query for (query,) in cursor.fetchall())


def assert_consistent(load: Load, url: str) -> None:
    assert set(load.statuses) <= {200, 201, 503}, load.statuses
    assert not load.without_retry_after
    assert len(load.acknowledged) > MIN_ACKNOWLEDGED
    assert problems(load.submitted, rows_of(url)) == []


def test_a_backend_is_killed(deployment: Deployment, program: dict[str, str]) -> None:
    victim = deployment.replicas[0]
    with under_load(deployment.port, seconds_after=3, agent=program) as load:
        victim.kill()
        killed = time.monotonic()
        time.sleep(1)
        victim.start()
        victim.wait_until_ready()
    assert load.last_failure - killed < 2, "the others did not stand in"
    assert_consistent(load, deployment.url)


def test_a_backend_is_replaced(deployment: Deployment, program: dict[str, str]) -> None:
    with under_load(deployment.port, agent=program) as load:
        took = deployment.replicas[1].stop()
        time.sleep(1)
        deployment.replicas[1].start()
        deployment.replicas[1].wait_until_ready()
    assert took < 10
    assert not load.cut_off
    # Connections not yet accepted are refused; nginx does not retry a request that may have begun.
    assert load.statuses[503] <= PEOPLE, load.statuses
    assert_consistent(load, deployment.url)


def test_the_database_is_killed(
    postgres: Cluster, deployment: Deployment, program: dict[str, str]
) -> None:
    with under_load(deployment.port, agent=program) as load:
        postgres.stop(KILL)
        time.sleep(1)
        postgres.start()
        assert wait_until_served(deployment.port, agent=program) < 5
        back = time.monotonic()
    assert load.statuses[503]
    assert load.last_failure - back < 1, "some connection did not recover"
    assert_consistent(load, deployment.url)


def test_nginx_is_killed(deployment: Deployment, program: dict[str, str]) -> None:
    with under_load(deployment.port, agent=program) as load:
        deployment.kill_nginx()
        time.sleep(1)
        deployment.start_nginx()
        assert wait_until_served(deployment.port, agent=program) < 5
        back = time.monotonic()
    assert load.last_failure < back
    assert_consistent(load, deployment.url)


def test_without_any_backend_people_are_told(
    deployment: Deployment, program: dict[str, str]
) -> None:
    for replica in deployment.replicas:
        replica.kill()
    with person(deployment) as stranger:
        assert stranger.get("/").status_code == 200
        assert "Back in a moment" in stranger.get("/admin/").text
        assert stranger.get("/api/tickets/").headers["Retry-After"] == "5"
    deployment.replicas[0].start()
    wait_until_served(deployment.port, seconds=30, agent=program)
