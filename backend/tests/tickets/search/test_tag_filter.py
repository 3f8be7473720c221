"""Filters by tags: any, all or none of them."""

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import NOON
from core.db.bounded import StatementTooSlow
from tests.tickets.search.test_list import all_pages, ids
from tests.tickets.search.test_list_plans import explain, nodes, plans_of, rows_read
from tickets.models import Tag, Ticket, TicketTag
from tickets.search import page_finder, tag_index
from tickets.search.ordering import ORDERINGS, START
from tickets.search.query import TicketQuery

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
PAGE = 51
SETS = [
    set(found)
    for size in range(4)
    for found in itertools.combinations(("angry", "refund", "vat"), size)
]


@pytest.fixture
def tickets(make_ticket):
    """Two tickets for each set of the three tags, with what they have."""
    tags = {name: Tag.objects.create(name=name) for name in ("angry", "refund", "vat")}
    made: dict[int, set[str]] = {}
    for names in SETS * 2:
        ticket = make_ticket(priority=["low", "high"][len(made) % 2], is_tagged=bool(names))
        made[ticket.pk] = names
        for name in names:
            TicketTag.objects.create(
                ticket=ticket, tag=tags[name], ticket_created_at=ticket.created_at
            )
    return made


FILTERS = [
    ({"tag": ["vat"]}, lambda has: "vat" in has),
    ({"tag": ["VÁT"]}, lambda has: "vat" in has),
    ({"tag": ["vat", "angry"]}, lambda has: bool(has & {"vat", "angry"})),
    ({"tag": ["none"]}, lambda has: not has),
    ({"tag": ["none", "vat"]}, lambda has: not has or "vat" in has),
    ({"tag": ["unknown"]}, lambda has: False),
    ({"tag": ["unknown", "vat"]}, lambda has: "vat" in has),
    ({"tag_all": ["vat"]}, lambda has: "vat" in has),
    ({"tag_all": ["vat", "angry"]}, lambda has: has >= {"vat", "angry"}),
    ({"tag_all": ["vat", "unknown"]}, lambda has: False),
    ({"exclude_tag": ["vat"]}, lambda has: "vat" not in has),
    ({"exclude_tag": ["vat", "angry", "unknown"]}, lambda has: not has & {"vat", "angry"}),
    ({"tag": ["vat"], "exclude_tag": ["angry"]}, lambda has: "vat" in has and "angry" not in has),
    ({"tag": ["none"], "exclude_tag": ["angry"]}, lambda has: not has),
    (
        {"tag": ["vat", "angry"], "tag_all": ["refund"]},
        lambda has: has > {"refund"},
    ),
    (
        {"tag": ["vat", "angry"], "tag_all": ["refund"], "exclude_tag": ["vat"]},
        lambda has: has == {"refund", "angry"},
    ),
]

PAGED = [FILTERS[at] for at in (2, 4, 8, 10, 14)]


@pytest.mark.parametrize(("conditions", "matches"), FILTERS)
def test_the_list_its_counts_and_bulk_changes_mean_the_same(api, tickets, conditions, matches):
    expected = [pk for pk, has in tickets.items() if matches(has)][::-1]
    response = api.get(URL, conditions)
    assert ids(response) == expected
    assert response.headers["X-Total-Count"] == str(len(expected))
    counts = api.get(f"{URL}counts/", conditions).json()
    assert sum(cell["count"] for cell in counts["cells"]) == len(expected)
    operation = {"matching": conditions, "set": {"category": "billing"}}
    result = api.post(f"{URL}bulk/", {"operations": [operation]}, format="json").json()
    assert [one["id"] for one in result["changed"]] == expected


@pytest.mark.parametrize("is_broad", [False, True])
@pytest.mark.parametrize("ordering", ORDERINGS)
@pytest.mark.parametrize(("conditions", "matches"), PAGED)
def test_the_pages_of_each_ordering_have_all_tickets_in_order(
    api, tickets, conditions, matches, ordering, is_broad, monkeypatch
):
    if is_broad:
        # More than are sorted.
        monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 2)
        monkeypatch.setattr(page_finder, "WINDOW", 2)
        monkeypatch.setattr(page_finder, "LONG_WINDOW", 3)
    expected = [pk for pk in ids(api.get(URL, {"ordering": ordering})) if matches(tickets[pk])]
    assert all_pages(api, URL, **conditions, ordering=ordering, page_size=3) == expected


def test_a_broad_tag_and_other_filters_have_all_tickets_in_order(api, tickets, monkeypatch):
    monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 2)
    conditions = {"tag": ["vat", "angry"], "priority": "high", "exclude_tag": "refund"}
    for ordering in ("-created_at", "created_at", "-priority", "-updated_at"):
        every = ids(api.get(URL, {"ordering": ordering, "priority": "high"}))
        expected = [pk for pk in every if tickets[pk] and "refund" not in tickets[pk]]
        assert all_pages(api, URL, **conditions, ordering=ordering, page_size=2) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [("tag", ["x"] * 21), ("tag_all", ["None"]), ("exclude_tag", ["none"])],
)
def test_other_values_are_refused(api, name, value):
    response = api.get(URL, {name: value})
    assert response.status_code == 400
    assert list(response.json()) == [name]
    operation = {"matching": {name: value}, "set": {"category": "billing"}}
    response = api.post(f"{URL}bulk/", {"operations": [operation]}, format="json")
    assert response.status_code == 400


