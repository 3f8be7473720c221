"""The API for tags."""

import pytest

from accounts.audit.models import AuditEvent
from core.db.bounded import StatementTooSlow
from tests.support.agents import client_of, make_agent
from tickets.models import Tag, Ticket, TicketTag
from tickets.tags import selectors, services
from tickets.tags.models import Color

pytestmark = pytest.mark.django_db
URL = "/api/tags/"


@pytest.fixture
def admin(db):
    return client_of(make_agent("Root", is_superuser=True))


@pytest.fixture
def agent(db):
    return client_of(make_agent("Ada"))


def make_tags(*names):
    return [Tag.objects.create(name=name) for name in names]


def tag_tickets(tag, *tickets):
    TicketTag.objects.bulk_create(
        TicketTag(ticket=ticket, tag=tag, ticket_created_at=ticket.created_at) for ticket in tickets
    )
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets]).update(is_tagged=True)


def one(tag):
    return f"{URL}{tag.pk}/"


def test_an_agent_makes_a_tag_and_finds_it(agent):
    answer = agent.post(URL, {"name": "  VAT \n refund "}, format="json")
    assert answer.status_code == 201
    made = answer.json()
    tag = Tag.objects.get()
    assert made == {
        "id": tag.pk,
        "name": "VAT refund",
        "color": "gray",
        "version": 1,
        "ticket_count": 0,
    }
    assert tag.sort_key == "vat refund"
    shown = {name: made[name] for name in ("id", "name", "color", "version")}
    assert agent.get(URL, {"search": "väT"}).json() == [shown]
    assert agent.get(URL, {"search": "nothing"}).json() == []


@pytest.mark.parametrize("color", Color.values)
def test_a_tag_has_a_colour_of_the_palette(agent, color):
    answer = agent.post(URL, {"name": "vat", "color": color}, format="json")
    assert answer.json()["color"] == color


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "\u200b"}, "name"),
        ({"name": "\u0301"}, "name"),
        ({"name": 7}, "name"),
        ({"name": None}, "name"),
        ({"name": "x" * 51}, "name"),
        ({"name": "vat, refund"}, "name"),
        ({"name": "None"}, "name"),
        ({"name": "nóne"}, "name"),
        ({"name": "VÁT"}, "name"),
        ({"name": "new", "color": "mauve"}, "color"),
    ],
)
def test_bad_values_are_told_by_field(agent, values, field):
    make_tags("vat")
    answer = agent.post(URL, values, format="json")
    assert answer.status_code == 400
    assert list(answer.json()) == [field]
    assert Tag.objects.count() == 1


def test_names_come_in_order_and_page_by_page(agent, monkeypatch):
    monkeypatch.setattr(selectors, "PAGE_SIZE", 2)
    make_tags("Zoll", "äpfel", "Birnen", "apfelmus", "b")
    names, url = [], URL
    while url:
        answer = agent.get(url)
        names += [tag["name"] for tag in answer.json()]
        url = answer.headers.get("Link", "")[1:].partition(">")[0]
    assert names == ["äpfel", "apfelmus", "b", "Birnen", "Zoll"]


def test_names_that_begin_with_the_search_come_first_on_all_pages(agent, monkeypatch):
    monkeypatch.setattr(selectors, "PAGE_SIZE", 2)
    make_tags("a private vat", "vat", "a vat", "vat refund", "vat 2")
    names, url = [], f"{URL}?search=vat"
    while url:
        answer = agent.get(url)
        names += [tag["name"] for tag in answer.json()]
        url = answer.headers.get("Link", "")[1:].partition(">")[0]
    assert names == ["vat", "vat 2", "vat refund", "a private vat", "a vat"]


@pytest.mark.parametrize(
    "cursor", ["x", "W10=", "WzIsICJ4Il0=", "WzAsIDFd", "WzAsICJcdTAwMDAiXQ=="]
)
def test_a_foreign_cursor_is_refused(agent, cursor):
    assert agent.get(URL, {"cursor": cursor}).status_code == 400


def test_the_list_takes_one_query_however_many_there_are(api, django_assert_num_queries):
    make_tags(*(f"tag {number}" for number in range(60)))
    with django_assert_num_queries(1):
        assert len(api.get(URL, {"search": "tag"}).json()) == 50


def test_the_list_is_not_sent_again_unchanged(agent):
    make_tags("vat")
    etag = agent.get(URL).headers["ETag"]
    assert agent.get(URL, headers={"If-None-Match": etag}).status_code == 304


def test_there_are_not_endlessly_many(agent, monkeypatch):
    monkeypatch.setattr(services, "MAX_TAGS", 1)
    make_tags("vat")
    answer = agent.post(URL, {"name": "refund"}, format="json")
    assert answer.json() == {"name": ["There can be 1 tags at most."]}


def test_only_admins_change_merge_and_delete(agent):
    tag, other = make_tags("vat", "refund")
    assert agent.get(one(tag)).status_code == 200
    assert agent.patch(one(tag), {"name": "x"}, format="json").status_code == 403
    assert agent.delete(one(tag)).status_code == 403
    merge = agent.post(f"{one(tag)}merge/", {"into": other.pk}, format="json")
    assert merge.status_code == 403
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["refund", "vat"]


