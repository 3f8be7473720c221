"""A private PostgreSQL to stop, kill and restart."""

import secrets
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import with_postgres

# Acknowledged data must survive a crash of the server; one of the machine is not tried here.
SETTINGS = {**with_postgres.SETTINGS, "synchronous_commit": "on", "max_connections": "40"}
FAST, CRASH, KILL = signal.SIGINT, signal.SIGQUIT, signal.SIGKILL


@dataclass
class Cluster:
    """One server and its data."""

    server: Path
    data: Path
    port: int
    url: str
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = with_postgres.start_server(self.server, self.data, self.port, SETTINGS)

    def stop(self, signum: int = CRASH) -> None:
        if self.process:
            with_postgres.stop_server(self.process, signum)
            self.process = None


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a cluster, and remove it and its data afterwards."""
    server = with_postgres.find_server()
    folder = with_postgres.folder_for_cluster()
    try:
        server = with_postgres.within_reach(server, folder)
        password = secrets.token_hex(16)
        data = with_postgres.make_cluster(server, folder, password)
        port = with_postgres.free_port()
        url = f"postgres://{with_postgres.USER}:{password}@127.0.0.1:{port}/postgres"
        made = Cluster(server, data, port, url)
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
