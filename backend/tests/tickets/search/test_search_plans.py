"""PostgreSQL's plans for a search: by an index, whatever the words."""

import pytest
from django.db import connection

from tickets.models import Ticket
from tickets.search.word_match import match_words

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has trigrams"),
]


@pytest.fixture
def many_tickets():
    Ticket.objects.bulk_create(
        Ticket(
            title=f"Ticket {number}",
            description=f"word{number % 997} and other{number % 13}",
            category="general",
            priority="low",
        )
        for number in range(5_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket")
        # So few tickets are read faster than any index.
        cursor.execute("SET LOCAL enable_seqscan = off")


@pytest.mark.parametrize("text", ["word77", "absent", "WORD77 other3", "ticket absent"])
def test_rare_and_absent_words_are_found_by_trigrams(many_tickets, text):
    plan = match_words(Ticket.objects.all(), text).order_by()[:10_001].explain()
    assert "ticket_description_trigrams" in plan
    assert "ticket_title_trigrams" in plan
    assert "Seq Scan" not in plan
