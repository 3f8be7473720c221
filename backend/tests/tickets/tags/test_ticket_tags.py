"""Tags of tickets: set alone and in bulk, shown, kept in the history."""

import pytest

from tests.support.agents import client_of, make_agent
from tests.tickets.tags.test_tags import make_tags, tag_tickets
from tickets.events import ticket_changed
from tickets.models import Event, Tag, Ticket
from tickets.tags import services

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
BULK = f"{URL}bulk/"


def one(ticket):
    return f"{URL}{ticket.pk}/"


def set_values(client, ticket, **values):
    response = client.patch(one(ticket), values, format="json")
    assert response.status_code == 200, response.content
    return response.json()


def tags_of(client, ticket):
    return client.get(one(ticket)).json()["tags"]


def test_an_agent_tags_a_ticket_and_makes_what_is_missing(api, make_ticket):
    make_tags("VAT")
    ticket = make_ticket()
    answer = set_values(api, ticket, tags=["refund", "vat", "Refund"])
    assert (answer["tags"], answer["version"]) == (["Refund", "VAT"], 2)
    assert answer["tag_colors"] == {"Refund": "gray", "VAT": "gray"}
    assert tags_of(api, ticket) == ["Refund", "VAT"]
    assert api.get(URL).json()[0]["tags"] == ["Refund", "VAT"]
    answer = set_values(api, ticket, add_tags=["angry"], remove_tags=["VAT", "unknown"])
    assert (answer["tags"], answer["version"]) == (["angry", "Refund"], 3)
    assert set_values(api, ticket, tags=[])["tags"] == []
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Refund", "VAT", "angry"]


def test_what_changes_nothing_moves_no_version(api, make_ticket):
    ticket = make_ticket()
    set_values(api, ticket, tags=["vat"])
    for values in ({"tags": ["VAT"]}, {"add_tags": ["vat"]}, {"remove_tags": ["x"]}, {}):
        assert set_values(api, ticket, **values)["version"] == 2
    assert Event.objects.count() == 1


@pytest.mark.parametrize("field", ["tags", "add_tags", "remove_tags"])
@pytest.mark.parametrize(
    "value", ["vat", None, [7], [None], [""], ["a,b"], ["none"], ["x" * 51], ["\u200b"], {"a": 1}]
)
def test_other_values_are_refused(api, make_ticket, field, value):
    ticket = make_ticket()
    response = api.patch(one(ticket), {field: value}, format="json")
    assert response.status_code == 400
    assert list(response.json()) == [field]
    assert not Tag.objects.exists()


def test_contradictions_are_refused(api, make_ticket):
    ticket = make_ticket()
    both = api.patch(one(ticket), {"add_tags": ["vat"], "remove_tags": ["VAT"]}, format="json")
    assert list(both.json()) == ["remove_tags"]
    both = api.patch(one(ticket), {"tags": [], "add_tags": ["vat"]}, format="json")
    assert list(both.json()) == ["tags"]


def test_a_ticket_has_twenty_tags_at_most(api, make_ticket):
    ticket = make_ticket()
    twenty = [f"tag {number}" for number in range(20)]
    assert len(set_values(api, ticket, tags=twenty)["tags"]) == 20
    more = api.patch(one(ticket), {"add_tags": ["one more"]}, format="json")
    assert more.json() == {"add_tags": [f"#{ticket.pk} would have more than 20 tags."]}
    more = api.patch(one(ticket), {"tags": [*twenty, "one more"]}, format="json")
    assert list(more.json()) == ["tags"]
    bulk = {"operations": [{"ids": [ticket.pk], "set": {"add_tags": ["one more"]}}]}
    assert api.post(BULK, bulk, format="json").status_code == 400
    assert not Tag.objects.filter(name="one more").exists()
    assert tags_of(api, ticket) == sorted(twenty)


def test_there_are_not_endlessly_many_tags(api, body, make_ticket, monkeypatch):
    monkeypatch.setattr(services, "MAX_TAGS", 1)
    ticket = make_ticket()
    reason = ["There can be 1 tags at most."]
    answer = api.patch(one(ticket), {"tags": ["a", "b"]}, format="json")
    assert answer.json() == {"tags": reason}
    assert api.post(URL, {**body, "tags": ["a", "b"]}, format="json").json() == {"tags": reason}
    bulk = {"operations": [{"ids": [ticket.pk], "set": {"tags": ["a", "b"]}}]}
    assert api.post(BULK, bulk, format="json").json() == {"operations": reason}
    assert Ticket.objects.count() == 1


