"""`GET /api/tickets/`: filters, order, pages, totals."""

import itertools
import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing

from conftest import NOON
from core.db.null_times import LATEST
from tickets.models import Ticket
from tickets.search import cursor, page_finder
from tickets.search.ordering import ORDERINGS
from tickets.services import change_tickets
from tickets.vocabulary import Category, Priority, Status

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
SUBSETS = [(), (0,), (1, 2)]


def ids(response):
    assert response.status_code == 200, response.content
    return [ticket["id"] for ticket in response.json()]


def next_url(response):
    link = response.headers.get("Link")
    if link is None:
        return None
    assert link.startswith("<http://testserver/api/tickets/?")
    assert link.endswith('>; rel="next"')
    return link[1:].partition(">")[0]


def all_pages(api, url, **params):
    found, response = [], api.get(url, params)
    while True:
        found += ids(response)
        url = next_url(response)
        if url is None:
            return found
        assert len(found) < 1_000, "the pages go round in a circle"
        response = api.get(url)


@pytest.fixture
def one_of_each(make_ticket):
    """64 tickets: every category with every priority and every status."""
    return [
        make_ticket(category=category, priority=priority, status=status)
        for category, priority, status in itertools.product(Category, Priority, Status)
    ]


def test_a_plain_array_newest_first(api, make_ticket):
    tickets = [make_ticket() for _ in range(3)]
    response = api.get(URL)
    assert isinstance(response.json(), list)
    assert ids(response) == [ticket.pk for ticket in reversed(tickets)]
    assert set(response.json()[0]) == {
        "id",
        "title",
        "description",
        "category",
        "priority",
        "status",
        "created_at",
        "updated_at",
        "resolved_at",
        "version",
        "awaiting",
        "waiting_since",
        "message_count",
        "last_message_at",
        "last_requester_at",
        "first_response_at",
        "requester_name",
        "requester_email",
        "requester",
        "assignee",
        "team",
        "tags",
        "tag_colors",
        "snoozed_until",
        "woken_at",
        "woken_from",
        "merged_into",
        "folder",
        "removed_at",
        "found",
    }


def test_an_empty_database(api):
    response = api.get(URL)
    assert response.json() == []
    assert response.headers["X-Total-Count"] == "0"
    assert "Link" not in response.headers


@pytest.mark.parametrize("categories", SUBSETS)
@pytest.mark.parametrize("priorities", SUBSETS)
@pytest.mark.parametrize("statuses", SUBSETS)
def test_filter_combinations(api, one_of_each, categories, priorities, statuses):
    wanted = {
        "category": [Category.values[i] for i in categories],
        "priority": [Priority.values[i] for i in priorities],
        "status": [Status.values[i] for i in statuses],
    }
    response = api.get(URL, {**wanted, "page_size": 200})
    expected = [
        ticket.pk
        for ticket in reversed(one_of_each)
        if all(not values or getattr(ticket, name) in values for name, values in wanted.items())
    ]
    assert ids(response) == expected
    assert response.headers["X-Total-Count"] == str(len(expected))
    assert response.headers["X-Total-Relation"] == "eq"


@pytest.mark.parametrize("field", ["category", "priority", "status"])
def test_unknown_filter_values(api, field):
    response = api.get(URL, {field: ["open", "nonsense"]})
    assert response.status_code == 400
    assert list(response.json()) == [field]


def test_empty_filters_are_unset(api, make_ticket):
    make_ticket()
    assert len(ids(api.get(f"{URL}?category=&priority=&status=&search=&cursor=&ordering="))) == 1


@pytest.mark.parametrize("ordering", ORDERINGS)
@pytest.mark.parametrize("page_size", [1, 7, 64])
def test_every_ordering_pages_through_all_tickets_once(api, one_of_each, ordering, page_size):
    # Equal times put the tie-breaking to the test.
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in one_of_each[10:30]]).update(
        created_at=NOON, updated_at=NOON
    )
    found = all_pages(api, URL, ordering=ordering, page_size=page_size)
    assert sorted(found) == sorted(ticket.pk for ticket in one_of_each)
    field = ordering.removeprefix("-")
    tickets = Ticket.objects.in_bulk()
    rank = {"priority": Priority.values.index, "status": Status.values.index}.get(field, str)
    values = [getattr(tickets[pk], field) for pk in found]
    is_time = field.endswith(("_at", "_since"))
    # Nobody waits in those without a time, which come last.
    keys = [value or LATEST for value in values] if is_time else [rank(value) for value in values]
    assert keys == sorted(keys, reverse=ordering.startswith("-"))


