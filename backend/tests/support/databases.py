"""PostgreSQL for servers and functions that tests start: own databases, and PgBouncer."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import ports
import processes
import psycopg2
import pytest
import with_postgres
from servers_for_tests import PGBOUNCER

CONFIGURATION = """
[databases]
* = host={host} port={server_port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 2
logfile = {folder}/log
pidfile = {folder}/pid
"""


def replace_netloc(
    url: str, *, host: str = "127.0.0.1", port: int | None = None, name: str = ""
) -> str:
    """Return the URL with another host, port or database."""
    parts = urlsplit(url)
    account = parts.netloc.rpartition("@")[0]
    place = f"{account}@{host}:{port or parts.port or 5432}"
    return parts._replace(netloc=place, path=f"/{name}" if name else parts.path).geturl()


@contextmanager
def own_database() -> Iterator[str]:
    """Yield the URL of an empty database on the tests' server; skip without PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith(with_postgres.URL_SCHEMES):
        pytest.skip("this is about PostgreSQL")
    name = f"own_{uuid4().hex[:12]}"
    parts = urlsplit(url)

    def execute(statement: str) -> None:
        with closing(psycopg2.connect(url)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)

    execute(f"CREATE DATABASE {name}")
    try:
        yield replace_netloc(url, host=parts.hostname or "127.0.0.1", name=name)
    finally:
        execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def pgbouncer(url: str) -> Iterator[str]:
    """Run PgBouncer in front of a database, with two connections; skip where there is none."""
    program = PGBOUNCER.find()
    if program is None:
        pytest.skip("no PgBouncer was found, and Debian's could not be unpacked")
    parts, port = urlsplit(url), with_postgres.free_port()
    folder = with_postgres.folder_for_cluster()
    try:
        (folder / "users").write_text(f'"{parts.username}" "{parts.password or ""}"\n')
        text = CONFIGURATION.format(
            host=parts.hostname, server_port=parts.port or 5432, port=port, folder=folder
        )
        (folder / "ini").write_text(text)
        (folder / "log").touch()
        # PgBouncer refuses to be root, and other accounts may not read the checkout.
        for libraries in PGBOUNCER.libraries:
            for library in libraries.glob("*.so*"):
                shutil.copy(library, folder)
        shutil.copy(program, folder / "pgbouncer")
        if account := with_postgres.server_account():
            for path in (folder, *folder.iterdir()):
                os.chown(path, account.pw_uid, account.pw_gid)
        with subprocess.Popen(
            [folder / "pgbouncer", "-q", folder / "ini"],
            cwd=folder,
            env={**os.environ, "LD_LIBRARY_PATH": str(folder)},
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **with_postgres.as_server(),
        ) as process:
            try:
                wait_for(process, port, folder / "log")
                yield replace_netloc(url, port=port)
            finally:
                processes.stop(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + 20
    while not ports.is_answering("127.0.0.1", port):
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline
        time.sleep(0.05)
