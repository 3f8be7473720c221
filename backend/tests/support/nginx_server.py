"""nginx with the repository's configuration, in front of servers on this machine."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ports
import processes
import pytest
from run_stages import FRONTEND
from servers_for_tests import NGINX
from with_postgres import free_port

from tests.support.serving import Server

DIST = FRONTEND / "dist"
ADMIN_PATH = "back-office/"
SIGN_IN_ORIGINS = "https://login.example.com https://id.example.com:8443"
OVER_TLS = {"X-Forwarded-Proto": "https", "Host": "help.example.com"}
# The image's, which is not here.
TYPES = """types {
        text/html html;
        text/css css;
        text/javascript js;
        image/svg+xml svg;
        font/woff2 woff2;
    }"""


def built_page() -> Path:
    page = DIST / "index.html"
    if not page.is_file():
        pytest.skip("the interface has not been built: `make test` builds it")
    return page


def configuration(
    folder: Path, port: int, backend: str, dist: Path = DIST, /, **values: str
) -> str:
    """Return the image's `nginx.conf`, with another port and other folders."""
    built_page()
    image = folder / "image"
    subprocess.run(["node", FRONTEND / "build" / "forNginx.js", dist, image], check=True)
    text = (image / "default.conf.template").read_text()
    placeholders = {
        "SIGN_IN_ORIGINS": SIGN_IN_ORIGINS,
        "ADMIN_PATH": ADMIN_PATH,
        "HSTS_SECONDS": "31536000",
        "PUBLIC_PATH": "/",
        "RESOLVER": "127.0.0.1",
        "TRUSTED_PROXIES": "unix:",
        "BACKEND": backend,
        **values,
    }
    for old, new in {
        **{f"${{{name}}}": value for name, value in placeholders.items()},
        "listen 8080": f"listen 127.0.0.1:{port}",
        "/usr/share/nginx/": f"{image}/",
        "/dev/stdout": f"{folder}/access.log",
        "/dev/stderr": f"{folder}/error.log",
    }.items():
        assert old in text, f"{old} is no longer in nginx.conf"
        text = text.replace(old, new)
    assert "${" not in text
    return text


def main_configuration(folder: Path) -> str:
    """Return the image's `nginx.main.conf`, with one process in the foreground."""
    text = (FRONTEND / "nginx.main.conf").read_text()
    user = "user root;\n" if os.geteuid() == 0 else ""
    for old, new in {
        " /tmp/": f" {folder}/",
        "worker_processes auto;": f"{user}worker_processes 1;\ndaemon off;",
        "/dev/stderr": f"{folder}/error.log",
        "include /etc/nginx/mime.types;": TYPES,
        "/etc/nginx/conf.d/*.conf": f"{folder}/default.conf",
    }.items():
        assert old in text, f"{old} is no longer in nginx.main.conf"
        text = text.replace(old, new)
    return text


@contextmanager
def running(program: Path, folder: Path, text: str, port: int) -> Iterator[Server]:
    (folder / "default.conf").write_text(text)
    main = folder / "nginx.conf"
    main.write_text(main_configuration(folder))
    errors = folder / "error.log"
    process = processes.start_detached([program, "-p", folder, "-e", errors, "-c", main])
    try:
        deadline = time.monotonic() + 20
        while not ports.is_answering("127.0.0.1", port):
            assert process.poll() is None, errors.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield Server(port, folder / "access.log", OVER_TLS)
    finally:
        processes.stop(process)


def find_nginx() -> Path:
    program = NGINX.find()
    if program is None:
        pytest.skip("no nginx was found, and Debian's could not be unpacked")
    return program


@contextmanager
def nginx(folder: Path, backend: str, **values: str) -> Iterator[Server]:
    """Run nginx in front of one address, or of several in the form of `nginx.conf`."""
    program = find_nginx()
    port = free_port()
    with running(program, folder, configuration(folder, port, backend, **values), port) as server:
        yield server


@contextmanager
def proxy(folder: Path, locations: str, port: int | None = None) -> Iterator[Server]:
    """Run nginx as somebody's own proxy in front of the product, with these locations."""
    program = find_nginx()
    port = port or free_port()
    text = f"server {{ listen 127.0.0.1:{port}; access_log off;\n{locations}\n}}"
    with running(program, folder, text, port) as server:
        server.headers = {}
        yield server
