"""Fuzz the API with requests generated from its schema.

    python scripts/fuzz_api.py

No request may fail on the server or be answered other than the schema says. The product runs in
closed mode, with sample tickets, on the empty database in DATABASE_URL; the requests come from a
stranger first, then from an agent.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import processes
import serve
from with_postgres import free_port

BACKEND = Path(__file__).resolve().parent.parent
CONFIGURATION = Path(__file__).resolve().parent / "fuzzing"
MIN_CASES = 1_000

MAKE_AGENT = """
import json
from django.contrib.auth.models import User
from django.test import Client
from accounts.models import ApiToken
from allauth.usersessions.models import UserSession
agent = User.objects.create_user("agent", "agent@example.com", is_staff=True)
client = Client()
client.force_login(agent)
_, token = ApiToken.objects.create(agent, name="Fuzzing")
session = client.cookies["sessionid"].value
# Not in the list, so that no request ends the session that the requests come in.
UserSession.objects.all().delete()
print(json.dumps({"FUZZ_TOKEN": token, "FUZZ_SESSION": session}))
"""


def product_environment() -> dict[str, str]:
    """Return a production environment in closed mode, without a model or throttles."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "scripts.fuzzing.fuzz_settings",
        "DOTENV_PATH": os.devnull,
        "DEBUG": "False",
        "HTTPS_ONLY": "False",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
        "OPEN_ACCESS": "False",
        "LLM_API_KEY": "",
        "LOG_LEVEL": "ERROR",
    }


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


def fuzz(url: str, who: str, values: Mapping[str, str], *configuration: str) -> bool:
    """Run the requests of one configuration; return True if all passed and they were enough."""
    print(f"\n--- {who}", flush=True)
    with tempfile.TemporaryDirectory(prefix="ticketflow-") as name:
        folder = Path(name)
        texts = [(CONFIGURATION / file).read_text() for file in configuration]
        (folder / "schemathesis.toml").write_text("".join(texts))
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
    environment = product_environment()
    processes.interrupt_on_termination()
    try:
        manage(environment, "migrate", "--verbosity=0")
        manage(environment, "load_sample_tickets")
        agent = json.loads(manage(environment, "shell", "--no-imports", "--command", MAKE_AGENT))
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
        values = {**agent, "FUZZ_CSRF_TOKEN": secrets.token_hex(16)}
        results = [
            fuzz(url, "anonymous", values, "schemathesis.toml", "anonymous.toml"),
            fuzz(url, "signed in", values, "schemathesis.toml", "signed_in.toml"),
        ]
        return 0 if all(results) else 1
    except KeyboardInterrupt:
        return processes.INTERRUPTED
    finally:
        processes.ignore_interruptions()
        processes.stop(server)


if __name__ == "__main__":
    sys.exit(main())
