"""gunicorn's workers share what is loaded before they start, and nothing else."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from bench.cases import API
from bench.catalogue import new_ticket, status_change
from bench.client import Call, Client
from bench.databases import manage
from bench.servers import Server, memory_without_files, product_environment, serving
from tests.support.databases import own_database
from tests.support.serving import production_environment

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

MAX_MB = 140
ROUNDS_PER_WORKER = 5


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server that has answered a hundred requests, half of them by each worker."""
    if not Path("/proc/self/smaps_rollup").exists():
        pytest.skip("this system does not tell what processes share")
    with own_database() as url:
        environment = product_environment(url)
        manage(environment, "migrate", "--verbosity=0")
        with serving(environment) as running:
            for worker in running.workers():
                with answering_alone(worker, running), Client(running.port) as client:
                    for number in range(ROUNDS_PER_WORKER):
                        send_ten_requests(client, number)
            yield running


@contextmanager
def answering_alone(worker: int, server: Server) -> Iterator[None]:
    others = [pid for pid in server.workers() if pid != worker]
    for pid in others:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in others:
            os.kill(pid, signal.SIGCONT)


def send_ten_requests(client: Client, number: int) -> None:
    made = client.succeed(Call("POST", API, new_ticket(number), expected=201))
    ticket = f"{API}{made.json()['id']}/"
    for path in (
        API,
        f"{API}?search=charged",
        f"{API}counts/",
        f"{API}stats/?period=30d",
        ticket,
        f"{ticket}history/",
        "/api/config/",
    ):
        client.succeed(Call("GET", path))
    client.succeed(Call("GET", "/api/account/", expected=401))
    client.succeed(Call("PATCH", ticket, status_change(1)))


def sockets(pid: int) -> set[str]:
    files = (str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir())
    return {file for file in files if file.startswith("socket:")}


def test_two_workers_take_little_memory(server: Server) -> None:
    megabytes = memory_without_files([server.pid, *server.workers()])
    assert megabytes is not None
    assert megabytes <= MAX_MB


def test_workers_share_no_connection_to_the_database(server: Server) -> None:
    inherited = sockets(server.pid)
    first, second = (sockets(worker) for worker in server.workers())
    assert len(inherited) == 1, "the master holds more than the socket that it listens on"
    assert first & second == inherited
    assert first > inherited
    assert second > inherited


def test_no_thread_runs_before_the_workers_start(server: Server) -> None:
    assert len(list(Path(f"/proc/{server.pid}/task").iterdir())) == 1


@pytest.mark.parametrize("key", ["", "sk-anything"])
def test_what_only_a_model_needs_is_loaded_for_a_model_alone(key: str) -> None:
    code = (
        "import sys; from importlib import import_module; from types import SimpleNamespace; "
        "from config.gunicorn_conf import load_application; "
        "app = SimpleNamespace(wsgi=lambda: import_module('config.wsgi')); "
        "load_application(SimpleNamespace(app=app)); "
        "print('openai' in sys.modules, 'phonenumbers' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=production_environment(DATABASE_URL="sqlite:///unused.sqlite3", LLM_API_KEY=key),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert result.stdout.split() == [str(bool(key))] * 2
