"""Caching headers for the static files that whitenoise serves, and the page's script hashes."""

import hashlib
import re
from base64 import b64encode
from collections.abc import MutableMapping
from pathlib import Path, PurePath

HASHED_ASSET = re.compile(r"^/assets/.+-[\w-]{8,}\.\w+(\.map)?$")
# A tag without attributes: other scripts have a `src`. frontend/build/scriptHashes.js uses the same
# pattern.
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
HASHED_STATIC = re.compile(r"^/static/.+\.[0-9a-f]{12}\.\w+$")


def is_immutable(path: str, url: str) -> bool:
    """Return True if the URL changes with the file's content, so that it may be kept for a year."""
    return bool(HASHED_ASSET.match(url) or HASHED_STATIC.match(url))


def add_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Make browsers revalidate the page each time, for it names the assets of the current build."""
    if PurePath(path).suffix == ".html":
        headers["Cache-Control"] = "no-cache"


def script_hashes(page: Path) -> list[str]:
    """Return the page's inline scripts as the hash sources of a Content-Security-Policy."""
    try:
        html = page.read_text(encoding="utf-8")
    except OSError:
        return []
    return [
        f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in INLINE_SCRIPT.findall(html)
    ]
