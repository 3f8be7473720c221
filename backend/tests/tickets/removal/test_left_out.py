"""Tickets in a folder are left out of everything else, on every path."""

import json
from io import StringIO

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from conversations.models import AuthorKind, Message
from people.models import Requester, Team
from tests.accounts.test_access import ADMINS, PERSONAL, TABLE, client_for, path_of
from tests.support.threads import at_once
from tickets.assignment.services import find_candidates
from tickets.models import Classification, Tag, Ticket
from tickets.private_links.links import token_for
from tickets.search import page_finder, word_frequency
from tickets.services import create_ticket
from tickets.statistics.dashboard import ticket_stats
from tickets.triage.examples import similar_examples

MARKER = "zebrafinch"
URL = "/api/tickets/"
FOLDERS = ["spam", "bin"]
# What shows one ticket by its number, wherever it is.
OF_ONE = {f"api/tickets/{{id}}/{part}" for part in ("", "history/", "messages/", "timeline/")}
# What may be asked of the list, its counts and an export.
QUERIES = (
    *("", f"?search={MARKER}", "?search={id}", "?search={reference}", "?status=open"),
    *("?requester=" + MARKER + "@example.com", "?requester={requester}", "?created_within=1"),
    *("?awaiting=agent", "?assignee=none", "?ordering=-priority", "?ordering=waiting_since"),
    *("?ordering=-last_message_at", "?search=the", f"?search={MARKER}&status=open"),
    *("?team=none", "?first_response_within=1", "?ordering=-updated_at&priority=high"),
)


@pytest.fixture
def present(db, body):
    """A ticket that stays, of the same requester."""
    return create_ticket({**body, "requester_email": f"{MARKER}@example.com"})


@pytest.fixture(params=FOLDERS)
def removed(request, db, body, present, api):
    ticket = create_ticket(
        {
            **body,
            "title": f"The {MARKER}",
            "description": f"My {MARKER} left.",
            "requester_name": "Zoe",
            "requester_email": f"{MARKER}@example.com",
        }
    )
    Message.objects.create(
        ticket=ticket,
        kind="reply",
        author_kind=AuthorKind.REQUESTER,
        text=MARKER,
        html=MARKER,
        channel="link",
        at=timezone.now(),
    )
    call_command("check_conversations", "--rebuild", stdout=StringIO())
    word_frequency.newest_texts.cache_clear()
    assert api.patch(f"{URL}{ticket.pk}/", {"folder": request.param}).status_code == 200
    ticket.refresh_from_db()
    return ticket


def shows(response, ticket):
    """Return whether an answer has the ticket's words, or the ticket itself."""
    text = getattr(response, "content", b"").decode()
    title = ticket.title.encode("unicode_escape").decode()
    return title in text or f'"id":{ticket.pk},"title"' in text


@pytest.mark.parametrize(
    "route",
    [
        route
        for route, methods in TABLE.items()
        if "get" in methods and not route.startswith("api/auth/") and route not in OF_ONE
    ],
)
@pytest.mark.django_db
def test_no_address_shows_it(route, removed):
    client = client_for("admin")
    path = path_of(route, removed)
    if TABLE[route]["get"] in (ADMINS, PERSONAL) and "{requester}" in route:
        # All of one person, by intent.
        return
    if route.startswith("api/requests/") and removed.folder == "spam":
        return
    tab = "?tab=abcdefghijklmnop" if route == "api/pulse/" else ""
    response = client.get(f"{path}{tab}")
    assert response.status_code in (200, 400, 404), response.content
    assert not shows(response, removed)


@pytest.mark.django_db
def test_it_counts_for_none_of_its_tags(removed, present, api):
    Ticket.objects.update(is_tagged=True)
    tag = Tag.objects.create(name="Held")
    for ticket in (removed, present):
        tag.ticket_tags.create(ticket=ticket, ticket_created_at=ticket.created_at)
    assert api.get(f"/api/tags/{tag.pk}/").json()["ticket_count"] == 1
    for query in ("tag=held", "tag_all=held", f"tag=held&search={MARKER}"):
        shown = api.get(f"{URL}?{query}").json()
        assert [one["id"] for one in shown] in ([present.pk], [])
        aside = api.get(f"{URL}?{query}&folder={removed.folder}").json()
        assert [one["id"] for one in aside] == [removed.pk]


