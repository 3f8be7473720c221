"""Fixtures for all tests."""

from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from rest_framework.test import APIClient

from core.http import counting, throttling
from people.teams import access
from tickets.models import Ticket
from tickets.search import trigram_index, word_frequency
from tickets.search.search_texts import store_copies
from tickets.vocabulary import Category, Priority, Status

pytest_plugins = (
    "tests.support.model",
    "tests.support.odd_model",
    "tests.support.static_files",
)

MakeTicket = Callable[..., Ticket]
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


@pytest.hookimpl(wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Return one more than there are cores: some tests wait for servers, and for time to pass."""
    return (yield) + 1


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep the SQLite test database in a file, as the product does: threads can share it."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(
            tmp_path_factory.mktemp("database") / "test.sqlite3"
        )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Ask the database what a worker asks once, so that tests that count queries may come first."""
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            trigram_index.knows_all_letters(connection.alias)


@pytest.fixture(autouse=True)
def fresh_cache(request: pytest.FixtureRequest) -> Iterator[None]:
    """Clear the caches before each test."""
    caches["local"].clear()
    # So that tests count the queries of installations that know of no closed team.
    caches["local"].set(access.NONE_IS_CLOSED, float("inf"), None)
    word_frequency.newest_texts.cache_clear()
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        caches["shared"].clear()


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Hash passwords with a fast algorithm."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def jobs_at_once(settings: Any) -> None:
    """Do at once what is else done after the answer, so that tests find it done."""
    settings.BACKGROUND_JOBS = False


@pytest.fixture(autouse=True)
def steady_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Delete no old counts in passing, as is done in some seconds only: tests count queries."""
    for module in (counting, throttling):
        monkeypatch.setattr(module, "DELETE_EVERY_SECONDS", 10**12)


@pytest.fixture
def no_bin(settings: Any) -> None:
    """Erase what is deleted at once."""
    settings.BIN_DAYS = 0


@pytest.fixture
def api() -> APIClient:
    return APIClient()


@pytest.fixture
def make_ticket(db: None) -> MakeTicket:
    """Store a ticket; by default each is a minute newer than the one before."""
    made = 0

    def make(**values: Any) -> Ticket:
        nonlocal made
        created_at = values.pop("created_at", NOON + timedelta(minutes=made))
        made += 1
        ticket = Ticket.objects.create(
            **{
                "title": f"Ticket {made}",
                "description": "Something is wrong.",
                "category": Category.GENERAL,
                "priority": Priority.MEDIUM,
                "status": Status.OPEN,
                "updated_at": created_at,
                **values,
            },
            created_at=created_at,
        )
        store_copies([ticket])
        return ticket

    return make


@pytest.fixture
def body() -> dict[str, str]:
    """A valid submission."""
    return {
        "title": "Charged twice",
        "description": "My card was charged twice in March.",
        "category": "billing",
        "priority": "high",
    }
