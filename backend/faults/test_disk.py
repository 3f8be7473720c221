"""The disk of an SQLite database is full for a while."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.databases import manage
from bench.servers import product_environment, serving
from faults.checker import problems
from faults.conftest import rows_of_file
from faults.load import MIN_ACKNOWLEDGED, send_request, under_load, wait_until_served

PART = b"\0" * 64 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 16 MB; skip the test without the right to mount one."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"a small disk can be mounted by root alone: {mounted.stderr.strip()}")
    try:
        yield tmp_path
    finally:
        subprocess.run(["umount", "--lazy", tmp_path], check=True)


def fill(path: Path) -> None:
    """Fill the disk that the file is on."""
    with path.open("wb", buffering=0) as file:
        for part in (PART, b"\0"):
            try:
                while file.write(part):
                    pass
            except OSError:
                continue


def test_disk_full(small_disk: Path) -> None:
    database = small_disk / "db.sqlite3"
    environment = product_environment(f"sqlite:///{database}")
    manage(environment, "migrate", "--verbosity=0")
    body = {"title": "Large", "description": "x" * 10_000, "category": "general", "priority": "low"}
    ballast = small_disk / "ballast"
    with serving(environment) as server:
        workers = server.workers()
        with under_load(server.port) as load:
            fill(ballast)
            # A little room may be left in the database's own files.
            for number in range(200):
                full = send_request(
                    server.port,
                    "POST",
                    "/api/tickets/",
                    body,
                    {"X-Forwarded-For": f"10.9.{number}.1"},
                )
                if full.status != 201:
                    break
            time.sleep(1)
            reading = send_request(server.port, "GET", "/api/tickets/?page_size=1")
            ballast.unlink()
            assert wait_until_served(server.port) < 5
            back = time.monotonic()
        assert server.workers() == workers
    assert (full.status, full.headers["retry-after"]) == (503, "5")
    assert reading.status == 200, "what is there can be read"
    assert set(load.statuses) <= {200, 201, 503}, load.statuses
    assert load.statuses[503]
    assert not load.without_retry_after
    assert not load.cut_off
    assert load.last_failure - back < 1
    assert len(load.acknowledged) > MIN_ACKNOWLEDGED
    assert problems(load.submitted, rows_of_file(database)) == []
