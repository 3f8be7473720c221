"""Servers as `make run` starts them, and the memory of their workers."""

import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
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
# One for all servers of a run, so that a cursor signed by one is valid at the others.
SECRET_KEY = secrets.token_urlsafe(50)


class NotServedError(Exception):
    """A server did not start; the message says why."""


@dataclass(frozen=True)
class Server:
    """A running gunicorn."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        """Return the process numbers of its workers; none where the system does not tell."""
        try:
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        except OSError:
            return []
        return [int(pid) for pid in children.split()]


def product_environment(database_url: str) -> dict[str, str]:
    """Return the environment of a production server with open access and without a model.

    It trusts one proxy, so that each request may name another client address and no throttle is
    ever reached.
    """
    return {
        **run_stages.environment_without_settings(),
        "DATABASE_URL": database_url,
        "DEBUG": "False",
        "ALLOWED_HOSTS": f"{ADDRESS},localhost",
        "HTTPS_ONLY": "False",
        "DJANGO_SECRET_KEY": SECRET_KEY,
        "OPEN_ACCESS": "True",
        "NUM_PROXIES": "1",
        "LLM_API_KEY": "",
        "LOG_LEVEL": "ERROR",
    }


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[Server]:
    """Run a server on a free port, and raise `NotServedError` if it does not become ready."""
    port = free_port()
    process = processes.start_detached(
        serve.gunicorn(ADDRESS, port), within=BACKEND, environment=environment
    )
    try:
        if problem := serve.wait_until_ready(process, f"http://{ADDRESS}:{port}/readyz"):
            raise NotServedError(f"The server did not start: {problem}.")
        server = Server(port, process.pid)
        # The first worker answers before the others are there.
        while 0 < len(server.workers()) < serve.WORKERS:
            time.sleep(0.01)
        yield server
    finally:
        processes.stop(process)


def memory_figure(pid: int, name: str, file: str = "status") -> float:
    """Return a figure of `/proc/<pid>/<file>` in MB, and raise `OSError` where there is none."""
    for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / MEGABYTE
    raise ProcessLookupError(pid)


def memory_without_files(pids: Iterable[int]) -> float | None:
    """Return the MB of the processes together, what they share counted once.

    None where the system does not tell. Program files are left out: the system keeps one copy of
    each, for whoever else runs it too.
    """
    kilobytes = 0
    with suppress(OSError):
        for pid in pids:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith(("Pss_Anon:", "Pss_Shmem:")):
                    kilobytes += int(line.split()[1])
        return kilobytes / MEGABYTE if kilobytes else None
    return None


def memory_now(pids: list[int]) -> float | None:
    """Return the resident MB of the largest of the processes."""
    with suppress(OSError):
        return max((memory_figure(pid, "VmRSS") for pid in pids), default=None)
    return None


def proportional_memory(pids: Iterable[int]) -> float | None:
    """Return the MB of the processes together, shared pages divided among who shares them.

    None where the system does not tell.
    """
    with suppress(OSError):
        return sum(memory_figure(pid, "Pss", "smaps_rollup") for pid in pids)
    return None


class MemoryWatch:
    """The rise of processes' resident memory from when the watch began to its peak.

    Linux keeps the peak itself, so that none is missed between two samples.
    """

    def __init__(self, pids: list[int]) -> None:
        self.before: dict[int, float] = {}
        with suppress(OSError):
            for pid in pids:
                # Resets the peak to the present value.
                Path(f"/proc/{pid}/clear_refs").write_text("5")
                self.before[pid] = memory_figure(pid, "VmRSS")

    def rise(self) -> float | None:
        """Return the MB of the process that rose most; None where the system does not tell."""
        with suppress(OSError):
            rises = (memory_figure(pid, "VmHWM") - before for pid, before in self.before.items())
            return max((max(0.0, rise) for rise in rises), default=None)
        return None
