"""A function as Vercel packs and runs it: folder, process and network."""

import base64
import json
import os
import re
import select
import shutil
import socket
import socketserver
import subprocess
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from pathspec import GitIgnoreSpec

RUNTIME = Path(__file__).with_name("vercel_runtime.py")
REQUIREMENTS = settings.BASE_DIR / "requirements.txt"
# Not the virtual environment's, whose packages the function lacks.
PYTHON = getattr(sys, "_base_executable", sys.executable)
# Files that the platform's builder for Python leaves out of any function.
NEVER_PACKED = (
    *(".git/", ".gitignore", ".vercel/", "node_modules/", ".venv/", "venv/", "__pycache__/"),
    *(".mypy_cache/", ".ruff_cache/", "public/", "package-lock.json", "yarn.lock"),
)
STRIPPED = ("py.typed", "WHEEL", "INSTALLER", "direct_url.json")


def lines_of(name: str) -> list[str]:
    return (settings.PROJECT_DIR / name).read_text().splitlines()


def runtime_distributions() -> Iterator[Distribution]:
    """Return the packages of requirements.txt that this machine needs."""
    for line in lines_of("backend/requirements.txt"):
        if re.match(r"\w", line):
            requirement = Requirement(line.removesuffix("\\"))
            if requirement.marker is None or requirement.marker.evaluate():
                yield distribution(requirement.name)


def copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def copy_project(folder: Path) -> None:
    """Copy the files of `backend/` that are uploaded and packed."""
    left_out = GitIgnoreSpec.from_lines(
        [*lines_of(".gitignore"), *lines_of(".vercelignore"), *NEVER_PACKED]
    )
    for file in settings.BASE_DIR.rglob("*"):
        name = file.relative_to(settings.PROJECT_DIR)
        if file.is_file() and not left_out.match_file(name):
            copy(file, folder / name.relative_to("backend"))


def copy_packages(folder: Path) -> None:
    """Copy the installed packages."""
    for package in runtime_distributions():
        for file in package.files or ():
            source = Path(str(file.locate()))
            is_inside = not file.parts[0].startswith("..")
            if is_inside and "__pycache__" not in file.parts and source.is_file():
                copy(source, folder / file)


def run(folder: Path, environment: Mapping[str, str], *command: str | Path) -> str:
    """Run a build step in the project's folder."""
    result = subprocess.run(
        [PYTHON, *command],
        cwd=folder,
        env=dict(environment),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def collect_static_files(folder: Path, static: Path, environment: Mapping[str, str]) -> None:
    """Collect as the platform does for Django: files for its network, their manifest here."""
    shim = folder / "_vercel_collectstatic_settings.py"
    shim.write_text(f"from config.settings import *\nSTATIC_ROOT = {str(static)!r}\n")
    named = {**environment, "DJANGO_SETTINGS_MODULE": shim.stem}
    run(folder, named, "manage.py", "collectstatic", "--noinput")
    shim.unlink()
    copy(static / "staticfiles.json", folder / "staticfiles" / "staticfiles.json")


def is_stripped(file: Path) -> bool:
    return file.suffix in (".pyc", ".pyi") or file.name in STRIPPED


def build(folder: Path, environment: Mapping[str, str]) -> tuple[Path, Path]:
    """Build the function's folder and the static files from `vercel.json`."""
    task, packages, static = (folder / name for name in ("task", "packages", "static"))
    copy_project(task)
    copy_packages(packages)
    environment = {**environment, "PYTHONPATH": str(packages)}
    run(task, environment, "scripts/build_for_vercel.py", "--packages", packages)
    collect_static_files(task, static, environment)
    for file in packages.rglob("*"):
        if file.is_file() and is_stripped(file):
            file.unlink()
    for cache in [*task.rglob("__pycache__"), *packages.rglob("__pycache__")]:
        shutil.rmtree(cache, ignore_errors=True)
    packages.rename(task / "_vendor")
    return task, static


class Relay(socketserver.BaseRequestHandler):
    """Proxy that passes bytes on in both directions."""

    def handle(self) -> None:
        with socket.create_connection(self.server.target) as other:  # type: ignore[attr-defined]
            ways = {self.request: other, other: self.request}
            while True:
                for ready in select.select(ways, [], [])[0]:
                    if not (data := ready.recv(65_536)):
                        return
                    ways[ready].sendall(data)


class Way(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, path: str, target: tuple[str, int]) -> None:
        self.target = target
        super().__init__(path, Relay)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore broken connections."""


@contextmanager
def socket_to(port: int) -> Iterator[str]:
    """Yield a socket file that leads to a port of this machine: the function's only way out."""
    folder = tempfile.mkdtemp(prefix="socket-", dir="/tmp")
    try:
        with Way(f"{folder}/.s.PGSQL.5432", ("127.0.0.1", port)) as server:
            threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
            yield folder
            server.shutdown()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


CLOSED = ("unshare", "--net", "--mount")
# Make the folder read-only, then start the program.
READ_ONLY = (
    'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"',
    "sh",
)


def isolated(folder: Path, *command: str | Path) -> list[str | Path]:
    """Return a command without network, in a read-only folder; skip without the right to that."""
    for extra in ((), ("--user", "--map-root-user")):
        prefix = [*CLOSED, *extra, "sh", "-c", *READ_ONLY, folder]
        try:
            tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)
        except OSError:
            break
        if tried.returncode == 0:
            return [*prefix, *command]
    pytest.skip("this machine does not let a process have a network and mounts of its own")


