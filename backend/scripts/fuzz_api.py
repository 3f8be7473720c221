"""Try the API with thousands of made-up requests, held against what its description promises.

Real gunicorn serves it, on a database of its own; schemathesis makes the requests from the
description, so that a new address is tried without a change here. Three times: everybody in open
mode, strangers in closed mode, and an agent who is signed in. All requests are the same in each run.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import processes
import serve

BACKEND = Path(__file__).resolve().parent.parent
SETTINGS = BACKEND / "scripts" / "fuzzing" / "fuzz_settings.py"
SEED = 20_240_229
LEAST_CASES = 2_000
CASES = re.compile(r"(\d+) generated")


@dataclass(frozen=True)
class Round:
    """Who asks, and which checks have no sense for them, with the reason."""

    name: str
    is_open: bool
    is_signed_in: bool = False
    examples: int = 40
    # By check, why it is left out.
    left_out: Mapping[str, str] = field(default_factory=dict)


ROUNDS = [
    Round(
        "everybody, in open mode",
        is_open=True,
        left_out={"ignored_auth": "whoever asks has an agent's rights in this mode"},
    ),
    Round("strangers, in closed mode", is_open=False, examples=15),
    Round("an agent, in closed mode", is_open=False, is_signed_in=True),
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def manage(environment: Mapping[str, str], *arguments: str) -> str:
    command = (sys.executable, "manage.py", *arguments)
    return subprocess.run(
        command, cwd=BACKEND, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


# An agent of the installation, and a session of theirs.
SIGN_IN = """
from django.contrib.auth.models import User
from django.test import Client
user, _ = User.objects.get_or_create(username="agent", email="a@example.com", is_staff=True)
client = Client()
client.force_login(user)
print(client.cookies["sessionid"].value)
"""
# As the interface sends it: the same value in a cookie and in a header.
CSRF_TOKEN = "f" * 32


@contextmanager
def product(environment: Mapping[str, str]) -> Iterator[str]:
    port = free_port()
    server = processes.start_aside(
        serve.gunicorn("127.0.0.1", port), within=BACKEND, environment=environment
    )
    url = f"http://127.0.0.1:{port}"
    try:
        if problem := serve.wait_until_ready(server, f"{url}/readyz"):
            sys.exit(f"The product did not start: {problem}")
        yield url
    finally:
        processes.stop(server)


def configuration(part: Round, session: str) -> str:
    """What schemathesis is told, in its own language."""
    lines = [
        f"seed = {SEED}",
        "continue-on-failure = true",
        "[generation]",
        "deterministic = true",
        f"max-examples = {part.examples}",
        "[phases.stateful.generation]",
        f"max-examples = {part.examples}",
        "[checks]",
        *(f"{check}.enabled = false  # {why}" for check, why in part.left_out.items()),
    ]
    if session:
        lines += [
            "[headers]",
            f'Cookie = "sessionid={session}; csrftoken={CSRF_TOKEN}"',
            f'X-CSRFToken = "{CSRF_TOKEN}"',
        ]
    return "\n".join(lines) + "\n"


def try_all(part: Round, folder: Path, environment: Mapping[str, str]) -> tuple[int, bool]:
    """How many requests were made, and whether all went as described."""
    environment = {
        **environment,
        "OPEN_ACCESS": str(part.is_open),
        "DJANGO_SETTINGS_MODULE": SETTINGS.stem,
        "PYTHONPATH": str(SETTINGS.parent),
    }
    session = manage(environment, "shell", "-v", "0", "-c", SIGN_IN).split()[-1]
    settings = folder / "schemathesis.toml"
    settings.write_text(configuration(part, session if part.is_signed_in else ""))
    with product(environment) as url:
        command: list[str | Path] = [
            Path(sys.executable).parent / "schemathesis",
            f"--config-file={settings}",
            "run",
            f"{url}/api/schema/?format=json",
            "--workers=2",
            "--no-color",
        ]
        result = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, text=True, check=False)
    print(result.stdout)
    cases = CASES.findall(result.stdout)
    return sum(map(int, cases)), result.returncode == 0


def main() -> int:
    total, failed = 0, []
    with tempfile.TemporaryDirectory(prefix="ticketflow-") as name:
        folder = Path(name)
        environment = {
            **os.environ,
            "DATABASE_URL": os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'db.sqlite3'}",
            "DOTENV_PATH": os.devnull,
            "LOG_LEVEL": "ERROR",
        }
        manage(environment, "migrate", "--verbosity=0")
        manage(environment, "load_sample_tickets")
        for part in ROUNDS:
            print(f"--- {part.name}", flush=True)
            cases, is_good = try_all(part, folder, environment)
            total += cases
            if not is_good:
                failed.append(part.name)
    print(f"{total} requests" + "".join(f"; failed: {name}" for name in failed))
    if total < LEAST_CASES:
        print(f"That is less than the {LEAST_CASES} meant.")
        return 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
