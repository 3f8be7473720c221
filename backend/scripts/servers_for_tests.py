"""Servers that tests run around the product: this machine's, or unpacked from Debian packages.

They are not installed, for the packages would start services of their own.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import debian

CACHE = Path(__file__).resolve().parent.parent.parent / ".cache"
PLACES = ("/usr/sbin", "/usr/local/sbin")


@dataclass(frozen=True)
class ServerForTests:
    """A program, and the Debian packages that hold it and its libraries."""

    name: str
    packages: tuple[str, ...]
    says_version: str

    @property
    def folder(self) -> Path:
        """Folder that the packages are unpacked in."""
        return CACHE / self.name

    @property
    def libraries(self) -> list[Path]:
        """Folders of the unpacked libraries."""
        return sorted(self.folder.glob("usr/lib/*-linux-gnu*"))

    def candidates(self) -> Iterator[Path]:
        """Yield programs that may be there already."""
        places = os.pathsep.join((os.environ.get("PATH", ""), *PLACES))
        if path := shutil.which(self.name, path=places):
            yield Path(path)
        yield self.folder / "usr" / "sbin" / self.name

    def starts(self, program: Path) -> bool:
        libraries = os.pathsep.join(map(str, self.libraries))
        try:
            result = subprocess.run(
                [program, self.says_version],
                env={**os.environ, "LD_LIBRARY_PATH": libraries},
                capture_output=True,
                timeout=60,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return result.returncode == 0

    def find(self) -> Path | None:
        """Return the program, unpacked if need be, or None."""
        if found := next(filter(self.starts, self.candidates()), None):
            return found
        for package in self.packages:
            debian.unpack(package, self.folder)
        return next(filter(self.starts, self.candidates()), None)


NGINX = ServerForTests("nginx", ("nginx",), "-v")
PGBOUNCER = ServerForTests(
    "pgbouncer", ("pgbouncer", "libc-ares2", "libevent-2.1-7", "libevent-2.1-7t64"), "--version"
)