def test_an_agent_submits_a_ticket_with_tags(api, body):
    answer = api.post(URL, {**body, "tags": ["vat", "Refund"]}, format="json")
    assert answer.status_code == 201
    assert answer.json()["tags"] == ["Refund", "vat"]
    assert answer.json()["version"] == 1
    assert tags_of(api, Ticket.objects.get()) == ["Refund", "vat"]


def test_a_submission_that_comes_again_is_answered_with_its_tags(api, body):
    def submit():
        key = {"Idempotency-Key": "one"}
        return api.post(URL, {**body, "tags": ["vat"]}, headers=key, format="json").json()

    first = submit()
    assert submit() == first
    assert first["tags"] == ["vat"]
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("value", ["vat", [7, True], None, ["a,b"], [f"x{n}" for n in range(21)]])
def test_what_cannot_be_tags_is_refused_from_everybody(api, body, settings, value):
    for settings.OPEN_ACCESS in (True, False):
        answer = api.post(URL, {**body, "tags": value}, format="json")
        assert answer.status_code == 400
        [reason] = answer.json()["tags"]
        assert isinstance(reason, str)


def test_a_strangers_tags_are_ignored(api, body, settings):
    settings.OPEN_ACCESS = False
    answer = api.post(URL, {**body, "tags": ["vat"]}, format="json")
    assert answer.status_code == 201
    assert not {"tags", "tag_colors"} & answer.json().keys()
    assert not Tag.objects.exists()
    link = api.get(f"/api/requests/{answer.json()['request_token']}/")
    assert link.status_code == 200
    assert not {"tags", "tag_colors"} & link.json().keys()


def test_the_history_keeps_the_names_of_that_time(make_ticket):
    client = client_of(make_agent("Ada"))
    ticket = make_ticket()
    set_values(client, ticket, tags=["refund", "vat"])
    set_values(client, ticket, add_tags=["angry"], remove_tags=["refund"])
    set_values(client, ticket, tags=[])
    Tag.objects.all().delete()
    entries = client.get(f"{one(ticket)}history/").json()
    assert [entry["changes"] for entry in entries[:3]] == [
        [{"field": "tags", "before": "angry, vat", "after": None}],
        [{"field": "tags", "before": "refund, vat", "after": "angry, vat"}],
        [{"field": "tags", "before": None, "after": "refund, vat"}],
    ]


def test_receivers_hear_of_changed_tags(api, make_ticket):
    heard = []

    def hear(changes, **_):
        heard.extend(changes)

    ticket_changed.connect(hear)
    try:
        ticket = make_ticket()
        set_values(api, ticket, tags=["vat"], status="resolved")
    finally:
        ticket_changed.disconnect(hear)
    [change] = heard
    tag = Tag.objects.get()
    assert change.before == {"tag_ids": (), "status": "open"}
    assert change.after == {"tag_ids": (tag.pk,), "status": "resolved"}


def test_a_page_takes_one_query_for_tags_and_none_without_any(
    api, make_ticket, django_assert_num_queries
):
    tickets = [make_ticket() for _ in range(3)]
    # Page, counters.
    with django_assert_num_queries(2):
        api.get(URL)
    with django_assert_num_queries(1):
        api.get(one(tickets[0]))
    for tag in make_tags("vat", "refund"):
        tag_tickets(tag, *tickets[:2])
    # Page, counters, tags.
    with django_assert_num_queries(3):
        page = api.get(URL).json()
    assert [ticket["tags"] for ticket in page] == [[], ["refund", "vat"], ["refund", "vat"]]
    # Ticket, tags.
    with django_assert_num_queries(2):
        api.get(one(tickets[0]))


def test_a_ticket_whose_last_tag_went_is_read_without_a_query_for_tags(
    api, make_ticket, django_assert_num_queries
):
    ticket = make_ticket()
    set_values(api, ticket, tags=["vat"])
    set_values(api, ticket, tags=[])
    with django_assert_num_queries(1):
        assert tags_of(api, ticket) == []


