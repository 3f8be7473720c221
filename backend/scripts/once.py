"""Run a command unless it already succeeded with the same inputs.

What it was given is remembered as a hash in a stamp file, which holds whatever the clock and the
files' times say. The stamp is invalid while the command runs, so that work which was interrupted
or failed is done again.
"""

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

UNFINISHED = "unfinished\n"


def files_in(inputs: Sequence[Path]) -> Iterator[Path]:
    for path in sorted(inputs):
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file())
        elif path.is_file():
            yield path


def fingerprint(command: Sequence[str], inputs: Sequence[Path]) -> str:
    digest = hashlib.sha256("\0".join(command).encode())
    for path in files_in(inputs):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"\0{path.as_posix()}\0{content}".encode())
    return digest.hexdigest() + "\n"


def is_done(stamp: Path, expected: str, output: Path | None) -> bool:
    if output is not None and not output.exists():
        return False
    return stamp.is_file() and stamp.read_text() == expected


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Run a command unless its inputs are unchanged.")
    parser.add_argument("--doing", required=True, help="what is said when the command runs")
    parser.add_argument("--stamp", type=Path, required=True, help="where the last run is noted")
    parser.add_argument("--input", type=Path, nargs="*", default=[], help="files and folders")
    parser.add_argument("--output", type=Path, help="what must be there for the step to be done")
    parser.add_argument("--within", type=Path, default=Path(), help="folder the command runs in")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(arguments)

    expected = fingerprint(options.command, options.input)
    if is_done(options.stamp, expected, options.output):
        return 0

    print(options.doing, flush=True)
    options.stamp.parent.mkdir(parents=True, exist_ok=True)
    options.stamp.write_text(UNFINISHED)
    try:
        result = subprocess.run(options.command, cwd=options.within, check=False)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"{options.doing}: {error}", file=sys.stderr)
        return 1
    if result.returncode:
        print(f"{options.doing} failed: see above.", file=sys.stderr)
        return 1

    options.stamp.parent.mkdir(parents=True, exist_ok=True)
    finished = options.stamp.with_name(options.stamp.name + ".new")
    finished.write_text(expected)
    finished.replace(options.stamp)
    return 0


if __name__ == "__main__":
    sys.exit(main())
