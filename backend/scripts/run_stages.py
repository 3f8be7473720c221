"""Run every stage of `make test` or `make lint`, whatever fails, and end with one verdict."""

import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import processes

BACKEND = Path(__file__).resolve().parent.parent
FRONTEND = BACKEND.parent / "frontend"
SCRIPTS = BACKEND / "scripts"
PYTHON = sys.executable

# What a developer has set for the product has no part in its tests.
PRODUCT_SETTINGS = (
    "ADMIN_PATH",
    "ALLOWED_HOSTS",
    "CORS_ALLOWED_ORIGINS",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_POOLED",
    "DATABASE_PASSWORD",
    "DATABASE_STATEMENT_TIMEOUT",
    "DEBUG",
    "DJANGO_SECRET_KEY",
    "EMAIL_FROM",
    "EMAIL_HOST",
    "EMAIL_PASSWORD",
    "EMAIL_PORT",
    "EMAIL_SECURITY",
    "EMAIL_USER",
    "HSTS_SECONDS",
    "HTTPS_ONLY",
    "LLM_API_KEY",
    "LLM_BASE_URL",
    "LLM_CALLS_PER_HOUR",
    "LLM_EXAMPLES",
    "LLM_MASK",
    "LLM_MODEL",
    "LLM_PRICE_INPUT",
    "LLM_PRICE_OUTPUT",
    "LLM_TIMEOUT",
    "LOG_LEVEL",
    "METRICS",
    "NUM_PROXIES",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_NAME",
    "OIDC_SERVER_URL",
    "OPEN_ACCESS",
    "PUBLIC_URL",
    "SENTRY_DSN",
    "SIGN_IN_ORIGINS",
    "SQL_COMMENTS",
)


@dataclass(frozen=True)
class Stage:
    name: str
    command: Sequence[str | Path]
    within: Path = BACKEND
    environment: Mapping[str, str] = field(default_factory=dict)


def test_stages(folder: Path) -> list[Stage]:
    sqlite = {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"}
    with_postgres = (PYTHON, SCRIPTS / "with_postgres.py")
    with_browser = (PYTHON, SCRIPTS / "find_browser.py", "--")
    pytest = (PYTHON, "-m", "pytest")
    return [
        Stage("schema", (PYTHON, SCRIPTS / "check_schema.py"), environment=sqlite),
        Stage("backend on SQLite", (*pytest, "-m", "not own_database"), environment=sqlite),
        Stage("backend on PostgreSQL", (*with_postgres, "--", *pytest)),
        Stage("fuzz", (*with_postgres, "--private", "--", PYTHON, SCRIPTS / "fuzz_api.py")),
        Stage("frontend unit", ("npm", "test"), FRONTEND),
        Stage(
            "end to end",
            (*with_browser, *with_postgres, "--private", "--", "npm", "run", "e2e"),
            FRONTEND,
        ),
    ]


def lint_stages(folder: Path) -> list[Stage]:
    # The program's own first line names the folder that the environment was made in, which may
    # have been moved since.
    lint_imports = Path(PYTHON).parent / "lint-imports"
    return [
        Stage("ruff check", (PYTHON, "-m", "ruff", "check", ".")),
        Stage("ruff format", (PYTHON, "-m", "ruff", "format", "--check", ".")),
        Stage("mypy", (PYTHON, "-m", "mypy", ".")),
        Stage("import contracts", (PYTHON, lint_imports)),
        Stage("frontend lint", ("npm", "run", "lint"), FRONTEND),
    ]


def environment_for(stage: Stage) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in PRODUCT_SETTINGS}
    return {**inherited, "DOTENV_PATH": os.devnull, **stage.environment}


def run(stages: Sequence[Stage]) -> list[str]:
    """Run the stages, print a table of how they went, and return the names of those that failed."""
    failed: list[str] = []
    table: list[tuple[str, str, str]] = [("Stage", "Result", "Seconds")]
    for stage in stages:
        print(f"\n=== {stage.name}", flush=True)
        started = time.monotonic()
        status = processes.run_to_end(
            stage.command, within=stage.within, environment=environment_for(stage)
        )
        seconds = time.monotonic() - started
        if status:
            failed.append(stage.name)
        table.append((stage.name, "failed" if status else "passed", f"{seconds:.1f}"))
    width = max(len(name) for name, _, _ in table)
    print()
    for name, result, duration in table:
        print(f"{name:<{width}}  {result:<6}  {duration:>7}")
    return failed


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