def bulk(client, *operations):
    response = client.post(BULK, {"operations": operations}, format="json")
    assert response.status_code == 200, response.content
    return response.json()


def test_many_tickets_get_and_lose_tags_and_are_put_back(api, make_ticket):
    tickets = [make_ticket() for _ in range(4)]
    ids = [ticket.pk for ticket in tickets]
    before = [[], ["refund"], ["refund", "vat"], ["vat"]]
    for ticket, tags in zip(tickets, before, strict=True):
        if tags:
            set_values(api, ticket, tags=tags)
    result = bulk(api, {"ids": ids, "set": {"add_tags": ["vat"], "remove_tags": ["refund"]}})
    assert {one["id"] for one in result["changed"]} == set(ids[:3])
    assert result["unchanged"] == 1
    assert [tags_of(api, ticket) for ticket in tickets] == [["vat"]] * 4
    # What somebody else adds meanwhile stays.
    set_values(api, tickets[0], add_tags=["angry"])
    undone = bulk(api, *result["undo"])
    assert len(undone["changed"]) == 3
    assert [tags_of(api, ticket) for ticket in tickets] == [["angry"], *before[1:]]


def test_an_undo_of_many_takes_an_operation_for_each_kind_of_difference(api, make_ticket):
    tickets = [make_ticket() for _ in range(30)]
    for number, ticket in enumerate(tickets):
        set_values(api, ticket, tags=[f"own {number}"])
    ids = [ticket.pk for ticket in tickets]
    result = bulk(api, {"ids": ids, "set": {"add_tags": ["vat"], "status": "closed"}})
    assert [one["set"] for one in result["undo"]] == [{"remove_tags": ["vat"], "status": "open"}]
    result = bulk(api, {"ids": ids, "set": {"tags": []}})
    assert len(result["undo"]) == 30
    bulk(api, *result["undo"])
    assert tags_of(api, tickets[7]) == ["own 7", "vat"]


def test_a_bulk_change_takes_as_many_queries_for_many_as_for_few(
    api, make_ticket, django_assert_max_num_queries
):
    tickets = [make_ticket() for _ in range(40)]
    for number, ticket in enumerate(tickets):
        set_values(api, ticket, tags=[f"own {number % 7}"])
    for some in (tickets[:2], tickets[2:]):
        operation = {
            "ids": [ticket.pk for ticket in some],
            "set": {"add_tags": ["vat"], "remove_tags": ["own 3"]},
        }
        # Lock, tags before, names to ids (2), new tag (3), lost rows (2), times, new rows, change,
        # names for the history, events, answer, names for the undo; savepoints.
        with django_assert_max_num_queries(24):
            bulk(api, operation)


def test_events_of_a_bulk_change_name_each_tickets_own_tags(api, make_ticket):
    first, second = make_ticket(), make_ticket()
    set_values(api, first, tags=["refund"])
    bulk(api, {"ids": [first.pk, second.pk], "set": {"add_tags": ["vat"]}})
    changes = {
        event.ticket_number: event.changes["tags"] for event in Event.objects.order_by("-pk")[:2]
    }
    assert changes == {first.pk: ["refund", "refund, vat"], second.pk: [None, "vat"]}


@pytest.mark.parametrize(
    "values",
    [{"tags": "vat"}, {"add_tags": ["none"]}, {"tags": [], "add_tags": ["x"]}, {"tagged": []}],
)
def test_bad_tags_in_bulk_are_refused(api, make_ticket, values):
    operations = [{"ids": [make_ticket().pk], "set": values}]
    response = api.post(BULK, {"operations": operations}, format="json")
    assert response.status_code == 400
    assert list(response.json()) == ["operations"]


def test_a_deleted_ticket_takes_its_tags_along(api, make_ticket):
    ticket = make_ticket()
    set_values(api, ticket, tags=["vat"])
    assert api.delete(one(ticket)).status_code == 204
    assert api.get(f"/api/tags/{Tag.objects.get().pk}/").json()["ticket_count"] == 0


def test_a_search_does_not_find_tickets_by_their_tags(api, make_ticket):
    set_values(api, make_ticket(), tags=["zebra"])
    assert api.get(URL, {"search": "zebra"}).json() == []
