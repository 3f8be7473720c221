"""The clients that wait beside a migration, and the migrations that are measured."""

import os
import re

import pytest

from bench.databases import BACKEND
from bench.upgrades.releases import BEFORE_CONVERSATIONS, FIRST
from bench.upgrades.waits import PLANNED, BackgroundClient, NoClientError, product_apps

RELEASES = [FIRST, BEFORE_CONVERSATIONS]
PLAN = """\
[X]  tickets.0026_days_of_time_zones
[ ]  tickets.0027_conversation_state
[ ]  conversations.0001_initial (2 squashed migrations)
"""


def test_only_what_is_pending_is_measured():
    assert PLANNED.findall(PLAN) == [
        ("tickets", "0027_conversation_state"),
        ("conversations", "0001_initial"),
    ]


def test_the_apps_of_the_product_are_those_with_migrations():
    assert {"tickets", "conversations", "people", "accounts", "core"} <= product_apps()


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)
def test_the_migrations_of_a_release_are_there(release):
    for app, name in release.migrations.items():
        assert (BACKEND / app / "migrations" / f"{name}.py").exists()


@pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.name)
def test_statements_can_be_given_the_number_of_a_ticket(release):
    for statement in (*release.reads, *release.writes):
        assert "%" not in re.sub(r"%%|%\(number\)s", "", statement)


def test_a_client_that_has_ended_waits_for_nothing():
    client = BackgroundClient(os.devnull, FIRST.reads, 10)
    with pytest.raises(NoClientError):
        client.take()
