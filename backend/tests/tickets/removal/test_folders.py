"""Spam and the bin: into them, out of them, and erased from there."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiToken
from core.http.scopes import Scope
from people.models import Requester, Team
from tickets.assignment.absences import open_tickets_of
from tickets.assignment.category_teams import set_category_teams
from tickets.events import ticket_created
from tickets.history.models import Event
from tickets.import_export.import_rows import find_imported_keys
from tickets.models import IdempotencyKey, Ticket
from tickets.private_links.links import replace_link, token_for
from tickets.services import create_ticket
from tickets.snooze.services import wake_due

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"


def url(ticket):
    return f"{URL}{ticket.pk}/"


def listed(api, **query):
    return [ticket["id"] for ticket in api.get(URL, query).json()]


def bulk(api, *operations):
    response = api.post(f"{URL}bulk/", {"operations": operations})
    assert response.status_code == 200, response.json()
    return response.json()


def age(days):
    Ticket.objects.update(removed_at=timezone.now() - timedelta(days=days))


def test_what_is_marked_as_spam_leaves_and_comes_back_as_it_was(api, make_ticket):
    ticket, other = make_ticket(status="in_progress"), make_ticket()
    response = api.patch(url(ticket), {"folder": "spam"}, headers={"If-Match": '"1"'})
    assert (response.status_code, response.json()["version"]) == (200, 2)
    assert response.json()["folder"] == "spam"
    assert response.json()["removed_at"] == response.json()["updated_at"]
    assert listed(api) == [other.pk]
    assert listed(api, folder="spam") == [ticket.pk]
    assert listed(api, folder="bin") == []
    assert listed(api, folder=["spam", "bin"]) == [ticket.pk]

    back = api.patch(url(ticket), {"folder": None}).json()
    assert (back["folder"], back["removed_at"], back["status"]) == (None, None, "in_progress")
    assert sorted(listed(api)) == [ticket.pk, other.pk]
    changes = [event.changes for event in Event.objects.filter(ticket_number=ticket.pk)]
    assert changes == [{"folder": ["spam", None]}, {"folder": [None, "spam"]}]


def test_what_is_deleted_can_be_restored(api, make_ticket):
    ticket = make_ticket()
    for _ in range(2):
        response = api.delete(url(ticket))
        assert (response.status_code, response.content) == (204, b"")
    assert listed(api) == []
    assert api.get(url(ticket)).json()["folder"] == "bin"
    # Twice is once.
    assert Event.objects.count() == 1
    assert api.patch(url(ticket), {"folder": None}).status_code == 200
    assert listed(api) == [ticket.pk]


@pytest.mark.parametrize("value", ["trash", "", 7, ["spam"], True])
def test_there_is_no_other_folder(api, make_ticket, value):
    response = api.patch(url(make_ticket()), {"folder": value})
    assert response.status_code == 400
    assert "folder" in response.json()
    assert api.get(URL, {"folder": "trash"}).status_code == 400


def test_a_ticket_in_a_folder_can_only_be_moved(api, make_ticket):
    ticket = make_ticket()
    api.post(f"{url(ticket)}messages/", {"kind": "note", "text": "A note"})
    note = ticket.messages.get()
    api.delete(url(ticket))
    before = Ticket.objects.values().get()
    for method, path, body in (
        ("patch", url(ticket), {"status": "closed"}),
        ("post", f"{url(ticket)}messages/", {"kind": "reply", "text": "Hello"}),
        ("post", f"{url(ticket)}link/", None),
        ("delete", f"{url(ticket)}link/", None),
        ("patch", f"/api/messages/{note.pk}/", {"text": "Other"}),
        ("delete", f"/api/messages/{note.pk}/", None),
    ):
        response = getattr(api, method)(path, body, format="json")
        assert response.status_code == 409, (method, path)
        assert response.json() == {"detail": "This ticket is in the bin. Restore it first."}
    assert Ticket.objects.values().get() == before
    # With the move itself other values may come.
    both = api.patch(url(ticket), {"folder": None, "status": "closed"})
    assert (both.status_code, both.json()["status"]) == (200, "closed")


def test_many_are_moved_and_come_back_by_undo(api, make_ticket):
    tickets = [make_ticket() for _ in range(3)]
    ids = [ticket.pk for ticket in tickets]
    api.delete(url(tickets[0]))
    answer = bulk(api, {"ids": ids, "set": {"folder": "spam"}})
    assert len(answer["changed"]) == 3
    assert listed(api, folder="spam") == ids[::-1]
    assert bulk(api, {"ids": ids, "set": {"folder": "spam"}})["unchanged"] == 3
    bulk(api, *answer["undo"])
    assert listed(api, folder="bin") == ids[:1]
    assert listed(api) == ids[:0:-1]


def test_other_changes_of_many_pass_a_folder_by(api, make_ticket):
    kept, removed = make_ticket(), make_ticket()
    api.delete(url(removed))
    answer = bulk(api, {"ids": [kept.pk, removed.pk], "set": {"status": "closed"}})
    assert [one["id"] for one in answer["changed"]] == [kept.pk]
    assert (answer["missing"], answer["unchanged"]) == ([removed.pk], 0)
    assert bulk(api, {"matching": {}, "set": {"priority": "low"}})["changed"][0]["id"] == kept.pk
    removed.refresh_from_db()
    assert (removed.status, removed.priority) == ("open", "medium")
    # What comes out by the first of two operations can be changed by the second.
    answer = bulk(
        api,
        {"matching": {"folder": ["bin"]}, "set": {"folder": None}},
        {"ids": [removed.pk], "set": {"status": "closed"}},
    )
    assert (len(answer["changed"]), answer["missing"]) == (1, [])
    removed.refresh_from_db()
    assert (removed.folder, removed.status) == (None, "closed")


class TestPrivateLink:
    """The requester's link of a ticket in a folder."""

    @pytest.fixture
    def made(self, api, body):
        return api.post(URL, body).json()

    def statuses(self, made):
        address = f"/api/requests/{made['request_token']}/"
        client = APIClient()
        return {
            client.get(address).status_code,
            client.get(f"{address}messages/").status_code,
            client.post(f"{address}messages/", {"text": "Hello?"}).status_code,
            client.patch(address, {"status": "open"}).status_code,
        }

    def test_spam_is_not_told(self, api, made):
        api.patch(f"{URL}{made['id']}/", {"folder": "spam"})
        assert self.statuses(made) == {200, 201}
        assert listed(api) == []

    def test_the_bin_says_that_it_is_no_longer_there(self, api, made):
        api.delete(f"{URL}{made['id']}/")
        assert self.statuses(made) == {404}
        gone = api.get(f"/api/requests/{made['request_token']}/").json()
        assert gone == {"detail": "This request is no longer there."}
        api.patch(f"{URL}{made['id']}/", {"folder": None})
        assert self.statuses(made) == {200, 201}


