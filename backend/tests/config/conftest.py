"""Fixtures for the tests of the project's configuration."""

from collections.abc import Iterator

import pytest

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
