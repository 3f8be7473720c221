"""The machine's clock jumps back and forward under load."""

import time
from pathlib import Path

from bench.servers import serving
from faults.checker import problems
from faults.cluster import Cluster
from faults.conftest import rows_of
from faults.load import MIN_ACKNOWLEDGED, send_request, under_load

HOUR = 3_600


def all_numbers(port: int) -> list[int]:
    """Return the ids of the whole list, page by page."""
    numbers: list[int] = []
    path = "/api/tickets/?page_size=50"
    while path:
        answer = send_request(port, "GET", path)
        numbers += [ticket["id"] for ticket in answer.body]
        link = answer.headers.get("link", "")
        path = link[link.find("/api/") : link.find(">")] if link else ""
    return numbers


def test_clock_is_set_back(postgres: Cluster, environment: dict[str, str], tmp_path: Path) -> None:
    offset = tmp_path / "offset"

    def set_clock(seconds: int) -> None:
        whole = tmp_path / "new"
        whole.write_text(f"{seconds:+d}")
        whole.replace(offset)

    set_clock(0)
    followed = {
        "DJANGO_SETTINGS_MODULE": "faults.shifted_settings",
        "CLOCK_OFFSET_FILE": str(offset),
    }
    with serving({**environment, **followed}) as server:

        def hour_by_the_server() -> float:
            body = {"title": "Now", "description": "x", "category": "general", "priority": "low"}
            made = send_request(server.port, "POST", "/api/tickets/", body).body["created_at"]
            stamp = time.strptime(made[:19], "%Y-%m-%dT%H:%M:%S")
            return (time.mktime(stamp) - time.mktime(time.gmtime())) / HOUR

        with under_load(server.port, seconds_after=3) as load:
            workers = server.workers()
            assert abs(hour_by_the_server()) < 0.1
            set_clock(-30 * HOUR)
            time.sleep(3)
            assert abs(hour_by_the_server() + 30) < 0.1
            set_clock(HOUR)
            time.sleep(3)
            assert abs(hour_by_the_server() - 1) < 0.1
        assert server.workers() == workers
        # Times repeat, and are out of order: the list has each ticket once all the same.
        numbers = all_numbers(server.port)
        rows = rows_of(postgres.url)
    assert set(load.statuses) <= {200, 201}, load.statuses
    assert not load.cut_off
    assert len(load.acknowledged) > MIN_ACKNOWLEDGED
    assert problems(load.submitted, rows) == []
    assert sorted(numbers) == sorted(row[0] for row in rows)
