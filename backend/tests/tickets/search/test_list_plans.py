"""PostgreSQL's plans for a page of the list: at most a page of each combination is read."""

import itertools
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.tickets.search.test_list import ids, next_url
from tickets.search import page_finder
from tickets.search.ordering import ORDERINGS
from tickets.search.query import DAYS_FIELDS
from tickets.vocabulary import FACETS

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="plans are PostgreSQL's"),
]
URL = "/api/tickets/"
PAGE = 10
COMBINATIONS = 64
VALUES = {
    "category": [(), ("billing",), ("billing", "general", "account")],
    "priority": [(), ("critical",), ("low", "high")],
    "status": [(), ("open",), ("resolved", "closed")],
}
FILTERS = [
    {name: values for name, values in zip(FACETS, combination, strict=True) if values}
    for combination in itertools.product(*(VALUES[name] for name in FACETS))
]


def nodes(plan):
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


def rows_read(node):
    """Return the number of rows that a node of a plan read, of the table or of an index."""
    removed = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return (node["Actual Rows"] + removed) * node["Actual Loops"]


def explain(api, url, parameters=None):
    """Return the response, and the executed plan of each query of the tickets' table."""
    with CaptureQueriesContext(connection) as queries:
        response = api.get(url, parameters)
    return response, plans_of(queries)


def plans_of(queries):
    """Return the executed plan of each captured query of the tickets' table."""
    plans = []
    with connection.cursor() as cursor:
        for query in queries.captured_queries:
            if "tickets_ticket" in query["sql"].replace("tickets_ticketsummary", ""):
                sql = query["sql"].rpartition("true); ")[2]
                cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}")
                [[found]] = cursor.fetchall()
                plans.append((json.loads(found) if isinstance(found, str) else found)[0]["Plan"])
    return plans


def check(plans, most):
    assert plans
    for plan in plans:
        for node in nodes(plan):
            if node["Node Type"] == "Sort":
                assert node["Plans"][0]["Actual Rows"] <= most
            if "Scan" in node["Node Type"] and node.get("Relation Name") == "tickets_ticket":
                assert node["Node Type"] != "Seq Scan"
                assert rows_read(node) <= most


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_a_page_with_any_values_takes_a_page_of_each_kind_at_most(api, many_tickets, ordering):
    for filters in FILTERS:
        parameters = {**filters, "ordering": ordering, "page_size": PAGE}
        response, plans = explain(api, URL, parameters)
        assert len(ids(response)) in (0, PAGE)
        check(plans, COMBINATIONS * (PAGE + 1))
        for _ in range(3):
            if url := next_url(response):
                response, plans = explain(api, url)
                check(plans, COMBINATIONS * (PAGE + 1))


@pytest.mark.parametrize("ordering", ORDERINGS)
def test_a_page_of_some_days_takes_no_more_than_the_days_have(api, many_tickets, ordering):
    days = 3
    for name in DAYS_FIELDS:
        for filters in ({}, {"status": ["open", "closed"]}, {"priority": "critical"}):
            parameters = {**filters, name: days, "ordering": ordering, "page_size": PAGE}
            response, plans = explain(api, URL, parameters)
            assert response.status_code == 200
            # A window of the next tickets is scanned first.
            check(plans, max(COMBINATIONS * (PAGE + 1), 500, days * 24 * 6))


@pytest.mark.parametrize("ordering", ["last_message_at", "-last_message_at", "waiting_since"])
@pytest.mark.parametrize("turns", [["agent"], ["requester"], ["requester", "agent"]])
def test_too_many_of_one_turn_to_sort_are_read_in_order(
    api, many_tickets, monkeypatch, ordering, turns
):
    monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 100)
    parameters = {"awaiting": turns, "ordering": ordering, "page_size": PAGE}
    response, plans = explain(api, URL, parameters)
    for _ in range(3):
        assert len(ids(response)) == PAGE
        # Half of the open tickets are of the other turn.
        check(plans[-1:], 3 * COMBINATIONS * (PAGE + 1))
        response, plans = explain(api, next_url(response))


def test_a_page_far_down_takes_what_the_first_one_takes(api, many_tickets):
    _, first = explain(api, URL, {"page_size": PAGE})
    url = f"{URL}?page_size=200"
    for _ in range(90):
        url = next_url(api.get(url))
    response, deep = explain(api, url.replace("page_size=200", f"page_size={PAGE}"))
    assert len(ids(response)) == PAGE
    check(first, PAGE + 1)
    check(deep, PAGE + 1)
