"""The first load of each tab, as the build of the interface measured it."""

from pathlib import Path

from pydantic import TypeAdapter

from bench.databases import BACKEND
from bench.results import FirstLoad

DIST = BACKEND.parent / "frontend" / "dist"


def read_first_load(dist: Path = DIST) -> dict[str, FirstLoad]:
    """Return the figures by tab; none where the interface is not built."""
    report = dist / ".vite" / "first-load.json"
    if not report.exists():
        return {}
    return TypeAdapter(dict[str, FirstLoad]).validate_json(report.read_bytes())
