"""The machine that a run uses."""

import os
import platform
from datetime import UTC, datetime

import django

from bench.databases import connected
from bench.results import Machine


def describe_machine(url: str) -> Machine:
    with connected(url) as connection, connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = str(cursor.fetchone()[0])
    return Machine(
        cpus=os.cpu_count() or 1,
        memory_gb=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9,
        python=platform.python_version(),
        django=django.get_version(),
        postgresql=version.split()[0],
        date=datetime.now(UTC).replace(microsecond=0),
    )