class TestBlocked:
    """Submissions of somebody who is blocked."""

    EMAIL = "eve@example.com"

    @pytest.fixture
    def blocked(self, api, body):
        api.post(URL, {**body, "requester_email": self.EMAIL})
        requester = Requester.objects.get()
        response = api.patch(f"/api/requesters/{requester.pk}/", {"blocked": True})
        assert response.json()["blocked"] is True
        assert response.json()["blocked_at"]
        return requester

    def submit(self, client, body, **headers):
        response = client.post(URL, {**body, "requester_email": self.EMAIL.title()}, **headers)
        assert response.status_code == 201
        return response.json()

    def test_it_is_spam_and_answered_as_ever(self, api, body, blocked, settings):
        settings.OPEN_ACCESS = False
        receipt = self.submit(APIClient(), body)
        ticket = Ticket.objects.get(folder="spam")
        assert ticket.removed_at == ticket.created_at
        assert receipt.keys() == {
            *("reference", "title", "description", "category", "priority", "status", "created_at"),
            *("updated_at", "resolved_at", "requester_name", "requester_email", "request_token"),
        }
        followed = APIClient().get(f"/api/requests/{receipt['request_token']}/")
        assert (followed.status_code, followed.json()["status"]) == (200, "open")

    def test_it_is_answered_the_same_again(self, api, body, blocked):
        headers = {"headers": {"Idempotency-Key": "one"}}
        first, again = (self.submit(api, body, **headers) for _ in range(2))
        assert first == again
        assert (first["folder"], first["removed_at"]) == (None, None)
        assert IdempotencyKey.objects.get().ticket_number == Ticket.objects.get(folder="spam").pk

    def test_agents_may_write_in_their_place(self, admin, body, blocked):
        self.submit(admin, body)
        assert not Ticket.objects.filter(folder="spam").exists()

    def test_a_form_with_its_own_token_may_not(self, body, blocked):
        user = User.objects.create_user("form", is_staff=True)
        _, token = ApiToken.objects.create(user=user, name="form", scope=Scope.SUBMIT)
        program = APIClient()
        program.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
        self.submit(program, body)
        assert Ticket.objects.filter(folder="spam").count() == 1

    def test_what_goes_on_with_spam_is_spam(self, api, make_ticket):
        former = make_ticket(
            status="closed",
            resolved_at=timezone.now() - timedelta(days=1_000),
            folder="spam",
            removed_at=timezone.now(),
        )
        token = token_for(replace_link(former).nonce)
        answer = api.post(f"/api/requests/{token}/messages/", {"text": "And again"})
        assert answer.json()["follow_up"]
        assert set(Ticket.objects.values_list("folder", flat=True)) == {"spam"}

    def test_who_is_unblocked_is_heard_again(self, api, body, blocked):
        address = f"/api/requesters/{blocked.pk}/"
        since = api.get(address).json()["blocked_at"]
        # Again, it stays since then.
        assert api.patch(address, {"blocked": True}).json()["blocked_at"] == since
        assert [one["id"] for one in api.get("/api/requesters/?blocked=true").json()] == [
            blocked.pk
        ]
        assert api.patch(address, {"blocked": False}).json()["blocked_at"] is None
        assert api.get("/api/requesters/?blocked=true").json() == []
        self.submit(APIClient(), body)
        assert not Ticket.objects.filter(folder="spam").exists()

    def test_the_block_outlives_the_tickets_until_it_is_lifted(self, api, blocked, no_bin):
        for pk in Ticket.objects.values_list("pk", flat=True):
            api.delete(f"{URL}{pk}/")
        address = f"/api/requesters/{blocked.pk}/"
        assert api.get(address).json()["tickets"] == 0
        assert api.patch(address, {"blocked": False}).json()["id"] == blocked.pk
        assert not Requester.objects.exists()

    @pytest.mark.parametrize("value", ["yes", 1, None])
    def test_it_is_true_or_false(self, api, blocked, value):
        response = api.patch(f"/api/requesters/{blocked.pk}/", {"blocked": value})
        assert response.status_code == 400
        assert "blocked" in response.json()


