"""Ports in use and invalid ports are reported in one line."""

import socket
from collections.abc import Iterator

import pytest

from .conftest import RunScript

ADVICE = ("--advice", "choose another")


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_free_port_is_silent(run_script: RunScript, free_port: int) -> None:
    result = run_script("ports.py", *ADVICE, free_port)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_busy_port_is_named_with_advice(run_script: RunScript, busy_port: int) -> None:
    result = run_script("ports.py", *ADVICE, busy_port)
    assert result.returncode == 1
    assert result.stderr == f"Port {busy_port} is in use by another program: choose another.\n"


def test_serving_on_a_busy_port_is_refused(run_script: RunScript, busy_port: int) -> None:
    result = run_script("serve.py", "--port", busy_port)
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert line.startswith(f"Port {busy_port} is in use")


@pytest.mark.parametrize("text", ["", "abc", "0", "65536", "-1", "８０００"])
def test_no_port_at_all_is_refused(run_script: RunScript, text: str) -> None:
    result = run_script("ports.py", *ADVICE, "--", text)
    assert result.returncode == 1
    [line] = result.stderr.splitlines()
    assert "is not a port" in line
