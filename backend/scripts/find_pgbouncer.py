"""Find a PgBouncer for the tests of what works behind one, and unpack Debian's where there is none.

Unpacked, not installed: the package would start a service of its own.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import debian

CACHE = Path(__file__).resolve().parent.parent.parent / ".cache" / "pgbouncer"
PROGRAM = "usr/sbin/pgbouncer"
# The program, and what of its libraries a small Debian lacks.
PACKAGES = ("pgbouncer", "libc-ares2", "libevent-2.1-7", "libevent-2.1-7t64")


def library_path() -> str:
    """Where libraries that were unpacked are, for `LD_LIBRARY_PATH`."""
    return ":".join(str(folder) for folder in sorted(CACHE.glob("usr/lib/*-linux-gnu*")))


def environment() -> dict[str, str]:
    return {**os.environ, "LD_LIBRARY_PATH": library_path()}


def candidates() -> Iterator[Path]:
    """Programs that may be there already."""
    if path := shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin"):
        yield Path(path)
    yield CACHE / PROGRAM


def starts(program: Path) -> bool:
    command: list[str | Path] = [program, "--version"]
    try:
        result = subprocess.run(
            command, env=environment(), capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def find_pgbouncer() -> Path | None:
    if found := next(filter(starts, candidates()), None):
        return found
    for package in PACKAGES:
        debian.unpack(package, CACHE)
    return next(filter(starts, candidates()), None)
