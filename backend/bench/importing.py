"""Import a large file with the product's own command, and watch how long it takes and how much."""

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
LOOK_EVERY_SECONDS = 0.2


class NotImportedError(Exception):
    """The command failed."""


def write_file(path: Path, tickets: Iterator[Ticket]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for ticket in tickets:
            cells = ticket._asdict()
            writer.writerow([cells[name] for name in COLUMNS])


def measure_import(environment: Mapping[str, str], path: Path, rows: int) -> Imported:
    """Import the file into the database that the environment names."""
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
            # The peak only grows, so that the last look is near enough.
            with suppress(OSError):
                peak = status_of(process.pid, "VmHWM")
            time.sleep(LOOK_EVERY_SECONDS)
    finally:
        process.kill()
        process.wait()
    seconds = time.monotonic() - started
    if process.returncode:
        raise NotImportedError(f"import_tickets ended with {process.returncode}.")
    return Imported(rows=rows, seconds=seconds, peak_mb=peak)
