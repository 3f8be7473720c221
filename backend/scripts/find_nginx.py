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


def unpack_from_debian() -> None:
    """Put the package's files into the cache; what goes wrong is said by those who need it."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return
    print(f"Unpacking Debian's {PACKAGE}", file=sys.stderr, flush=True)
    downloads = CACHE / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)

    def run(*command: str | Path) -> bool:
        result = subprocess.run(command, cwd=downloads, capture_output=True, check=False)
        return result.returncode == 0

    download = ("apt-get", "-qq", "download", PACKAGE)
    # The list of packages may be too old to load from, or not there yet.
    if not run(*download) and (root := debian.as_root()) is not None:
        run(*root, *debian.APT, "update")
        run(*download)
    for package in downloads.glob(f"{PACKAGE}_*.deb"):
        run("dpkg-deb", "--extract", package, CACHE)


def find_nginx() -> Path | None:
    if found := next(filter(starts, candidates()), None):
        return found
    unpack_from_debian()
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
