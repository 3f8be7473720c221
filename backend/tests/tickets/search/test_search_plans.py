"""PostgreSQL's plans for a search: by an index, whatever the words."""

import pytest
from django.db import connection

from tests.support.tickets import store_tickets
from tickets.models import Ticket
from tickets.search.query import TicketQuery

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has trigrams"),
]


@pytest.fixture
def many_tickets():
    store_tickets(
        Ticket(
            title=f"Ticket {number}",
            description=f"word{number % 997} and other{number % 13}",
            category="general",
            priority="low",
        )
        for number in range(5_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket, tickets_searchtext")
        # So few tickets are read faster than any index.
        cursor.execute("SET LOCAL enable_seqscan = off")


@pytest.mark.parametrize("text", ["word77", "absent", "WORD77 other3", "ticket absent"])
def test_rare_and_absent_words_are_found_by_trigrams(many_tickets, text):
    (tickets,) = TicketQuery.from_conditions({"search": text}).by_index
    plan = tickets[:10_001].explain()
    assert plan.count("search_text_trigrams") == 1
    assert "Seq Scan" not in plan


def test_the_next_tickets_are_read_in_their_order(many_tickets):
    query = TicketQuery.from_conditions({"search": "word77 other3"})
    plan = query.tickets.order_by("-created_at", "-id")[:51].explain()
    assert "ticket_newest" in plan
    assert "search_text_ticket" in plan
    assert "search_text_trigrams" not in plan
