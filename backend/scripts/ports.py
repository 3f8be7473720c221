"""Check that ports are free before a server is started, with one line if not."""

import argparse
import errno
import socket
import sys
from collections.abc import Sequence


def is_answering(address: str, port: int) -> bool:
    try:
        with socket.create_connection((address, port), timeout=1):
            return True
    except OSError:
        return False


def problem_with(
    port: int, address: str = "127.0.0.1", advice: str = "stop it, then try again"
) -> str | None:
    """Return the reason why a port cannot be used, or None; `advice` is for a port in use."""
    busy = f"Port {port} is in use by another program: {advice}."
    # A program on either loopback address counts: a browser that is sent to localhost may reach it.
    if any(is_answering(loopback, port) for loopback in ("127.0.0.1", "::1")):
        return busy
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return busy
            return f"Cannot listen on {address}, port {port}: {error.strerror}."
    return None


def port_number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port: choose one from 1 to 65535.")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check that ports are free.")
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--advice", required=True, help="what to do about a port in use")
    parser.add_argument("ports", nargs="+")
    options = parser.parse_args(arguments)
    for text in options.ports:
        try:
            problem = problem_with(port_number(text), options.address, options.advice)
        except argparse.ArgumentTypeError as error:
            problem = str(error)
        if problem:
            print(problem, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
