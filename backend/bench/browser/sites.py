"""The product as a browser meets it: through gunicorn and through nginx, open and signed in."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from servers_for_tests import NGINX
from with_postgres import free_port

from bench import databases
from bench.servers import ADDRESS, NotServedError, Server, product_environment, serving
from tests.support import nginx_server

EMAIL = "agent@example.com"
PASSWORD = "plum-carriage-42-tide"  # noqa: S105 - of a database that is dropped
MAKE_AGENT = f"""
from accounts.agents.invitations import create_agent
agent = create_agent({EMAIL!r})
agent.set_password({PASSWORD!r})
agent.save()
"""


@dataclass(frozen=True)
class Site:
    """One way to reach the product."""

    server: str
    is_signed_in: bool
    url: str


def make_agent(environment: Mapping[str, str]) -> None:
    databases.manage(environment, "shell", "--verbosity=0", "--command", MAKE_AGENT)


def site_environment(database_url: str, interface: Path) -> dict[str, str]:
    """Return the environment of a server that also has what was put beside the interface."""
    return {
        **product_environment(database_url),
        "DJANGO_SETTINGS_MODULE": "bench.browser.settings",
        "BENCH_INTERFACE": str(interface),
    }


@contextmanager
def through_gunicorn(environment: Mapping[str, str]) -> Iterator[tuple[str, Server]]:
    """Yield the address of gunicorn alone, and the server."""
    with serving(environment) as gunicorn:
        yield f"http://{ADDRESS}:{gunicorn.port}", gunicorn


@contextmanager
def through_nginx(environment: Mapping[str, str], interface: Path) -> Iterator[str]:
    """Yield the address of nginx in front of a gunicorn of its own, which has to know it."""
    program = NGINX.find()
    if program is None:
        raise NotServedError("no nginx was found, and Debian's could not be unpacked")
    port = free_port()
    url = f"http://{ADDRESS}:{port}"
    with (
        TemporaryDirectory(prefix="ticketflow-bench-") as folder,
        serving({**environment, "PUBLIC_URL": url}) as gunicorn,
    ):
        backend = f"{ADDRESS}:{gunicorn.port}"
        text = nginx_server.configuration(
            Path(folder), port, backend, interface, ADMIN_PATH="admin/"
        )
        with nginx_server.running(program, Path(folder), text, port):
            yield url


@contextmanager
def serving_all(database_url: str, interface: Path) -> Iterator[list[Site]]:
    """Serve a database openly and to agents, each through gunicorn alone and through nginx."""
    environment = site_environment(database_url, interface)
    sites: list[Site] = []
    with ExitStack() as stack:
        for is_signed_in in (False, True):
            served = {**environment, "OPEN_ACCESS": str(not is_signed_in)}
            url, _ = stack.enter_context(through_gunicorn(served))
            sites.append(Site("gunicorn", is_signed_in, url))
            url = stack.enter_context(through_nginx(served, interface))
            sites.append(Site("nginx", is_signed_in, url))
        yield sites
