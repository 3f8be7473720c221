"""The speed and the memory of an import of a large file by `import_tickets`."""

import csv
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from bench.databases import BACKEND
from bench.generated_tickets import Ticket
from bench.results import ImportResult
from bench.servers import memory_figure

COLUMNS = (
    "title",
    "description",
    "category",
    "priority",
    "status",
    "created_at",
    "requester_name",
    "requester_email",
)
SAMPLING_SECONDS = 0.2


class ImportFailedError(Exception):
    """`import_tickets` failed."""


def write_file(path: Path, tickets: Iterator[Ticket]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for ticket in tickets:
            values = ticket._asdict()
            writer.writerow([values[name] for name in COLUMNS])


def measure_import(environment: Mapping[str, str], path: Path, rows: int) -> ImportResult:
    """Import the file into the database that the environment names.

    Raise `ImportFailedError` if the command fails.
    """
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
            # The peak only grows, so that the last sample is near enough.
            with suppress(OSError):
                peak = memory_figure(process.pid, "VmHWM")
            time.sleep(SAMPLING_SECONDS)
    finally:
        process.kill()
        process.wait()
    seconds = time.monotonic() - started
    if process.returncode:
        raise ImportFailedError(f"import_tickets ended with {process.returncode}.")
    return ImportResult(rows=rows, seconds=seconds, peak_mb=peak)