def test_an_empty_value_is_an_unset_one(api, tickets):
    assert len(ids(api.get(f"{URL}?tag=&tag_all=%00&exclude_tag=+"))) == len(tickets)


def test_values_that_no_tag_can_have_match_nothing(api, tickets):
    for text in ("x" * 3_000, "\ud800", "\u202e", "a,b"):
        query = TicketQuery.from_conditions({"tag": [text]})
        assert query.tickets.count() == 0


def test_the_names_are_looked_up_by_one_query(api, tickets, django_assert_max_num_queries):
    conditions = {"tag": ["vat", "angry"], "tag_all": ["refund"], "exclude_tag": ["x"]}
    # Names to ids, the page's candidates (with a savepoint, where they are timed), its tickets,
    # their tags.
    with django_assert_max_num_queries(6):
        api.get(URL, conditions)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL tells its plans")
class TestPlans:
    """Reading a page does not grow with the number of tickets."""

    @pytest.fixture
    def many(self):
        """20,000 tickets: the older half is `broad`, each 400th `rare` and each third `spread`."""
        tags = {name: Tag.objects.create(name=name).pk for name in ("broad", "rare", "spread")}
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO tickets_ticket (title, description, category, priority, status,
                    created_at, updated_at, version, message_count, awaiting, last_message_at)
                SELECT 'Ticket', 'Text', (ARRAY['billing', 'technical'])[1 + n %% 2], 'low', 'open',
                    %s + n * interval '1 minute', %s + n * interval '1 minute', 1, 0, 'agent',
                    %s + n * interval '1 minute'
                FROM generate_series(1, 20000) AS n
                """,
                [NOON] * 3,
            )
            for name, condition in (
                ("broad", "n <= 10000"),
                ("rare", "n % 400 = 0"),
                ("spread", "n % 3 = 0"),
            ):
                cursor.execute(
                    "INSERT INTO tickets_tickettag (ticket_id, tag_id, ticket_created_at) "
                    f"SELECT id, %s, created_at FROM (SELECT *, row_number() OVER (ORDER BY id) "
                    f"AS n FROM tickets_ticket) AS numbered WHERE {condition.replace('%', '%%')}",
                    [tags[name]],
                )
            cursor.execute("ANALYZE tickets_ticket, tickets_tickettag, tickets_tag")
        Ticket.objects.update(is_tagged=True)

    @pytest.mark.parametrize(
        "conditions",
        [
            {"tag": ["broad"]},
            {"tag": ["broad", "rare"]},
            {"tag": ["broad"], "category": ["billing"]},
            {"tag_all": ["broad", "spread"]},
            {"tag": ["spread"], "exclude_tag": ["rare"]},
        ],
    )
    def test_a_page_of_a_broad_tag_is_read_from_its_index(self, many, conditions):
        query = TicketQuery.from_conditions(conditions)
        with CaptureQueriesContext(connection) as queries:
            page = tag_index.fetch_page(query, START, PAGE)
        assert len(page) == PAGE
        for plan in plans_of(queries):
            for node in nodes(plan):
                assert rows_read(node) <= 6 * PAGE, plan

    @pytest.mark.parametrize("ordering", ["-created_at", "-updated_at", "-priority"])
    def test_many_old_tickets_of_a_tag_are_not_looked_for_among_all(
        self, api, many, ordering, monkeypatch
    ):
        monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 300)
        monkeypatch.setattr(page_finder, "MAX_EXACT_SPARSE", 300)
        with CaptureQueriesContext(connection) as queries:
            found = tag_index.find_first(TicketQuery.from_conditions({"tag": ["broad"]}), 301)
        assert len(found) == 301
        for plan in plans_of(queries):
            assert all(rows_read(node) <= 301 for node in nodes(plan))
        response = api.get(URL, {"tag": "broad", "ordering": ordering})
        assert response.headers["X-Total-Count"] == "300"
        assert response.headers["X-Total-Relation"] == "gte"
        assert len(ids(response)) == 50

    def test_a_rare_tag_is_found_by_its_index(self, api, many):
        response, plans = explain(api, URL, {"tag": "rare", "status": "open"})
        assert len(ids(response)) == 50
        for plan in plans:
            for node in nodes(plan):
                assert rows_read(node) <= 300, plan

    def test_pages_are_read_in_order_also_where_it_takes_too_long_to_find_all(
        self, api, many, monkeypatch
    ):
        def give_up(*_args, **_kwargs):
            raise StatementTooSlow

        expected = ids(api.get(URL, {"tag": "broad", "category": "billing"}))
        monkeypatch.setattr(page_finder, "fetch_in_time", give_up)
        for ordering in ("-created_at", "-updated_at"):
            conditions = {"tag": "broad", "category": "billing", "ordering": ordering}
            assert ids(api.get(URL, conditions)) == expected
