"""Serve the product as `make run` does, and look into its workers."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import processes
import run_stages
import serve
from with_postgres import free_port

from bench.databases import BACKEND

ADDRESS = "127.0.0.1"
MEGABYTE = 1024
# One for all servers of a run: the cursor of a page that one has signed is asked of others too.
SECRET_KEY = secrets.token_urlsafe(50)


class NotServedError(Exception):
    """A server did not start; the message says why."""


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        """The numbers of its workers; none where the system does not tell."""
        try:
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        except OSError:
            return []
        return [int(pid) for pid in children.split()]


def product_environment(database_url: str) -> dict[str, str]:
    """The product in production, but open to everyone and without a model.

    It believes one proxy, so that requests can come from many people, as far as the limits for
    each of them are concerned.
    """
    return {
        **run_stages.environment_without_settings(),
        "DATABASE_URL": database_url,
        "DEBUG": "False",
        "HTTPS_ONLY": "False",
        "DJANGO_SECRET_KEY": SECRET_KEY,
        "OPEN_ACCESS": "True",
        "NUM_PROXIES": "1",
        "LLM_API_KEY": "",
        "LOG_LEVEL": "ERROR",
    }


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[Server]:
    """Run a server on a free port; raises `NotServedError` if it does not become ready."""
    port = free_port()
    process = processes.start_detached(
        serve.gunicorn(ADDRESS, port), within=BACKEND, environment=environment
    )
    try:
        if problem := serve.wait_until_ready(process, f"http://{ADDRESS}:{port}/readyz"):
            raise NotServedError(f"The server did not start: {problem}.")
        yield Server(port, process.pid)
    finally:
        processes.stop(process)


def status_of(pid: int, name: str) -> float:
    """A figure of a process's memory in MB, as Linux names it; raises `OSError` elsewhere."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / MEGABYTE
    raise ProcessLookupError(pid)


def memory_now(pids: list[int]) -> float | None:
    """The MB that the largest of the processes has in memory."""
    with suppress(OSError):
        return max((status_of(pid, "VmRSS") for pid in pids), default=None)
    return None


class MemoryWatch:
    """How far the memory of processes rises at its peak above what they had at first.

    Linux keeps the peak itself, so that none between two looks is missed.
    """

    def __init__(self, pids: list[int]) -> None:
        self.before: dict[int, float] = {}
        with suppress(OSError):
            for pid in pids:
                # Sets the peak back to what there is now.
                Path(f"/proc/{pid}/clear_refs").write_text("5")
                self.before[pid] = status_of(pid, "VmRSS")

    def rise(self) -> float | None:
        """The MB of the process that rose most; None where that cannot be told."""
        with suppress(OSError):
            rises = (status_of(pid, "VmHWM") - before for pid, before in self.before.items())
            return max((max(0.0, rise) for rise in rises), default=None)
        return None
