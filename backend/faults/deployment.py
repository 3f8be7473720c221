"""The deployment of `docker-compose.scale.yml` without containers.

nginx has the repository's configuration and three backends, each started by `entrypoint.sh`, on
PostgreSQL.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import processes
import pytest
import serve
from servers_for_tests import NGINX
from with_postgres import free_port

from bench.databases import BACKEND
from tests.support import nginx_server

REPLICAS = 3


def container_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a backend in closed mode, behind nginx and a TLS proxy."""
    programs = Path(sys.executable).parent
    return {
        **environment,
        "PATH": f"{programs}:{os.environ['PATH']}",
        # The image has collected the static files.
        "DJANGO_SETTINGS_MODULE": "tests.support.served_settings",
        "OPEN_ACCESS": "False",
        "NUM_PROXIES": "2",
        "LOG_LEVEL": "INFO",
        "WEB_CONCURRENCY": "1",
    }


@dataclass
class Replica:
    """One backend."""

    port: int
    log: Path
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                ["sh", "entrypoint.sh"],
                cwd=BACKEND,
                env={**self.environment, "PORT": str(self.port)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        assert self.process
        url = f"http://127.0.0.1:{self.port}/readyz"
        problem = serve.wait_until_ready(self.process, url)
        assert problem is None, f"{problem}: {self.log.read_text()}"

    def kill(self) -> None:
        """Kill all its processes at once, as the system does without memory."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> float:
        """Terminate its first process, as Docker does; return the seconds that it took."""
        assert self.process
        started = time.monotonic()
        self.process.terminate()
        self.process.wait(timeout=30)
        return time.monotonic() - started


@dataclass
class Deployment:
    """All servers, and ways to break them."""

    folder: Path
    url: str
    replicas: list[Replica]
    port: int = field(default_factory=free_port)
    nginx: ExitStack = field(default_factory=ExitStack)

    def start_nginx(self) -> None:
        program = NGINX.find()
        if program is None:
            pytest.skip("no nginx was found, and Debian's could not be unpacked")
        backends = "; server ".join(f"127.0.0.1:{replica.port}" for replica in self.replicas)
        text = nginx_server.configuration(self.folder, self.port, backends, ADMIN_PATH="admin/")
        self.nginx.enter_context(nginx_server.running(program, self.folder, text, self.port))

    def kill_nginx(self) -> None:
        # The first process leads a group that is its own.
        os.killpg(int((self.folder / "nginx.pid").read_text()), signal.SIGKILL)
        self.nginx.close()


@contextmanager
def deployed(
    folder: Path, url: str, environment: Mapping[str, str], port: int | None = None, **values: str
) -> Iterator[Deployment]:
    """Start every backend at the same moment on an empty database."""
    port = port or free_port()
    contained = {
        **container_environment(environment),
        # People open what nginx serves.
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        **values,
    }
    replicas = [
        Replica(free_port(), folder / f"replica-{number}.log", contained)
        for number in range(REPLICAS)
    ]
    deployment = Deployment(folder, url, replicas, port)
    try:
        for replica in replicas:
            replica.start()
        for replica in replicas:
            replica.wait_until_ready()
        deployment.start_nginx()
        yield deployment
    finally:
        deployment.nginx.close()
        for replica in replicas:
            if replica.process:
                with suppress(ProcessLookupError):
                    processes.stop(replica.process)