def test_paging_while_tickets_arrive_and_change_repeats_and_misses_none(api, make_ticket):
    before = {make_ticket(priority="low").pk for _ in range(25)}
    found, response = [], api.get(URL, {"page_size": 4, "priority": "low"})
    while True:
        found += ids(response)
        make_ticket(priority="low", created_at=NOON + timedelta(days=1))
        make_ticket(priority="low", created_at=NOON + timedelta(days=1))
        Ticket.objects.filter(pk=found[0]).delete()
        url = next_url(response)
        if url is None:
            break
        assert len(found) < 1_000, "the pages go round in a circle"
        assert parse_qs(urlsplit(url).query)["priority"] == ["low"]
        response = api.get(url)
    assert len(found) == len(set(found))
    assert set(found) == before


def test_page_size_defaults_to_50_and_reaches_200(api, make_ticket):
    Ticket.objects.bulk_create(
        Ticket(title="t", description="d", category="general", priority="low") for _ in range(201)
    )
    response = api.get(URL)
    assert len(ids(response)) == 50
    assert response.headers["X-Total-Count"] == "201"
    assert len(ids(api.get(URL, {"page_size": 200}))) == 200


@pytest.mark.parametrize("value", ["0", "-1", "201", "many", "1.5", "9" * 30, "１"])
def test_unusable_page_sizes(api, value):
    response = api.get(URL, {"page_size": value})
    assert response.status_code == 400
    assert list(response.json()) == ["page_size"]


def test_unknown_ordering(api):
    response = api.get(URL, {"ordering": "title"})
    assert response.status_code == 400
    assert list(response.json()) == ["ordering"]


@pytest.mark.parametrize("cursor", ["nonsense", "a:b:c", "\x00", "é"])
def test_foreign_cursors(api, cursor):
    response = api.get(URL, {"cursor": cursor})
    assert response.status_code == 400
    assert list(response.json()) == ["cursor"]


@pytest.mark.parametrize(
    ("signer", "payload"),
    [
        (signing.Signer(salt="another"), ["-created_at", "2026-01-01T00:00:00Z", 1]),
        (cursor.CURSORS, ["title", "x", 1]),
        (cursor.CURSORS, ["-created_at", "x"]),
        (cursor.CURSORS, ["-created_at", 1, 1]),
        (cursor.CURSORS, ["-created_at", "x", 1]),
        (cursor.CURSORS, ["-created_at", "2026-01-01T00:00:00", 1]),
        (cursor.CURSORS, ["-created_at", "2026-01-01T00:00:00Z", "x"]),
        (cursor.CURSORS, ["-created_at", "2026-01-01T00:00:00Z", None]),
        (cursor.CURSORS, ["-created_at", "2026-01-01T00:00:00Z", 10**30]),
        (cursor.CURSORS, ["-created_at", "2026-01-01T00:00:00Z", [1]]),
        (cursor.CURSORS, ["-priority", True, "2026-01-01T00:00:00Z", 1]),
        (cursor.CURSORS, ["-priority", 4, "2026-01-01T00:00:00Z", 1]),
        (cursor.CURSORS, ["-created_at", "2026-01-01T00:00:00Z", 1, [True, True]]),
        (cursor.CURSORS, ["-created_at", "2026-01-01T00:00:00Z", 1, 5]),
        (cursor.CURSORS, ["-category", "x\x00", "2026-01-01T00:00:00Z", 1]),
        (cursor.CURSORS, {"-created_at": 1}),
        (cursor.CURSORS, 1),
    ],
)
def test_cursors_of_other_makers_and_earlier_releases(api, signer, payload):
    response = api.get(URL, {"cursor": signer.sign_object(payload)})
    assert response.status_code == 400
    assert list(response.json()) == ["cursor"]


def test_a_cursor_belongs_to_its_ordering(api, make_ticket):
    make_ticket(), make_ticket()
    url = next_url(api.get(URL, {"page_size": 1}))
    assert ids(api.get(url)) != []
    assert api.get(f"{url}&ordering=created_at").status_code == 400


def test_totals_stop_counting_at_a_bound(api, make_ticket, monkeypatch):
    monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 3)
    for _ in range(3):
        make_ticket()
    search = {"search": "wrong"}
    assert api.get(URL, search).headers["X-Total-Relation"] == "eq"
    make_ticket(), make_ticket()
    monkeypatch.setattr(page_finder, "WINDOW", 1)
    monkeypatch.setattr(page_finder, "LONG_WINDOW", 1)
    response = api.get(URL, search)
    assert response.headers["X-Total-Count"] == "3"
    assert response.headers["X-Total-Relation"] == "gte"


