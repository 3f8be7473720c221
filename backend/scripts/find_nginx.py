"""Find an nginx for the tests of what it sends, and unpack Debian's where there is none.

Unpacked, not installed: the package would start a server of its own.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import debian

CACHE = Path(__file__).resolve().parent.parent.parent / ".cache" / "nginx"
PACKAGE = "nginx"
PROGRAM = "usr/sbin/nginx"


def candidates() -> Iterator[Path]:
    """Programs that may be there already."""
    if path := shutil.which(
        "nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
    ):
        yield Path(path)
    yield CACHE / PROGRAM


def starts(program: Path) -> bool:
    try:
        result = subprocess.run([program, "-v"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return result.returncode == 0


def find_nginx() -> Path | None:
    if found := next(filter(starts, candidates()), None):
        return found
    debian.unpack(PACKAGE, CACHE)
    return next(filter(starts, candidates()), None)


def main() -> int:
    nginx = find_nginx()
    if nginx is None:
        print("No nginx was found or could be unpacked: install one.", file=sys.stderr)
        return 1
    print(nginx)
    return 0


if __name__ == "__main__":
    sys.exit(main())