def test_an_admin_renames_a_tag_and_no_ticket_changes(admin, make_ticket):
    [tag] = make_tags("vat")
    ticket = make_ticket()
    tag_tickets(tag, ticket)
    before = admin.get(f"/api/tickets/{ticket.pk}/")
    answer = admin.patch(one(tag), {"name": "VAT", "color": "blue"}, format="json")
    assert (answer.json()["name"], answer.json()["version"]) == ("VAT", 2)
    after = admin.get(f"/api/tickets/{ticket.pk}/")
    assert after.json()["tags"] == ["VAT"]
    assert after.json()["tag_colors"] == {"VAT": "blue"}
    assert after.json()["version"] == before.json()["version"] == 1
    assert after.headers["ETag"] != before.headers["ETag"]
    event = AuditEvent.objects.get(action="tag_changed")
    assert (event.target, event.details) == ("vat", {"name": "VAT", "color": "blue"})


def test_a_name_that_another_tag_has_is_refused(admin):
    tag, _ = make_tags("vat", "Réfund")
    answer = admin.patch(one(tag), {"name": "REFUND"}, format="json")
    assert answer.json() == {"name": ["Another tag has this name."]}
    # Its own, in another case, is none.
    assert admin.patch(one(tag), {"name": "Vat"}, format="json").status_code == 200


def test_a_change_of_an_outdated_version_is_refused(admin):
    tag, other = make_tags("vat", "refund")
    etag = admin.get(one(tag)).headers["ETag"]
    stale = {"If-Match": etag}
    assert admin.patch(one(tag), {"color": "red"}, headers=stale, format="json").status_code == 200
    assert admin.patch(one(tag), {"color": "red"}, headers=stale, format="json").status_code == 412
    assert admin.delete(one(tag), headers=stale).status_code == 412
    url = f"{one(tag)}merge/"
    assert admin.post(url, {"into": other.pk}, headers=stale, format="json").status_code == 412
    assert Tag.objects.count() == 2


def test_a_change_to_the_same_is_none(admin):
    [tag] = make_tags("vat")
    assert admin.patch(one(tag), {"name": "vat"}, format="json").json()["version"] == 1
    assert not AuditEvent.objects.exists()


def test_an_admin_is_told_what_a_deletion_touches_and_deletes(admin, make_ticket):
    tag, other = make_tags("vat", "refund")
    tickets = [make_ticket() for _ in range(3)]
    tag_tickets(tag, *tickets)
    tag_tickets(other, tickets[0])
    assert admin.get(one(tag)).json()["ticket_count"] == 3
    assert admin.delete(one(tag)).status_code == 204
    assert admin.get(one(tag)).status_code == 404
    page = admin.get("/api/tickets/").json()
    assert [ticket["tags"] for ticket in page] == [[], [], ["refund"]]
    assert [ticket["version"] for ticket in page] == [1, 1, 1]
    event = AuditEvent.objects.get(action="tag_deleted")
    assert (event.target, event.details) == ("vat", {"tickets": 3})


def test_a_count_that_takes_too_long_is_not_told(admin, monkeypatch):
    def give_up(*_args, **_kwargs):
        raise StatementTooSlow

    [tag] = make_tags("vat")
    monkeypatch.setattr(selectors, "count_in_time", give_up)
    assert admin.get(one(tag)).json()["ticket_count"] is None


def test_an_admin_merges_a_tag_batch_by_batch(admin, make_ticket, monkeypatch):
    monkeypatch.setattr(services, "BATCH_SIZE", 2)
    tag, other = make_tags("v.a.t.", "vat")
    tickets = [make_ticket() for _ in range(5)]
    tag_tickets(tag, *tickets)
    tag_tickets(other, *tickets[3:])
    answer = admin.post(f"{one(tag)}merge/", {"into": other.pk}, format="json")
    assert answer.status_code == 200
    assert (answer.json()["name"], answer.json()["ticket_count"]) == ("vat", 5)
    assert list(Tag.objects.values_list("name", flat=True)) == ["vat"]
    assert {tuple(one["tags"]) for one in admin.get("/api/tickets/").json()} == {("vat",)}
    assert set(Ticket.objects.values_list("version", flat=True)) == {1}
    event = AuditEvent.objects.get(action="tags_merged")
    assert (event.target, event.details) == ("v.a.t.", {"into": "vat", "tickets": 5})


@pytest.mark.parametrize("into", [None, 0, "vat", 10**20])
def test_a_tag_is_merged_into_another_one_that_there_is(admin, into):
    tag, _ = make_tags("vat", "refund")
    url = f"{one(tag)}merge/"
    assert list(admin.post(url, {"into": into}, format="json").json()) == ["into"]
    same = admin.post(url, {"into": tag.pk}, format="json")
    assert same.json() == {"into": ["Choose another tag than this one."]}
    gone = admin.post(url, {"into": tag.pk + 99}, format="json")
    assert gone.json() == {"into": ["There is no such tag."]}
    assert Tag.objects.count() == 2


def test_a_tag_that_goes_during_a_merge_takes_no_ticket_along(make_ticket):
    tag, other = make_tags("vat", "refund")
    tag_tickets(tag, make_ticket())
    Tag.objects.filter(pk=other.pk).delete()
    with pytest.raises(services.TagGoneError):
        services.merge_tags(tag, other)
    assert TicketTag.objects.filter(tag=tag).count() == 1
