"""Fuzz the API with requests generated from its schema.

    python scripts/fuzz_api.py

No request may fail on the server or be answered other than the schema says, and no stranger may be
shown a field that is not on the list for strangers. The product runs in closed mode, with sample
tickets, messages and private links, and a stand-in for a model, on the empty database in
DATABASE_URL; the requests come from a stranger first, then from an agent.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import processes
import serve
from with_postgres import free_port

BACKEND = Path(__file__).resolve().parent.parent
CONFIGURATION = Path(__file__).resolve().parent / "fuzzing"
MODEL = BACKEND / "tests" / "support" / "model_server.py"
MIN_CASES = 1_000

PRINT_DATA = "from scripts.fuzzing.fuzz_data import print_data; print_data()"

# In each run of a stranger.
CHECK_PUBLIC_FIELDS = {
    "SCHEMATHESIS_HOOKS": "public_answers",
    "PYTHONPATH": os.pathsep.join([str(BACKEND), str(CONFIGURATION)]),
}


def product_environment(model_port: int) -> dict[str, str]:
    """Return a production environment in closed mode, without throttles, with a model."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "scripts.fuzzing.fuzz_settings",
        "DOTENV_PATH": os.devnull,
        "DEBUG": "False",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS_ONLY": "False",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
        "OPEN_ACCESS": "False",
        "LLM_API_KEY": "stand-in",
        "LLM_BASE_URL": f"http://127.0.0.1:{model_port}/schema/fuzzing/v1",
        "LLM_CALLS_PER_HOUR": "1000000",
        "LOG_LEVEL": "ERROR",
    }


def read(file: str) -> str:
    return (CONFIGURATION / file).read_text()


def manage(environment: Mapping[str, str], *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, cwd=BACKEND, env=environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def problem_with(report: Path) -> str | None:
    """Return the reason why a run's report is not enough, or None."""
    if not report.exists():
        return "There is no report."
    told = json.loads(report.read_text())
    cases, operations = told["test_cases"]["generated"], told["operations"]
    if cases < MIN_CASES:
        return f"{cases} cases are fewer than {MIN_CASES:,}."
    if operations["tested"] < operations["total"]:
        return f"Of {operations['total']} operations, only {operations['tested']} were tried."
    return None


def toml_of(dictionaries: Mapping[str, list[Any]]) -> str:
    """Return the ids and tokens that there are, as a part of a configuration."""
    return "".join(
        f"[dictionaries.{name}]\nvalues = {json.dumps(values)}\n"
        for name, values in dictionaries.items()
    )


def fuzz(url: str, who: str, values: Mapping[str, str], *configuration: str) -> bool:
    """Run the requests of one configuration; return True if all passed and they were enough."""
    print(f"\n--- {who}", flush=True)
    with tempfile.TemporaryDirectory(prefix="ticketflow-") as name:
        folder = Path(name)
        (folder / "schemathesis.toml").write_text("\n".join(configuration))
        report = folder / "report.json"
        status = processes.run_to_end(
            [
                *(sys.executable, "-m", "schemathesis.cli", "run", f"{url}/api/schema/"),
                *("--checks=all", "--mode=all", "--report=json", f"--report-json-path={report}"),
            ],
            within=folder,
            environment={**os.environ, **values},
        )
        problem = problem_with(report)
    if problem:
        print(problem, file=sys.stderr)
    return status == 0 and problem is None


def main() -> int:
    processes.interrupt_on_termination()
    with subprocess.Popen([sys.executable, MODEL], stdout=subprocess.PIPE, text=True) as model:
        try:
            return fuzz_product(int(model.stdout.readline() if model.stdout else 0))
        finally:
            model.terminate()


def fuzz_product(model_port: int) -> int:
    """Start the product, and return 0 if all runs against it went well."""
    environment = product_environment(model_port)
    try:
        manage(environment, "migrate", "--verbosity=0")
        manage(environment, "load_sample_tickets")
        data = json.loads(manage(environment, "shell", "--no-imports", "--command", PRINT_DATA))
    except subprocess.CalledProcessError as error:
        print(f"The database could not be prepared: {error}", file=sys.stderr)
        return 1
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    server = processes.start_detached(
        serve.gunicorn("127.0.0.1", port), within=BACKEND, environment=environment
    )
    try:
        if problem := serve.wait_until_ready(server, f"{url}/readyz"):
            print(f"TicketFlow did not start: {problem}.", file=sys.stderr)
            return 1
        values = {**data["variables"], "FUZZ_CSRF_TOKEN": secrets.token_hex(16)}
        common = (read("schemathesis.toml"), toml_of(data["dictionaries"]))
        stranger = {**values, **CHECK_PUBLIC_FIELDS}
        results = [
            fuzz(url, "anonymous", stranger, *common, read("anonymous.toml")),
            fuzz(url, "signed in", values, *common, read("signed_in.toml")),
        ]
        return 0 if all(results) else 1
    except KeyboardInterrupt:
        return processes.INTERRUPTED
    finally:
        processes.ignore_interruptions()
        processes.stop(server)


if __name__ == "__main__":
    sys.exit(main())