NONE: Mapping[str, str] = {}


class Function:
    """A running function."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.import_seconds = self.hear()["import_seconds"]

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, f"The function ended: {self.process.wait()}"
        heard: dict[str, Any] = json.loads(line)
        return heard

    def ask(
        self, path: str, method: str = "GET", data: Any = None, headers: Mapping[str, str] = NONE
    ) -> "Answer":
        request = {
            "path": path,
            "method": method,
            "headers": dict(headers),
            **({} if data is None else {"body": json.dumps(data)}),
        }
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return Answer(self.hear())


class Answer:
    def __init__(self, heard: dict[str, Any]) -> None:
        self.status: int = heard["status"]
        self.headers = {name.lower(): value for name, value in heard["headers"]}
        self.cookies = [value for name, value in heard["headers"] if name.lower() == "set-cookie"]
        self.body = base64.b64decode(heard["body"])
        self.seconds: float = heard["seconds"]
        self.threads: list[str] = heard["threads"]

    def json(self) -> Any:
        return json.loads(self.body)


class Browser:
    """Client with cookies, the CSRF token and the page's own origin."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.cookies: dict[str, str] = {}
        self.ask("/api/csrf/")

    def ask(
        self, path: str, method: str = "GET", data: Any = None, headers: Mapping[str, str] = NONE
    ) -> Answer:
        own = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": "https://tickets.example.com",
            "Referer": "https://tickets.example.com/",
            "X-CSRFToken": next((v for k, v in self.cookies.items() if "csrftoken" in k), ""),
        }
        answer = self.function.ask(path, method, data, {**own, **headers})
        for cookie in answer.cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value
        return answer


@contextmanager
def function(task: Path, environment: Mapping[str, str]) -> Iterator[Function]:
    """Start a function: a fresh process, a read-only folder, no network."""
    with subprocess.Popen(
        isolated(task, PYTHON, RUNTIME, task),
        cwd="/",
        env={**environment, "PYTHONPATH": "_vendor", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Function(process)
        finally:
            process.kill()


def platform_environment(url: str) -> dict[str, str]:
    """Return the variables of a production deployment, with the few that its owner sets."""
    return {
        "PATH": os.environ["PATH"],
        "LD_LIBRARY_PATH": sysconfig.get_config_var("LIBDIR") or "",
        "VERCEL": "1",
        "VERCEL_ENV": "production",
        "VERCEL_REGION": "fra1",
        "VERCEL_URL": "tickets-a1b2c3-team.vercel.app",
        "VERCEL_BRANCH_URL": "tickets-git-main-team.vercel.app",
        "VERCEL_PROJECT_PRODUCTION_URL": "tickets.example.com",
        "DATABASE_URL": url,
        "DJANGO_SECRET_KEY": "a-key-of-its-own-0123456789-abcdefghijklmnopqrstuvwxyz",
    }
