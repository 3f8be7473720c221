"""Cases that backend and interface are both held to."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "frontend" / "src" / "lib"


def read_cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file beside the interface's functions."""
    cases: list[dict[str, Any]] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return cases
