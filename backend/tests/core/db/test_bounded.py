"""Queries with a time limit."""

import pytest

from core.db.bounded import count_each_in_time, count_in_time, fetch_in_time
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
SECONDS = 1.0


@pytest.fixture
def nothing():
    """Tickets of which the ORM knows without a query that there are none."""
    return Ticket.objects.filter(status__in=[])


def test_where_no_row_can_match_there_is_none(nothing):
    assert fetch_in_time(nothing.values_list("pk"), seconds=SECONDS) == []
    assert count_in_time(nothing, limit=5, seconds=SECONDS) == 0


def test_among_others_it_counts_as_none(nothing, make_ticket):
    for _ in range(3):
        make_ticket()
    every = Ticket.objects.all()
    assert count_each_in_time([nothing, every, nothing], limit=2, seconds=SECONDS) == [0, 2, 0]
