"""Get Debian packages without asking anyone for a password."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq")


def as_root() -> list[str] | None:
    """Return what to put before a command that needs root, or None where root cannot be had."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asking = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asking.returncode == 0 else None


def can_install() -> bool:
    return shutil.which("apt-get") is not None and as_root() is not None


def install(packages: Sequence[str]) -> bool:
    """Install packages; show apt's output only if that fails."""
    root = as_root()
    if root is None:
        return False
    print(f"Installing Debian's {', '.join(packages)}", file=sys.stderr, flush=True)
    with tempfile.TemporaryFile("w+") as log:

        def apt(*arguments: str) -> bool:
            command = [*root, *APT, *arguments]
            return subprocess.run(command, stdout=log, stderr=log, check=False).returncode == 0

        # A package list that cannot be refreshed may still be good enough to install from.
        apt("update")
        if apt("install", "--yes", "--no-install-recommends", *packages):
            return True
        log.seek(0)
        print(log.read(), file=sys.stderr)
        return False


def unpack(package: str, folder: Path) -> None:
    """Unpack a package into a folder; installing it would start its services.

    Failures are left to whoever needs the files.
    """
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return
    print(f"Unpacking Debian's {package}", file=sys.stderr, flush=True)
    downloads = folder / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)

    def run(*command: str | Path) -> bool:
        result = subprocess.run(command, cwd=downloads, capture_output=True, check=False)
        return result.returncode == 0

    download = ("apt-get", "-qq", "download", package)
    # The list of packages may be too old to load from, or not there yet.
    if not run(*download) and (root := as_root()) is not None:
        run(*root, *APT, "update")
        run(*download)
    for archive in downloads.glob(f"{package}_*.deb"):
        run("dpkg-deb", "--extract", archive, folder)
