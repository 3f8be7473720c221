"""Time and memory of an import of a large file by `import_tickets`."""

import csv
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from bench.databases import BACKEND
from bench.generated import Ticket
from bench.results import Imported
from bench.servers import status_of

COLUMNS = ("title", "description", "category", "priority", "status", "created_at")
POLL_SECONDS = 0.2


class NotImportedError(Exception):
    """`import_tickets` failed."""


def write_file(path: Path, tickets: Iterator[Ticket]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for ticket in tickets:
            cells = ticket._asdict()
            writer.writerow([cells[name] for name in COLUMNS])


def measure_import(environment: Mapping[str, str], path: Path, rows: int) -> Imported:
    """Import a file of so many rows into the database that the environment names."""
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "import_tickets", path],
        cwd=BACKEND,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    peak = None
    try:
        while process.poll() is None:
            # The peak only grows, so the last one read is near enough.
            with suppress(OSError):
                peak = status_of(process.pid, "VmHWM")
            time.sleep(POLL_SECONDS)
    finally:
        process.kill()
        process.wait()
    seconds = time.monotonic() - started
    if process.returncode:
        raise NotImportedError(f"import_tickets ended with {process.returncode}.")
    return Imported(rows=rows, seconds=seconds, peak_mb=peak)
