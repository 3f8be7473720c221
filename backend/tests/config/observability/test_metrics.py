"""Prometheus metrics: all workers together, not for outsiders, and only if enabled."""

import re
import subprocess
import sys
import threading

import pytest
from django.conf import settings

from tests.support.nginx_server import nginx
from tests.support.serving import gunicorn, production_environment

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

ASKED = 24


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    with gunicorn(
        tmp_path_factory.mktemp("measured"),
        METRICS="True",
        HTTPS_ONLY="False",
        OPEN_ACCESS="True",
        NUM_PROXIES="1",
    ) as server:
        yield server


def figures(server):
    answer = server.ask("/metrics", Host="10.1.2.3:8000")
    assert answer.status == 200
    assert answer.header("Cache-Control") == "no-store"
    return answer.body.decode()


def requests_counted(server):
    pattern = (
        r'^django_http_requests_total_by_view_transport_method_total\{.*"ticket-detail".*\} (\S+)$'
    )
    return sum(float(number) for number in re.findall(pattern, figures(server), re.MULTILINE))


def test_workers_count_together(measured):
    people = [
        threading.Thread(target=measured.ask, args=["/api/tickets/999/?search=wallaby"])
        for _ in range(ASKED)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    measured.ask("/api/tickets/999/", "WOMBAT")
    # Several times, for any worker may answer.
    assert {requests_counted(measured) for _ in range(8)} == {ASKED + 1}
    text = figures(measured)
    assert (
        'django_http_responses_total_by_status_view_method_total{method="GET",status="404"' in text
    )
    assert "wallaby" not in text
    assert "WOMBAT" not in text


def test_strangers_are_not_told(measured, tmp_path):
    assert measured.ask("/metrics", X_Forwarded_For="192.0.2.1").status == 404
    with nginx(tmp_path, f"127.0.0.1:{measured.port}") as front:
        for path in ("/metrics", "/metrics/", "/%6detrics", "//metrics", "/api/../metrics"):
            assert front.ask(path).status == 404


def test_unless_asked_for_there_are_none_and_nothing_is_loaded():
    code = (
        "import sys; from config.wsgi import application; "
        "from django.test import Client; "
        "print(Client().get('/metrics', secure=True).status_code); "
        "named = ('prometheus', 'django_prom', 'sentry'); "
        "print([name for name in sys.modules if name.startswith(named)])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=production_environment(
            DATABASE_URL="sqlite:///unused.sqlite3",
            DJANGO_SETTINGS_MODULE="tests.support.served_settings",
        ),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert result.stdout.split("\n")[:2] == ["404", "[]"]
