"""`POST /api/tickets/bulk/`: many tickets at once."""

import itertools
import math
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOON
from tests.support.tickets import store_tickets
from tests.tickets.test_text_input import relaxed
from tickets.bulk import services
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.services import change_tickets
from tickets.vocabulary import Category, Priority, Status

pytestmark = pytest.mark.django_db
URL = "/api/tickets/bulk/"
LIST = "/api/tickets/"
ABSENT = 987_654_321


def post(api, *operations):
    return api.post(URL, {"operations": list(operations)})


def change(api, *operations):
    response = post(api, *operations)
    assert response.status_code == 200, response.content
    return response.json()


def get_refusal(api, *operations):
    before = contents()
    response = post(api, *operations)
    assert response.status_code == 400, response.content
    assert contents() == before
    return response.json()


def contents():
    return list(
        Ticket.objects.order_by("id").values_list(
            "id", *services.CHANGEABLE, "version", "updated_at"
        )
    )


def facets():
    return {pk: values for pk, *values in Ticket.objects.values_list("pk", *services.CHANGEABLE)}


def ids(tickets):
    return [ticket.pk for ticket in tickets]


@pytest.fixture
def one_of_each(make_ticket):
    return [
        make_ticket(category=category, priority=priority, status=status)
        for category, priority, status in itertools.product(Category, Priority, Status)
    ]


def test_named_tickets_are_changed_and_told(api, make_ticket):
    open_ticket, urgent, resolved, untouched = (
        make_ticket(),
        make_ticket(priority="high"),
        make_ticket(status="resolved"),
        make_ticket(),
    )
    answer = change(
        api,
        {
            "ids": [resolved.pk, ABSENT, open_ticket.pk, urgent.pk, open_ticket.pk],
            "set": {"status": "resolved"},
        },
    )
    for ticket in (open_ticket, urgent, resolved, untouched):
        ticket.refresh_from_db()
    assert (open_ticket.status, open_ticket.version) == ("resolved", 2)
    assert (resolved.version, untouched.version) == (1, 1)
    assert answer == {
        "changed": [
            {
                "id": ticket.pk,
                "version": 2,
                "updated_at": ticket.updated_at.isoformat().replace("+00:00", "Z"),
                "resolved_at": ticket.updated_at.isoformat().replace("+00:00", "Z"),
            }
            for ticket in (urgent, open_ticket)
        ],
        "unchanged": 1,
        "missing": [ABSENT],
        "undo": [{"ids": [open_ticket.pk, urgent.pk], "set": {"status": "open"}}],
    }


def test_several_fields_at_once_count_as_one_change(api, make_ticket):
    ticket = make_ticket(priority="low", category="billing")
    values = {"status": "in_progress", "priority": "high", "category": "billing"}
    answer = change(api, {"ids": [ticket.pk], "set": values})
    assert [changed["version"] for changed in answer["changed"]] == [2]
    assert answer["undo"] == [{"ids": [ticket.pk], "set": {"priority": "low", "status": "open"}}]


@pytest.mark.parametrize(
    "conditions",
    [
        {},
        {"status": ["open"]},
        {"status": ["open", "closed"], "priority": ["low", "high"], "category": ["billing"]},
        {"search": "VAT refund"},
        {"created_within": 7},
        {"resolved_within": 7, "priority": ["critical"]},
        {"first_response_within": 7},
        {"answered_within": 7},
        {"assigned_within": 7},
        {"older_than": 7},
        {"older_than": 7, "created_within": 3660},
        {"search": "", "status": []},
    ],
)
def test_matching_changes_what_the_list_finds(api, one_of_each, conditions):
    now = timezone.now()
    change_tickets(
        Ticket.objects.filter(pk__in=ids(one_of_each[::3])),
        {"title": "vat", "description": "refund"},
    )
    for ticket in one_of_each[::4]:
        Ticket.objects.filter(pk=ticket.pk).update(created_at=now)
    Ticket.objects.filter(pk__in=ids(one_of_each[::5]), resolved_at__isnull=False).update(
        resolved_at=now
    )
    Ticket.objects.filter(pk__in=ids(one_of_each[::6])).update(
        first_response_at=now, last_agent_at=now, assigned_at=now
    )
    matching = {
        ticket["id"]: ticket["priority"]
        for ticket in api.get(LIST, {**conditions, "page_size": 200}).json()
    }
    answer = change(api, {"matching": conditions, "set": {"priority": "high"}})
    changed = [pk for pk, priority in matching.items() if priority != "high"]
    assert [ticket["id"] for ticket in answer["changed"]] == changed != []
    assert answer["unchanged"] == len(matching) - len(changed)


def test_which_tickets_match_is_settled_before_the_first_operation(api, make_ticket):
    first, second = make_ticket(status="open"), make_ticket(status="in_progress")
    change(
        api,
        {"matching": {"status": ["open"]}, "set": {"status": "in_progress"}},
        {"matching": {"status": ["in_progress"]}, "set": {"status": "closed"}},
    )
    assert facets()[first.pk][0] == "in_progress"
    assert facets()[second.pk][0] == "closed"


