"""Every page is the one that sorting all matches gives, whatever the strategy."""

import random
import time
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import connection
from django.db.models import Func, Value
from django.utils import timezone

from conftest import NOON
from core.db.bounded import fetch_in_time
from tests.support.tickets import store_tickets
from tests.tickets.search.test_list import ids, next_url
from tickets.models import Ticket
from tickets.search import page_finder
from tickets.search.ordering import ORDERINGS
from tickets.search.query import DAYS_FIELDS
from tickets.vocabulary import (
    DONE,
    UNTIL_REPLY,
    VOCABULARIES,
    Awaiting,
    Category,
    Priority,
    Status,
)

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL ends statements"
)
URL = "/api/tickets/"
# Five pages of all tickets, and a shorter one in the end.
PAGE_SIZE = 29
# None, one that is over, and two that are not.
SNOOZES = (None, datetime(2020, 1, 1, tzinfo=UTC), datetime(2300, 1, 1, tzinfo=UTC), UNTIL_REPLY)
WORDS = ("common", "rare", "Überweisung", "x", "退款")
# Each makes the tests take another strategy.
BOUNDS = {
    "as they are": {},
    "a narrow window": {"page_finder.WINDOW": 3, "page_finder.LONG_WINDOW": 9},
    "many matches": {
        "page_finder.WINDOW": 3,
        "page_finder.LONG_WINDOW": 9,
        "page_finder.MAX_EXACT_TOTAL": 4,
    },
    "no window": {
        "page_finder.WINDOW": 1,
        "page_finder.LONG_WINDOW": 1,
        "page_finder.MAX_EXACT_TOTAL": 1,
    },
    "rare words": {"word_frequency.SAMPLE_SIZE": 150, "word_frequency.COMMON_FROM": 40},
    "common words taken for rare": {
        "word_frequency.SAMPLE_SIZE": 5,
        "word_frequency.COMMON_FROM": 6,
        "page_finder.MAX_EXACT_TOTAL": 4,
    },
}


@pytest.fixture
def tickets(db):
    """150 tickets, of all kinds, some at the same times."""
    rng = random.Random(5)
    made = []
    for number in range(150):
        created_at = NOON - timedelta(days=rng.randrange(8), hours=rng.randrange(2))
        changed_at = created_at + timedelta(hours=rng.randrange(100))
        status = rng.choice(Status.values)
        words = [word for word in WORDS if rng.random() < (0.6 if word == "common" else 0.1)]
        turn = Awaiting.NOBODY if status in DONE else rng.choice(("agent", "requester"))
        made.append(
            Ticket(
                title=f"Ticket {number}",
                description=f"About {' and '.join(words)}",
                category=rng.choice(Category.values),
                priority=rng.choice(Priority.values),
                status=status,
                created_at=created_at,
                updated_at=changed_at,
                resolved_at=changed_at if status in DONE else None,
                awaiting=turn,
                waiting_since=created_at if turn == Awaiting.AGENT else None,
                # The release before leaves it out.
                last_message_at=rng.choice((None, created_at, changed_at)),
                first_response_at=changed_at if number % 3 else None,
                last_agent_at=changed_at if number % 4 else None,
                assigned_at=changed_at if number % 5 else None,
                snoozed_until=None if status in DONE else rng.choice(SNOOZES),
            )
        )
    return store_tickets(made)


def conditions():
    """Return conditions: values, words, days, and several of these."""
    days = (timezone.now() - NOON).days
    few, some = {"status": ["open"], "priority": ["high", "low"]}, {"category": ["billing"]}
    return [
        {},
        few,
        some,
        {"search": "common"},
        {"search": "rare common", **some},
        {"search": "überweisung"},
        {"search": "absent", **few},
        {"created_within": days + 4},
        {"created_within": days + 4, **few},
        {"resolved_within": days + 1},
        {"resolved_within": days + 2, "created_within": days + 6, **some},
        {"resolved_within": days + 2, "search": "common"},
        {"awaiting": ["agent"]},
        {"awaiting": ["requester"]},
        {"awaiting": ["requester", "agent"], **some},
        {"awaiting": ["requester", "nobody"], "search": "common"},
        {"first_response_within": days + 1},
        {"first_response_within": days + 2, "resolved_within": days + 6, **some},
        {"answered_within": days + 1},
        {"assigned_within": days + 2, **few},
        {"older_than": days + 3},
        {"older_than": days + 1, **few},
        {"older_than": days + 2, "created_within": days + 5},
        {"older_than": days + 2, "resolved_within": days + 5},
        {"older_than": days + 2, "awaiting": ["agent"]},
        {"older_than": days + 2, "search": "common"},
        *({"snoozed": is_snoozed} for is_snoozed in ("true", "false")),
        *({"snoozed": is_snoozed, **few} for is_snoozed in ("true", "false")),
        *({"snoozed": is_snoozed, "search": "common"} for is_snoozed in ("true", "false")),
        *({"snoozed": is_snoozed, "search": "rare"} for is_snoozed in ("true", "false")),
        *({"snoozed": is_snoozed, "awaiting": ["agent"]} for is_snoozed in ("true", "false")),
        {"snoozed": "false", "created_within": days + 4, **some},
        {"snoozed": "false", "resolved_within": days + 1},
    ]


