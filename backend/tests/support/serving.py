"""The product served as in production: gunicorn on a free port."""

import functools
import http.client
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import processes
import run_stages
import serve
from django.conf import settings
from with_postgres import free_port

DATABASE = "db.sqlite3"


def production_environment(**values: str) -> dict[str, str]:
    """Return the environment of a start in production, without a developer's own settings."""
    return {
        **run_stages.environment_without_settings(),
        "DEBUG": "False",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(50),
        # The last is the name that Django's test client asks for.
        "ALLOWED_HOSTS": "help.example.com,127.0.0.1,localhost,testserver",
        **values,
    }


@dataclass
class Answer:
    """A server's response."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        assert len(values) <= 1, f"{name} was sent {len(values)} times"
        return values[0] if values else None


@dataclass
class Server:
    """A server on a port of this machine."""

    port: int
    log: Path
    headers: Mapping[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body=body, headers={**self.headers, **sent})
            response = connection.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()


def manage(command: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of `manage.py`."""
    return subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        cwd=settings.BASE_DIR,
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def migrate(environment: Mapping[str, str]) -> None:
    migrated = manage("migrate --verbosity 0", environment)
    assert migrated.returncode == 0, migrated.stderr


def served_environment(folder: Path, **values: str) -> dict[str, str]:
    """Return the environment of a server, with an SQLite database in the folder by default."""
    return production_environment(
        **{
            "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
            "DJANGO_SETTINGS_MODULE": "tests.support.served_settings",
            **values,
        }
    )


@functools.cache
def migrated_database() -> bytes:
    """Return an empty SQLite database that is up to date, made once for all servers."""
    with tempfile.TemporaryDirectory(prefix="ticketflow-") as name:
        migrate(served_environment(Path(name)))
        return (Path(name) / DATABASE).read_bytes()


@contextmanager
def gunicorn(folder: Path, **values: str) -> Iterator[Server]:
    """Serve with an empty database, SQLite by default, and a log file in the folder."""
    environment = served_environment(folder, **values)
    if "DATABASE_URL" in values:
        migrate(environment)
    else:
        (folder / DATABASE).write_bytes(migrated_database())
    with gunicorn_as_it_is(folder, environment) as server:
        yield server


@contextmanager
def gunicorn_as_it_is(folder: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve a database that is migrated already."""
    port = free_port()
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            serve.gunicorn("127.0.0.1", port),
            cwd=settings.BASE_DIR,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        problem = serve.wait_until_ready(process, f"http://127.0.0.1:{port}/readyz")
        assert problem is None, log.read_text()
        yield Server(port, log)
    finally:
        processes.stop(process)
