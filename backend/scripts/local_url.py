"""The address that the product was last started at on this machine.

Commands in another shell read it for their links, as long as no `PUBLIC_URL` says more
(`accounts/interface_url.py`).
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

BACKEND = Path(__file__).resolve().parent.parent
FILE = BACKEND.parent / ".cache" / "local-url"


def public_path() -> str:
    """Return the path of `PUBLIC_URL`; empty at the root."""
    sys.path.insert(0, str(BACKEND))
    try:
        from config.environment import read_environment

        return urlsplit(read_environment().public_url or "").path
    finally:
        sys.path.remove(str(BACKEND))


def remember(origin: str) -> str:
    """Store and return the address at which people open what was started at an origin."""
    path = public_path()
    address = f"{origin}{path}/" if path else origin
    with suppress(OSError):
        FILE.parent.mkdir(exist_ok=True)
        # Beside, so that nobody reads half of it.
        new = FILE.with_name(f"{FILE.name}.{os.getpid()}")
        new.write_text(f"{origin}{path}\n")
        new.replace(FILE)
    return address
