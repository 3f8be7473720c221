"""Serve the built product with gunicorn, and print its address once it is ready.

Ctrl-C stops it quietly: gunicorn runs detached, so that only this program gets the interrupt and
lets current requests finish.
"""

import argparse
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import local_url
import ports
import processes

BACKEND = Path(__file__).resolve().parent.parent
START_SECONDS = 60
WORKERS = 2
# Idle connections that a browser keeps open would hold up the end for as long.
LAST_REQUESTS_SECONDS = 3


def gunicorn(address: str, port: int) -> list[str]:
    host = f"[{address}]" if ":" in address else address
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi:application",
        f"--bind={host}:{port}",
        "--config=python:config.gunicorn_conf",
        f"--workers={WORKERS}",
        "--threads=8",
        f"--graceful-timeout={LAST_REQUESTS_SECONDS}",
    ]


def why_not_ready(url: str) -> str | None:
    """Return the reason why the server is not ready, or None; ask it directly, not by a proxy."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=5):
            return None
    except urllib.error.HTTPError as error:
        try:
            return str(json.load(error)["status"])
        except (ValueError, KeyError, TypeError):
            return f"it answers {error.code}"
    except OSError as error:
        return str(error)


def wait_until_ready(server: subprocess.Popen[bytes], url: str) -> str | None:
    """Wait for the server; return the reason why it did not become ready, or None."""
    deadline = time.monotonic() + START_SECONDS
    while problem := why_not_ready(url):
        if server.poll() is not None:
            return "see above"
        if time.monotonic() > deadline:
            return problem
        time.sleep(0.1)
    return None


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Serve the built product.")
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=ports.port_number, default=8000)
    options = parser.parse_args(arguments)
    if problem := ports.problem_with(options.port, options.address):
        print(problem, file=sys.stderr)
        return 1

    name = "localhost" if options.address in ("127.0.0.1", "0.0.0.0") else options.address  # noqa: S104
    host = f"[{name}]" if ":" in name else name
    processes.interrupt_on_termination()
    with processes.sole_receiver_of_interrupts():
        server = processes.start_detached(gunicorn(options.address, options.port), within=BACKEND)
        try:
            if problem := wait_until_ready(server, f"http://{host}:{options.port}/readyz"):
                print(f"TicketFlow did not start: {problem}.", file=sys.stderr)
                return 1
            address = local_url.remember(f"http://{host}:{options.port}")
            print(f"TicketFlow is at {address} (Ctrl-C stops it)", flush=True)
            server.wait()
            print("The server ended: see above.", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 0
        finally:
            processes.ignore_interruptions()
            processes.stop(server, grace=LAST_REQUESTS_SECONDS + 2)


if __name__ == "__main__":
    sys.exit(main())
