"""How much JavaScript stands between a click on a link and the first screen."""

import gzip
import re
from pathlib import Path

from bench.databases import BACKEND

DIST = BACKEND.parent / "frontend" / "dist"
SCRIPT = re.compile(r'(?:src|href)="/(assets/[^"]+\.js)"')


def first_load_kb(folder: Path = DIST) -> float | None:
    """The scripts that the page names, as gzip sends them; None where the page is not built."""
    page = folder / "index.html"
    if not page.exists():
        return None
    names = set(SCRIPT.findall(page.read_text()))
    return sum(len(gzip.compress((folder / name).read_bytes())) for name in names) / 1_000