def test_what_no_longer_matches_once_it_is_locked_stays(api, make_ticket, monkeypatch):
    mine, theirs = make_ticket(), make_ticket()
    lock_tickets = services.lock_tickets

    def lock_after_somebody_else_has_taken_one(*args, **kwargs):
        change_tickets(Ticket.objects.filter(pk=theirs.pk), {"status": "in_progress"})
        return lock_tickets(*args, **kwargs)

    monkeypatch.setattr(services, "lock_tickets", lock_after_somebody_else_has_taken_one)
    answer = change(api, {"matching": {"status": ["open"]}, "set": {"status": "closed"}})
    assert [ticket["id"] for ticket in answer["changed"]] == [mine.pk]
    assert answer["unchanged"] == 0
    assert facets()[theirs.pk][0] == "in_progress"


def test_later_operations_find_what_earlier_ones_left(api, make_ticket):
    ticket = make_ticket(status="open", priority="low")
    answer = change(
        api,
        {"ids": [ticket.pk], "set": {"status": "closed", "priority": "high"}},
        {"ids": [ticket.pk], "set": {"status": "open"}},
    )
    [changed] = answer["changed"]
    assert (changed["version"], changed["resolved_at"]) == (3, None)
    assert answer["undo"] == [{"ids": [ticket.pk], "set": {"priority": "low"}}]


facet_values = {
    "status": st.sampled_from(Status.values),
    "priority": st.sampled_from(Priority.values),
    "category": st.sampled_from(Category.values),
}
operation_on_some = st.fixed_dictionaries(
    {
        "indexes": st.sets(st.integers(0, 63), min_size=1),
        "set": st.fixed_dictionaries({}, optional=facet_values).filter(bool),
    }
)


@relaxed
@given(operations=st.lists(operation_on_some, min_size=1, max_size=services.MAX_OPERATIONS))
def test_undo_restores_every_value(api, one_of_each, operations):
    before = facets()
    answer = change(
        api,
        *(
            {"ids": [one_of_each[index].pk for index in operation["indexes"]], "set": values}
            for operation in operations
            for values in [operation["set"]]
        ),
    )
    assert len(answer["undo"]) <= services.MAX_OPERATIONS
    change(api, *answer["undo"])
    assert facets() == before


def test_undo_is_never_more_than_one_request_takes(api, one_of_each, monkeypatch):
    monkeypatch.setattr(services, "MAX_OPERATIONS", 20)
    before = facets()
    values = {"status": "open", "priority": "low", "category": "billing"}
    answer = change(api, {"matching": {}, "set": values})
    assert len(answer["changed"]) == 63
    assert len(answer["undo"]) == 9
    change(api, *answer["undo"])
    assert facets() == before


def test_tickets_with_the_same_past_share_an_operation(api, one_of_each):
    answer = change(api, {"matching": {}, "set": {"status": "open"}})
    assert {operation["set"]["status"] for operation in answer["undo"]} == {
        "in_progress",
        "resolved",
        "closed",
    }
    assert [len(operation["ids"]) for operation in answer["undo"]] == [16, 16, 16]


def test_nothing_to_do_is_done(api, make_ticket):
    nothing = {"changed": [], "unchanged": 0, "missing": [], "undo": []}
    assert change(api) == nothing
    assert change(api, {"ids": [], "set": {"status": "open"}}) == nothing
    ticket = make_ticket(status="open")
    assert change(api, {"ids": [ticket.pk], "set": {"status": "open"}})["unchanged"] == 1


GOOD = {"ids": [1], "set": {"status": "open"}}


@pytest.mark.parametrize(
    ("operation", "field"),
    [
        ({"ids": [1]}, "set"),
        ({"ids": [1], "set": {}}, "set"),
        ({"ids": [1], "set": {"status": "gone"}}, "set"),
        ({"ids": [1], "set": {"title": "x"}}, "set"),
        ({"ids": [1], "set": {"status": "open", "version": 3}}, "set"),
        ({"ids": ["x"], "set": {"status": "open"}}, "ids"),
        ({"ids": [0], "set": {"status": "open"}}, "ids"),
        ({"ids": [2**63], "set": {"status": "open"}}, "ids"),
        ({"ids": 1, "set": {"status": "open"}}, "ids"),
        ({"set": {"status": "open"}}, "non_field_errors"),
        ({"matching": {}, **GOOD}, "non_field_errors"),
        ({"where": {}, **GOOD}, "where"),
        ({"matching": {"status": ["gone"]}, "set": {"status": "open"}}, "matching"),
        ({"matching": {"status": "open"}, "set": {"status": "open"}}, "matching"),
        ({"matching": {"created_within": 0}, "set": {"status": "open"}}, "matching"),
        ({"matching": {"resolved_within": 3661}, "set": {"status": "open"}}, "matching"),
        ({"matching": {"search": 0}, "set": {"status": "open"}}, "matching"),
        ({"matching": {"ordering": "id"}, "set": {"status": "open"}}, "matching"),
        ({"matching": None, "set": {"status": "open"}}, "matching"),
        ("resolve", "non_field_errors"),
    ],
)
def test_one_bad_operation_and_nothing_is_changed(api, make_ticket, operation, field):
    good = {"ids": [make_ticket(status="closed").pk], "set": {"status": "open"}}
    assert list(get_refusal(api, good, operation)["operations"]["1"]) == [field]