@pytest.mark.django_db
def test_nobody_is_given_it_as_the_next(removed, present):
    client = client_for("agent")
    of_folder = {"matching": {"folder": [removed.folder]}}
    assert client.post(f"{URL}next/", of_folder, format="json").status_code == 204
    assert client.post(f"{URL}next/").json()["id"] == present.pk
    assert client.post(f"{URL}next/").status_code == 204
    removed.refresh_from_db()
    assert removed.assignee is None


@pytest.mark.parametrize("route", sorted(OF_ONE))
@pytest.mark.django_db
def test_its_own_addresses_do(route, removed):
    response = client_for("agent").get(path_of(route, removed))
    assert response.status_code == 200


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.django_db
def test_no_list_and_no_count_has_it(api, query, removed, present):
    query = query.format(
        id=removed.pk, reference=removed.private_link.reference, requester=removed.requester_id
    )
    found = api.get(f"{URL}{query}")
    assert removed.pk not in [one["id"] for one in found.json()], query
    assert int(found["X-Total-Count"]) == len(found.json())
    filters = "&".join(
        part
        for part in query.lstrip("?").split("&")
        if part.partition("=")[0] not in ("ordering", "status", "priority")
    )
    counted = api.get(f"{URL}counts/?{filters}").json()
    number = sum(cell["count"] for cell in counted["cells"])
    assert number == len(api.get(f"{URL}?{filters}").json()), query


@pytest.mark.parametrize("query", ["", f"&search={MARKER}", "&status=open", "&ordering=-priority"])
@pytest.mark.django_db
def test_its_folder_has_it(api, query, removed, present):
    found = api.get(f"{URL}?folder={removed.folder}{query}")
    assert [one["id"] for one in found.json()] == [removed.pk]
    assert found["X-Total-Count"] == "1"
    [cell] = api.get(f"{URL}counts/?folder={removed.folder}").json()["cells"]
    assert cell["count"] == 1


@pytest.mark.django_db
def test_no_figure_counts_it(body, api, settings):
    def figures():
        caches["shared"].clear()
        return ticket_stats("7d")

    first = create_ticket({**body, "title": "First"})
    before = figures()
    second = create_ticket({**body, "title": "Second"})
    Classification.objects.create(
        ticket=second, category="billing", priority="high", source="model"
    )
    api.post(f"{URL}{second.pk}/messages/", {"kind": "reply", "text": "Hello"})
    api.patch(f"{URL}{second.pk}/", {"status": "resolved"})
    assert figures() != before
    for folder in FOLDERS:
        api.patch(f"{URL}{second.pk}/", {"folder": folder})
        now = figures()
        # That the model was asked stays.
        assert now["triage"].pop("asked") == 1
        assert (now["triage"]["offered"], now["triage"]["accepted"]) == (0, 0)
        assert {**now, "triage": 0} == {**before, "triage": 0}
        assert now["waiting"]["since"] == first.created_at
    check_statistics()


def check_statistics():
    call_command("check_statistics", stdout=StringIO())
    call_command("check_conversations", stdout=StringIO())


@pytest.mark.django_db
def test_the_pulse_tells_of_the_move_and_no_more(api, removed, body):
    def changed(**query):
        answer = api.get("/api/pulse/", {"tab": "abcdefghijklmnop", **query}).json()
        return answer, {one["key"][0] for one in answer["changed"] if one["ticket"] == removed.pk}

    first, kinds = changed()
    assert kinds == {"e"}
    if removed.folder == "spam":
        token = token_for(removed.private_link.nonce)
        api.post(f"/api/requests/{token}/messages/", {"text": "Again"})
        assert Message.objects.count() == 2
        assert not changed(cursor=first["cursor"])[1]
    Requester.objects.update(blocked_at=timezone.now())
    create_ticket({**body, "requester_email": f"{MARKER}@example.com"}, is_from_requester=True)
    assert changed(cursor=first["cursor"])[0]["changed"] == []
    api.patch(f"{URL}{removed.pk}/", {"folder": None})
    assert changed(cursor=first["cursor"])[1] == {"e", "m", "t"}


