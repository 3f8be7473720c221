"""gunicorn is terminated, or one of its workers killed, under load."""

import os
import signal
import threading
import time
from typing import Any

import psycopg2

from bench.servers import Server
from faults.checker import problems
from faults.cluster import Cluster
from faults.conftest import rows_of
from faults.load import MIN_ACKNOWLEDGED, send_request, under_load, wait_until_served


def test_told_to_end(postgres: Cluster, server: Server) -> None:
    body = {"title": "Held", "description": "x", "category": "general", "priority": "low"}
    number = send_request(server.port, "POST", "/api/tickets/", body).body["id"]
    answers: list[Any] = []

    def change() -> None:
        answers.append(
            send_request(server.port, "PATCH", f"/api/tickets/{number}/", {"priority": "high"})
        )

    slow = threading.Thread(target=change)
    with under_load(server.port) as load, psycopg2.connect(postgres.url) as holder:
        with holder.cursor() as cursor:
            cursor.execute("SELECT FROM tickets_ticket WHERE id = %s FOR UPDATE", [number])
            slow.start()
            time.sleep(0.5)
            os.kill(server.pid, signal.SIGTERM)
            time.sleep(1)
        holder.rollback()
        slow.join(timeout=20)
    assert [answer.status for answer in answers] == [200]
    assert set(load.statuses) <= {200, 201}, load.statuses
    # Connections not yet accepted are reset; their requests were not begun.
    assert not [cut for cut in load.cut_off if "Reset" not in cut], load.cut_off
    assert len(load.acknowledged) > MIN_ACKNOWLEDGED
    assert problems(load.submitted, rows_of(postgres.url)) == []


def test_killed_worker(postgres: Cluster, server: Server) -> None:
    before = server.workers()
    with under_load(server.port) as load:
        os.kill(before[0], signal.SIGKILL)
        wait_until_served(server.port)
    assert len(server.workers()) == 2
    assert before[0] not in server.workers()
    assert set(load.statuses) <= {200, 201}, load.statuses
    assert problems(load.submitted, rows_of(postgres.url)) == []