def test_a_failure_in_the_middle_leaves_nothing(api, make_ticket, monkeypatch):
    first, second = make_ticket(), make_ticket()
    before = contents()
    apply_operation = services.apply_operation

    def apply_to_the_first_only(operation, targets, *rest):
        return apply_operation(operation, targets, *rest) if first.pk in targets else 1 / 0

    monkeypatch.setattr(services, "apply_operation", apply_to_the_first_only)
    operations = [{"ids": [pk], "set": {"status": "closed"}} for pk in ids((first, second))]
    assert post(api, *operations).status_code == 500
    assert contents() == before


@pytest.mark.parametrize("data", [{}, [], {"operations": None}, {"operations": {}}, {"x": 1}])
def test_no_operations(api, data):
    assert api.post(URL, data).status_code == 400


def test_at_most_1500_operations(api, make_ticket):
    ticket = make_ticket()
    operation = {"ids": [ticket.pk], "set": {"status": "open"}}
    change(api, *[operation] * 1_500)
    assert get_refusal(api, *[{**operation, "set": {"status": "closed"}}] * 1_501) == {
        "operations": ["Give at most 1,500 operations."]
    }


def test_at_most_20_of_them_match(api, make_ticket):
    make_ticket()
    operation = {"matching": {}, "set": {"status": "open"}}
    change(api, *[operation] * 20)
    assert get_refusal(api, *[{**operation, "set": {"status": "closed"}}] * 21) == {
        "operations": ["Give at most 20 operations with matching."]
    }


@pytest.fixture
def a_thousand(db):
    store_tickets(
        Ticket(title="t", description="d", category="general", priority="low", created_at=NOON)
        for _ in range(services.MAX_TICKETS)
    )
    return list(Ticket.objects.order_by("pk").values_list("pk", flat=True))


def test_at_most_1000_tickets_altogether(api, a_thousand, make_ticket):
    values = {"priority": "high"}
    too_many = {"operations": ["Change at most 1,000 tickets at once."]}
    half = a_thousand[:500]
    one_more = make_ticket(priority="low", created_at=NOON + timedelta(days=1))
    all_low = {"matching": {"priority": ["low"]}, "set": values}
    assert get_refusal(api, all_low) == too_many
    assert get_refusal(api, {"ids": [*a_thousand, one_more.pk], "set": values}) == too_many
    assert get_refusal(api, {"ids": [*a_thousand, ABSENT], "set": values}) == too_many
    newest = {"matching": {"created_within": 3660}, "set": {"priority": "low"}}
    assert get_refusal(api, {"ids": half, "set": values}, newest) == too_many

    one_more.delete()
    answer = change(api, {"ids": half * 2, "set": values}, all_low)
    assert len(answer["changed"]) == 1_000
    [undo] = answer["undo"]
    assert sorted(undo["ids"]) == a_thousand
    change(api, undo)
    assert set(Ticket.objects.values_list("priority", "version")) == {("low", 3)}


@pytest.mark.parametrize("count", [1, 1_000])
def test_a_few_queries_for_each_operation(api, a_thousand, count, django_assert_num_queries):
    """One for each with ids, two more for each with conditions, and those of the history."""
    named, found = {"ids": a_thousand[:count]}, {"matching": {"search": "t"}}

    def count_inserts(tickets):
        """Return the number of inserts: SQLite limits the values of one."""
        fields = Event._meta.local_concrete_fields[1:]
        at_once = connection.ops.bulk_batch_size(fields, range(1_000))
        return math.ceil(tickets / min(at_once, 1_000))

    one, all_of_them = 1 + count_inserts(count), 1 + count_inserts(1_000)
    # A savepoint and its release, the lock, and the changed tickets.
    always = 4
    with django_assert_num_queries(always + one):
        change(api, {**named, "set": {"priority": "high"}})
    with django_assert_num_queries(always + 2 + all_of_them):
        change(api, {**found, "set": {"priority": "critical"}})
    operations = [
        {**tickets, "set": {"category": category}}
        for tickets, category in zip(
            (named, found, named, found),
            ("billing", "account", "technical", "general"),
            strict=True,
        )
    ]
    # Each asks for the teams of the categories, and in the end the tickets are read again.
    with django_assert_num_queries(always + 2 * (one + 2 + all_of_them) + len(operations) + 1):
        change(api, *operations)


def test_agents_are_not_slowed_down(api, make_ticket):
    operation = {"ids": [make_ticket().pk], "set": {"status": "open"}}
    assert {post(api, operation).status_code for _ in range(130)} == {200}
