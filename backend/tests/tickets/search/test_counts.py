"""`GET /api/tickets/counts/`: tickets by status, priority and category."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from tickets.models import Ticket
from tickets.search import page_finder
from tickets.services import change_tickets
from tickets.vocabulary import Category, Priority, Status

pytestmark = pytest.mark.django_db
URL = "/api/tickets/counts/"
LIST = "/api/tickets/"


def count_row(status, priority, category, count):
    return {"status": status, "priority": priority, "category": category, "count": count}


def total(answer, **filters):
    return sum(
        row["count"]
        for row in answer["cells"]
        if all(row[name] in allowed for name, allowed in filters.items())
    )


def test_without_tickets_there_are_no_cells(api):
    assert api.get(URL).json() == {"cells": [], "exact": True}


def test_only_combinations_that_occur_in_a_stable_order(api, make_ticket):
    for status, priority in (("open", "low"), ("closed", "high"), ("open", "critical")) * 2:
        make_ticket(status=status, priority=priority, category="billing")
    make_ticket(status="open", priority="low", category="account")
    assert api.get(URL).json() == {
        "cells": [
            count_row("closed", "high", "billing", 2),
            count_row("open", "critical", "billing", 2),
            count_row("open", "low", "account", 1),
            count_row("open", "low", "billing", 2),
        ],
        "exact": True,
    }


@pytest.fixture
def many(make_ticket):
    """Tickets of every combination, some of them recent, some about VAT."""
    now = timezone.now()
    for number, (category, priority, status) in enumerate(
        itertools.product(Category, Priority, Status)
    ):
        make_ticket(
            category=category,
            priority=priority,
            status=status,
            title="vat" if number % 3 else "other",
            created_at=now - timedelta(days=number % 5 * 4),
        )


@pytest.mark.parametrize("conditions", [{}, {"search": "VAT"}, {"created_within": 7}])
@pytest.mark.parametrize(
    "filters",
    [{}, {"status": ["open", "closed"]}, {"priority": ["low"], "category": ["billing", "account"]}],
)
def test_sums_of_cells_are_the_totals_of_the_list(api, many, conditions, filters):
    answer = api.get(URL, conditions).json()
    found = api.get(LIST, {**conditions, **filters})
    assert str(total(answer, **filters)) == found.headers["X-Total-Count"]
    assert answer["exact"] is True


def test_search_and_times_go_together(api, many):
    query = {"search": "vat", "created_within": 7, "resolved_within": 3}
    answer = api.get(URL, query).json()
    assert str(total(answer)) == api.get(LIST, query).headers["X-Total-Count"]
    assert {row["status"] for row in answer["cells"]} == {"resolved", "closed"}


def test_the_other_filters_are_not_taken(api, many):
    assert api.get(URL, {"status": "open", "page_size": "x"}).json() == api.get(URL).json()


@pytest.mark.parametrize("search", ["wrong " * 100, "\u200b", "wro\x00ng", "“something is”"])
def test_any_search_is_counted_as_in_the_list(api, make_ticket, search):
    make_ticket()
    assert total(api.get(URL, {"search": search}).json()) == 1
    assert len(api.get(LIST, {"search": search}).json()) == 1


def test_counting_stops_at_a_bound_in_a_search(api, make_ticket, monkeypatch):
    monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 3)
    monkeypatch.setattr(page_finder, "WINDOW", 1)
    monkeypatch.setattr(page_finder, "LONG_WINDOW", 1)
    for _ in range(3):
        make_ticket(title="vat")
    assert api.get(URL, {"search": "vat"}).json()["exact"] is True
    make_ticket(title="vat", priority="low")
    make_ticket(title="vat", priority="low")
    searched = api.get(URL, {"search": "vat"}).json()
    assert (total(searched), searched["exact"]) == (3, False)
    unfiltered = api.get(URL).json()
    assert (total(unfiltered), unfiltered["exact"]) == (5, True)


@pytest.mark.parametrize(
    ("query", "number"), [({}, 1), ({"resolved_within": 9}, 1), ({"search": "vat"}, 4)]
)
def test_few_queries_whatever_the_number_of_tickets(
    api, many, query, number, django_assert_num_queries
):
    with django_assert_num_queries(number):
        assert api.get(URL, query).status_code == 200


def test_unchanged_counts_are_not_sent_again(api, make_ticket):
    ticket = make_ticket()
    etag = api.get(URL).headers["ETag"]
    assert api.get(URL, HTTP_IF_NONE_MATCH=etag).status_code == 304
    change_tickets(Ticket.objects.filter(pk=ticket.pk), {"status": "closed"})
    assert api.get(URL, HTTP_IF_NONE_MATCH=etag).status_code == 200