def is_snoozed(ticket):
    until = ticket.snoozed_until
    return "true" if until is not None and until > timezone.now() else "false"


def matches(ticket, query):
    text = f"{ticket.title}\n{ticket.description}".upper()
    never = datetime.min.replace(tzinfo=UTC)
    return (
        all(
            getattr(ticket, name) in query.get(name, vocabulary)
            for name, vocabulary in {**VOCABULARIES, "awaiting": Awaiting}.items()
        )
        and all(word.upper() in text for word in query.get("search", "").split())
        and query.get("snoozed", is_snoozed(ticket)) == is_snoozed(ticket)
        and all(
            (getattr(ticket, column) or never) >= since(query[name])
            for name, column in DAYS_FIELDS.items()
            if name in query
        )
        and ("older_than" not in query or ticket.created_at < since(query["older_than"]))
    )


def since(days):
    today = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return today - timedelta(days=days - 1)


def sort_value(key, ticket):
    name = key.removeprefix("-")
    if name.endswith("_rank"):
        field = name.removesuffix("_rank")
        return VOCABULARIES[field].values.index(getattr(ticket, field))
    if name == "last_message_at":
        return ticket.last_message_at or ticket.created_at
    if name == "waiting_since":
        return ticket.waiting_since or datetime.max.replace(tzinfo=UTC)
    return getattr(ticket, name)


def expected(tickets, query, ordering):
    found = [ticket for ticket in tickets if matches(ticket, query)]
    for key in reversed(ORDERINGS[ordering]):
        found.sort(key=partial(sort_value, key), reverse=key.startswith("-"))
    return [ticket.pk for ticket in found]


def fetch_pages(api, parameters):
    """Return the ids of all pages, and the totals of the first and the last page."""
    response = api.get(URL, parameters)
    found, totals = ids(response), []
    totals.append((int(response.headers["X-Total-Count"]), response.headers["X-Total-Relation"]))
    while url := next_url(response):
        response = api.get(url)
        found += ids(response)
        assert len(found) < 1_000, "the pages go round in a circle"
    totals.append((int(response.headers["X-Total-Count"]), response.headers["X-Total-Relation"]))
    return found, totals


@pytest.mark.parametrize("bounds", BOUNDS)
@pytest.mark.parametrize("ordering", ORDERINGS)
def test_pages_are_what_sorting_all_gives(api, tickets, monkeypatch, ordering, bounds):
    for name, value in BOUNDS[bounds].items():
        monkeypatch.setattr(f"tickets.search.{name}", value)
    for query in conditions():
        found, totals = fetch_pages(api, {**query, "ordering": ordering, "page_size": PAGE_SIZE})
        assert found == expected(tickets, query, ordering), query
        for total, relation in totals:
            assert total == len(found) if relation == "eq" else total <= len(found), query


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_short_words_are_found_in_any_order(api, tickets, ordering):
    for query in ({"search": "x"}, {"search": "退款"}, {"search": "退款 common"}, {"search": "ж"}):
        found, totals = fetch_pages(api, {**query, "ordering": ordering, "page_size": PAGE_SIZE})
        assert found == expected(tickets, query, ordering), query
        assert totals[0] == (len(found), "eq")


def test_short_words_are_looked_for_among_the_next_tickets_only(api, tickets, monkeypatch):
    monkeypatch.setattr(page_finder, "WINDOW", 5)
    monkeypatch.setattr(page_finder, "LONG_WINDOW", 30)
    newest = sorted(tickets, key=lambda ticket: (ticket.created_at, ticket.pk), reverse=True)[:30]
    found, totals = fetch_pages(api, {"search": "退款"})
    assert found == expected(newest, {"search": "退款"}, "-created_at")
    assert found != []
    assert totals[0] == (len(found), "gte")


@on_postgresql
def test_a_search_that_takes_an_index_too_long_ends_in_time(api, tickets, monkeypatch):
    monkeypatch.setattr(page_finder, "WINDOW", 5)
    monkeypatch.setattr(page_finder, "LONG_WINDOW", 30)
    monkeypatch.setattr(page_finder, "MAX_SECONDS", 0.05)

    def fetch_slowly(rows, **limits):
        return fetch_in_time(rows.annotate(slow=Func(Value(5), function="pg_sleep")), **limits)

    monkeypatch.setattr(page_finder, "fetch_in_time", fetch_slowly)
    newest = sorted(tickets, key=lambda ticket: (ticket.created_at, ticket.pk), reverse=True)[:30]
    start = time.monotonic()
    found, totals = fetch_pages(api, {"search": "rare"})
    assert time.monotonic() - start < 2
    assert found == expected(newest, {"search": "rare"}, "-created_at")
    assert totals[0] == (len(found), "gte")


@on_postgresql
def test_only_a_search_has_so_little_time(api, transactional_db, make_ticket, monkeypatch):
    def statement_timeout():
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            return cursor.fetchone()

    monkeypatch.setattr(page_finder, "WINDOW", 1)
    make_ticket(), make_ticket()
    before = statement_timeout()
    assert api.get(URL, {"search": "ticket"}).headers["X-Total-Count"] == "2"
    assert statement_timeout() == before
