"""Files that only their owner can read, whatever the process's umask."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

PRIVATE = 0o600
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def open_private(path: Path, mode: str = "w", **options: Any) -> IO[Any]:
    """Open a file to write, which nobody else can read.

    A file that is replaced is made anew: somebody might have opened it while others could. What is
    no file, such as a pipe, is opened as it is.
    """
    if path.is_file():
        path = path.resolve()
        if mode.startswith("a"):
            path.chmod(PRIVATE)
        else:
            path.unlink()
    return open(path, mode, opener=lambda name, flags: os.open(name, flags, PRIVATE), **options)


def make_private(path: Path) -> None:
    """Take everybody else's rights from a file, if it is there and ours."""
    with suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & OTHERS:
            path.chmod(mode & ~OTHERS)
