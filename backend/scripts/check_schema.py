"""Compare the API's published schema, and the SPA's types made from it, with the code.

With --write the two files are brought up to date instead.
"""

import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

BACKEND = Path(__file__).resolve().parent.parent
PROJECT = BACKEND.parent
SCHEMA = PROJECT / "docs" / "openapi.yaml"
TYPES = PROJECT / "frontend" / "src" / "api" / "schema.d.ts"
SHOWN_LINES = 60


def write_schema(target: Path) -> None:
    options = ["--validate", "--fail-on-warn", "--file", str(target)]
    subprocess.run([sys.executable, "manage.py", "spectacular", *options], cwd=BACKEND, check=True)


def write_types(schema: Path, target: Path) -> None:
    command = ["npx", "--no-install", "openapi-typescript", str(schema), "--output", str(target)]
    subprocess.run(command, cwd=TYPES.parents[2], stdout=subprocess.DEVNULL, check=True)


def differs(published: Path, current: Path) -> bool:
    old = published.read_text().splitlines() if published.exists() else []
    new = current.read_text().splitlines()
    if old == new:
        return False
    name = str(published.relative_to(PROJECT))
    lines = list(difflib.unified_diff(old, new, name, "the code", lineterm=""))
    print("\n".join(lines[:SHOWN_LINES]))
    print(f"{name} is not what the code says: `make schema` brings it up to date.\n")
    return True


def main() -> int:
    try:
        if "--write" in sys.argv[1:]:
            write_schema(SCHEMA)
            write_types(SCHEMA, TYPES)
            return 0
        with tempfile.TemporaryDirectory() as folder:
            schema = Path(folder) / SCHEMA.name
            types = Path(folder) / TYPES.name
            write_schema(schema)
            write_types(schema, types)
            return int(any([differs(SCHEMA, schema), differs(TYPES, types)]))
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"The schema could not be made: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
