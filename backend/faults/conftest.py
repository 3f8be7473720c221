"""Fixtures: a private PostgreSQL, and the product as `make run` serves it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bench.databases import connected, manage
from bench.servers import Server, product_environment, serving
from faults.checker import ROWS, Row
from faults.cluster import Cluster, cluster

os.environ.setdefault("DOTENV_PATH", os.devnull)


@pytest.fixture(scope="session")
def running_cluster() -> Iterator[Cluster]:
    with cluster() as made:
        manage(product_environment(made.url), "migrate", "--verbosity=0")
        yield made


@pytest.fixture
def postgres(running_cluster: Cluster) -> Iterator[Cluster]:
    """The cluster, running again before each test."""
    yield running_cluster
    if running_cluster.process is None:
        running_cluster.start()


@pytest.fixture
def environment(postgres: Cluster) -> dict[str, str]:
    return {**product_environment(postgres.url), "DATABASE_STATEMENT_TIMEOUT": "2"}


@pytest.fixture
def server(environment: dict[str, str]) -> Iterator[Server]:
    with serving(environment) as running:
        yield running


def rows_of(url: str) -> list[Row]:
    with connected(url) as connection, connection.cursor() as cursor:
        cursor.execute(ROWS)
        return list(cursor.fetchall())


def rows_of_file(path: Path) -> list[Row]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.execute(ROWS))
