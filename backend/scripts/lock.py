"""Write requirements*.txt from requirements*.in: exact versions, with the hash of every file.

What is chosen holds for every system and every Python that we support. Versions chosen before stay
unless the .in files, or --upgrade, say otherwise.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

BACKEND = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"
# In this order, for the later ones keep to what the earlier ones chose.
NAMES = (
    "requirements",
    "requirements-dev",
    "requirements-bench",
    "requirements-tools",
    "requirements-llm",
)


def compile_command(name: str, *, upgrade: bool) -> list[str]:
    return [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        f"{name}.in",
        f"--output-file={name}.txt",
        "--universal",
        f"--python-version={OLDEST_PYTHON}",
        "--generate-hashes",
        "--custom-compile-command=make lock",
        "--quiet",
        *(["--upgrade"] if upgrade else []),
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write requirements*.txt from requirements*.in.")
    parser.add_argument("--upgrade", action="store_true", help="choose the newest that will do")
    options = parser.parse_args(arguments)
    for name in NAMES:
        print(f"Writing backend/{name}.txt", flush=True)
        command = compile_command(name, upgrade=options.upgrade)
        if subprocess.run(command, cwd=BACKEND, check=False).returncode:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
