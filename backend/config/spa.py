"""How whitenoise serves the built single-page app: what browsers may keep, and for how long."""

import re
from collections.abc import MutableMapping
from pathlib import PurePath

HASHED_ASSET = re.compile(r"^/assets/.+-[\w-]{8,}\.\w+(\.map)?$")
HASHED_STATIC = re.compile(r"^/static/.+\.[0-9a-f]{12}\.\w+$")


def is_immutable(path: str, url: str) -> bool:
    """Whether the URL changes whenever the file's content does, so that it may be kept a year."""
    return bool(HASHED_ASSET.match(url) or HASHED_STATIC.match(url))


def add_headers(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Make browsers ask for the page each time: it names the assets of the current build.

    No other site may put it into a frame; Django's own middleware does not see it.
    """
    if PurePath(path).suffix == ".html":
        headers["X-Frame-Options"] = "DENY"
        headers["Cache-Control"] = "no-cache"