@pytest.mark.django_db
def test_no_export_has_it(removed, present, tmp_path):
    for name in ("all.csv", "all.jsonl"):
        path = tmp_path / name
        call_command("export_tickets", str(path), stdout=StringIO())
        text = path.read_text()
        assert "Charged twice" in text
        assert removed.title not in text
    call_command("index_words", "--check", stdout=StringIO())


@pytest.mark.django_db
def test_messages_between_do_not_hide_those_of_others(api, body, tmp_path):
    ids = [create_ticket({**body, "title": f"Ticket {n}"}).pk for n in range(3)]
    for pk in ids:
        api.post(f"{URL}{pk}/messages/", {"kind": "note", "text": f"Note {pk}"})
    api.delete(f"{URL}{ids[1]}/")
    path = tmp_path / "all.jsonl"
    call_command("export_tickets", str(path), stdout=StringIO())
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    texts = [[message["text"] for message in line["messages"]] for line in lines]
    assert texts == [[f"Note {ids[0]}"], [f"Note {ids[2]}"]]


@pytest.mark.django_db
def test_the_model_does_not_learn_from_it(make_ticket, api):
    ticket = make_ticket(status="resolved", resolved_at=timezone.now())
    Classification.objects.create(ticket=ticket, category="billing", excerpt="My card fails")
    assert similar_examples("My card fails", 3)
    api.delete(f"{URL}{ticket.pk}/")
    assert not similar_examples("My card fails", 3)


@pytest.mark.django_db
def test_it_takes_nobodys_room(django_user_model, make_ticket, api):
    agent = django_user_model.objects.create_user("ada", is_staff=True)
    team = Team.objects.create(name="Support")
    team.memberships.create(agent=agent)
    ticket = make_ticket(assignee=agent)
    assert [one.open_tickets for one in find_candidates(team)] == [1]
    api.delete(f"{URL}{ticket.pk}/")
    assert [one.open_tickets for one in find_candidates(team)] == [0]


@pytest.mark.django_db
def test_the_newest_may_all_be_spam(make_ticket, api, monkeypatch):
    """Words that no index finds are looked for among the newest tickets that are there."""
    monkeypatch.setattr(page_finder, "WINDOW", 5)
    monkeypatch.setattr(page_finder, "LONG_WINDOW", 10)
    found = [make_ticket(title=f"ab {n}").pk for n in range(10)]
    now = timezone.now()
    values = {"title": "x", "description": "x", "category": "billing", "priority": "low"}
    Ticket.objects.bulk_create(Ticket(**values, folder="spam", removed_at=now) for _ in range(50))
    answer = api.get(f"{URL}?search=ab&page_size=3")
    assert [one["id"] for one in answer.json()] == found[:-4:-1]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL's counters")
@pytest.mark.django_db(transaction=True)
def test_counts_stay_right_while_many_move_tickets(body):
    """8 threads mark as spam, restore, delete and change the same tickets at the same time."""
    ids = [create_ticket({**body, "requester_email": "eve@example.com"}).pk for _ in range(6)]

    def act(number):
        api = APIClient()
        for turn in range(12):
            pk = ids[(number + turn) % len(ids)]
            match (number + turn) % 4:
                case 0:
                    response = api.patch(f"{URL}{pk}/", {"folder": "spam"})
                case 1:
                    response = api.patch(f"{URL}{pk}/", {"folder": None, "status": "resolved"})
                case 2:
                    operations = [{"ids": ids, "set": {"folder": FOLDERS[turn % 2]}}]
                    response = api.post(f"{URL}bulk/", {"operations": operations})
                case _:
                    response = api.patch(f"{URL}{pk}/", {"folder": None, "status": "open"})
            assert response.status_code == 200, response.content

    at_once(act)
    check_statistics()
    present = Ticket.objects.filter(folder=None).count()
    caches["shared"].clear()
    assert ticket_stats("all")["total_tickets"] == present