def test_an_imported_ticket_in_the_bin_is_not_imported_again(api, make_ticket):
    ticket = make_ticket(import_key="a" * 64)
    api.delete(url(ticket))
    assert find_imported_keys(["a" * 64]) == {"a" * 64}


def test_others_are_told_of_no_ticket_that_goes_straight_to_spam(body):
    told = []

    def tell(ticket, **_):
        told.append(ticket.folder)

    values = {**body, "requester_email": "eve@example.com"}
    ticket_created.connect(tell)
    try:
        create_ticket(values, is_from_requester=True)
        Requester.objects.update(blocked_at=timezone.now())
        create_ticket(values, is_from_requester=True)
    finally:
        ticket_created.disconnect(tell)
    assert told == [None]


class TestComingBack:
    """The consequences of taking a ticket out of its folder."""

    def test_a_submission_that_was_no_spam_arrives_as_any_other(self, api, body):
        team = Team.objects.create(name="Billing", assignment="round_robin")
        agent = User.objects.create_user("ada", is_staff=True)
        team.memberships.create(agent=agent)
        set_category_teams({body["category"]: team.pk})
        api.post(URL, {**body, "requester_email": "eve@example.com"})
        Requester.objects.update(blocked_at=timezone.now())
        api.post(URL, {**body, "requester_email": "eve@example.com"})
        spam = Ticket.objects.get(folder="spam")
        assert (spam.team, spam.assignee) == (None, None)
        answer = api.patch(url(spam), {"folder": None}).json()
        assert (answer["team"]["name"], answer["assignee"]["id"]) == ("Billing", agent.pk)

    def test_what_an_agent_has_moved_comes_back_as_it_was(self, api, body):
        team = Team.objects.create(name="Billing", assignment="round_robin")
        team.memberships.create(agent=User.objects.create_user("ada", is_staff=True))
        ticket = create_ticket({**body, "team_id": team.pk})
        api.patch(url(ticket), {"assignee": None})
        for folder in ("spam", "bin"):
            api.patch(url(ticket), {"folder": folder})
            assert api.patch(url(ticket), {"folder": None}).json()["assignee"] is None

    def test_a_snooze_goes_on_and_ends_only_once_it_is_back(self, api, make_ticket):
        until = timezone.now() + timedelta(hours=1)
        ticket = make_ticket(snoozed_until=until)
        api.delete(url(ticket))
        Ticket.objects.update(snoozed_until=timezone.now() - timedelta(hours=1))
        assert wake_due() == 0
        api.patch(url(ticket), {"folder": None})
        assert wake_due() == 1

    def test_nobody_gives_on_what_is_in_a_folder(self, api, make_ticket):
        team = Team.objects.create(name="Billing")
        agent = User.objects.create_user("ada", is_staff=True)
        team.memberships.create(agent=agent)
        ticket = make_ticket(team=team, assignee=agent)
        api.delete(url(ticket))
        assert api.post(f"{url(ticket)}assign/").status_code == 409
        assert not open_tickets_of(agent).exists()