def test_totals_are_exact_where_the_database_keeps_count(api, make_ticket, monkeypatch):
    monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 2)
    for status in ("open", "open", "open", "closed", "resolved"):
        make_ticket(status=status)
        make_ticket(status=status, priority="critical", category="account")
    for query, total in (
        ({}, 10),
        ({"status": ""}, 10),
        ({"status": "open"}, 6),
        ({"status": ["open", "closed"], "priority": "critical"}, 4),
        ({"status": "open", "priority": "critical", "category": "billing"}, 0),
        ({"created_within": 3_660}, 10),
        ({"created_within": 3_660, "status": "open"}, 6),
        ({"resolved_within": 3_660}, 4),
        ({"resolved_within": 3_660, "status": ["resolved", "open"], "priority": "critical"}, 1),
    ):
        headers = api.get(URL, query).headers
        assert (headers["X-Total-Count"], headers["X-Total-Relation"]) == (str(total), "eq")


def test_filters_compare_no_tickets_with_each_other(api, make_ticket, django_assert_num_queries):
    make_ticket()
    with django_assert_num_queries(2) as queries:
        ids(api.get(URL, {"status": ["open", "closed"], "category": "general"}))
    assert not [query["sql"] for query in queries if "DISTINCT" in query["sql"]]


@pytest.mark.parametrize("ordering", ["-created_at", "-priority"])
def test_two_queries_whatever_the_number_of_tickets(
    api, one_of_each, ordering, django_assert_num_queries
):
    for page_size in (1, 64):
        with django_assert_num_queries(2):
            api.get(URL, {"page_size": page_size, "ordering": ordering})


def test_an_unchanged_list_is_not_sent_again(api, make_ticket):
    ticket = make_ticket()
    etag = api.get(URL).headers["ETag"]
    response = api.get(URL, HTTP_IF_NONE_MATCH=etag)
    assert response.status_code == 304
    assert response.content == b""
    change_tickets(Ticket.objects.filter(pk=ticket.pk), {"status": "closed"})
    assert api.get(URL, HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_a_page_whose_total_or_successor_changed_is_sent_again(api, make_ticket):
    make_ticket()
    etags = set()
    for _ in range(3):
        response = api.get(URL, {"page_size": 1, "ordering": "created_at"})
        etags.add(response.headers["ETag"])
        make_ticket()
    assert len(etags) == 3


def test_a_bounded_total_differs_from_an_exact_one(api, make_ticket, monkeypatch):
    monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 2)
    etags = set()
    for _ in range(3):
        make_ticket()
        response = api.get(URL, {"page_size": 1, "ordering": "created_at", "search": "wrong"})
        etags.add(response.headers["ETag"])
    assert len(etags) == 3


def test_the_same_page_has_the_same_successor_at_any_time(api, make_ticket, monkeypatch):
    make_ticket(), make_ticket()
    first = api.get(URL, {"page_size": 1})
    later = time.time() + 100
    monkeypatch.setattr(time, "time", lambda: later)
    again = api.get(URL, {"page_size": 1}, HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert again.status_code == 304


def test_a_packed_list_is_known_by_its_tag_too(api, make_ticket):
    make_ticket(description="x" * 2_000)
    packed = api.get(URL, HTTP_ACCEPT_ENCODING="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    plain = api.get(URL)
    assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
    for etag in (packed.headers["ETag"], plain.headers["ETag"]):
        for encoding in ("gzip", "identity"):
            response = api.get(URL, HTTP_IF_NONE_MATCH=etag, HTTP_ACCEPT_ENCODING=encoding)
            assert response.status_code == 304


def test_a_packed_ticket_is_known_by_its_tag_too(api, make_ticket):
    url = f"{URL}{make_ticket(description='x' * 2_000).pk}/"
    response = api.get(url, HTTP_ACCEPT_ENCODING="gzip")
    assert response.headers["ETag"] == 'W/"1"'
    assert api.get(url, HTTP_IF_NONE_MATCH='W/"1"', HTTP_ACCEPT_ENCODING="gzip").status_code == 304
    assert api.patch(url, {"status": "closed"}, HTTP_IF_MATCH='W/"1"').status_code == 200
