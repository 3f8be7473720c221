"""Run every stage of `make test` or `make lint`, even after failures, and print one verdict."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import processes

BACKEND = Path(__file__).resolve().parent.parent
FRONTEND = BACKEND.parent / "frontend"
SCRIPTS = BACKEND / "scripts"
PYTHON = sys.executable


@dataclass(frozen=True)
class Stage:
    name: str
    command: Sequence[str | Path]
    within: Path = BACKEND
    environment: Mapping[str, str] = field(default_factory=dict)
    # It keeps one core busy, so the next stage runs beside it.
    is_light: bool = False


@dataclass(frozen=True)
class Result:
    name: str
    is_failure: bool
    seconds: float


def test_stages(folder: Path) -> list[Stage]:
    sqlite = {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"}
    with_postgres = (PYTHON, SCRIPTS / "with_postgres.py")
    with_browser = (PYTHON, SCRIPTS / "find_browser.py", "--")
    in_browser = (*with_browser, *with_postgres, "--private", "--", "npm", "run")
    pytest = (PYTHON, "-m", "pytest")
    return [
        Stage("schema", (PYTHON, SCRIPTS / "check_schema.py"), environment=sqlite),
        Stage("backend on SQLite", (*pytest, "-m", "not own_database"), environment=sqlite),
        Stage("backend on PostgreSQL", (*with_postgres, "--", *pytest)),
        Stage(
            "fuzz",
            (*with_postgres, "--private", "--", PYTHON, SCRIPTS / "fuzz_api.py"),
            is_light=True,
        ),
        Stage("frontend unit", ("npm", "test"), FRONTEND),
        Stage("end to end", (*in_browser, "e2e"), FRONTEND),
        # Nothing runs beside what measures time.
        Stage("speed in a browser", (*in_browser, "e2e:speed"), FRONTEND),
    ]


def lint_stages(folder: Path) -> list[Stage]:
    # Run with Python, for the script's own first line names the folder that .venv was made in, and
    # the project may have been moved since.
    lint_imports = Path(PYTHON).parent / "lint-imports"
    return [
        Stage("ruff check", (PYTHON, "-m", "ruff", "check", ".")),
        Stage("ruff format", (PYTHON, "-m", "ruff", "format", "--check", ".")),
        Stage("import contracts", (PYTHON, lint_imports)),
        Stage("layout", (PYTHON, SCRIPTS / "check_layout.py")),
        Stage("mypy", (PYTHON, "-m", "mypy", "."), is_light=True),
        Stage("frontend lint", ("npm", "run", "lint"), FRONTEND),
    ]


def environment_without_settings() -> dict[str, str]:
    """Return the environment without a developer's own settings of the product.

    `DATABASE_URL` stays: it names the database to test on.
    """
    # As a program, this script finds only its own folder's modules.
    if str(BACKEND) not in sys.path:
        sys.path.insert(0, str(BACKEND))
    from config.environment import VARIABLES

    dropped = set(VARIABLES) - {"DATABASE_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "DOTENV_PATH": os.devnull}


def environment_for(stage: Stage) -> dict[str, str]:
    return {**environment_without_settings(), **stage.environment}


def run_in_foreground(stage: Stage) -> Result:
    print(f"\n=== {stage.name}", flush=True)
    started = time.monotonic()
    status = processes.run_to_end(
        stage.command, within=stage.within, environment=environment_for(stage)
    )
    return Result(stage.name, status != 0, time.monotonic() - started)


@contextmanager
def run_beside(stage: Stage | None) -> Iterator[list[Result]]:
    """Run a stage beside the body, if there is one; its output and result come after it."""
    results: list[Result] = []
    if stage is None:
        yield results
        return
    started = time.monotonic()
    with tempfile.TemporaryFile() as output:
        process = start_beside(stage, output)
        try:
            yield results
            status = process.wait()
        finally:
            # Interrupted, it ends what it has started itself.
            process.terminate()
            process.wait()
        print(f"\n=== {stage.name}", flush=True)
        output.seek(0)
        sys.stdout.write(output.read().decode(errors="replace"))
        results.append(Result(stage.name, status != 0, time.monotonic() - started))


def start_beside(stage: Stage, output: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        stage.command,
        cwd=stage.within,
        env=environment_for(stage),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
    )


def run(stages: Sequence[Stage]) -> list[str]:
    """Run the stages, print a table of the results, and return the names of those that failed."""
    results: list[Result] = []
    waiting = list(stages)
    while waiting:
        stage, light = waiting.pop(0), None
        if stage.is_light and waiting:
            stage, light = waiting.pop(0), stage
        with run_beside(light) as beside:
            results.append(run_in_foreground(stage))
        results += beside
    print_table(results)
    return [result.name for result in results if result.is_failure]


def print_table(results: Sequence[Result]) -> None:
    table = [("Stage", "Result", "Seconds")]
    for result in results:
        verdict = "failed" if result.is_failure else "passed"
        table.append((result.name, verdict, f"{result.seconds:.1f}"))
    width = max(len(name) for name, _, _ in table)
    print()
    for name, verdict, duration in table:
        print(f"{name:<{width}}  {verdict:<6}  {duration:>7}")


def main(arguments: Sequence[str]) -> int:
    verb = arguments[0]
    stages, success = {
        "test": (test_stages, "All tests passed."),
        "lint": (lint_stages, "No problems found."),
    }[verb]
    processes.interrupt_on_termination()
    with tempfile.TemporaryDirectory(prefix="ticketflow-") as folder:
        try:
            failed = run(stages(Path(folder)))
        except KeyboardInterrupt:
            print("\nInterrupted.", flush=True)
            return processes.INTERRUPTED
    print(f"\nFAILED: {', '.join(failed)}" if failed else f"\n{success}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
