"""Fixtures for the tests of the project's configuration."""

from collections.abc import Iterator

import pytest

from tests.support.nginx_server import OVER_TLS, built_page, nginx
from tests.support.serving import Server, gunicorn


@pytest.fixture(scope="session")
def leaky_views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product in production, with views that leak everything they can."""
    with gunicorn(
        tmp_path_factory.mktemp("leaky_views"),
        TESTED_URLS="tests.support.leaky_views",
        HTTPS_ONLY="False",
        OPEN_ACCESS="True",
        LOG_LEVEL="DEBUG",
        ALLOWED_HOSTS="127.0.0.1",
        NUM_PROXIES="1",
    ) as server:
        yield server


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product in production, open to strangers."""
    built_page()
    folder = tmp_path_factory.mktemp("gunicorn")
    with gunicorn(folder, NUM_PROXIES="1", OPEN_ACCESS="True") as server:
        server.headers = OVER_TLS
        yield server


@pytest.fixture(scope="module")
def front(backend: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """nginx before it."""
    with nginx(tmp_path_factory.mktemp("nginx"), f"127.0.0.1:{backend.port}") as server:
        yield server


@pytest.fixture(params=["gunicorn", "nginx"])
def server(request: pytest.FixtureRequest, backend: Server, front: Server) -> Server:
    return backend if request.param == "gunicorn" else front
