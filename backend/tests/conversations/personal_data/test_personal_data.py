"""A requester's export and erasure: everything of theirs, and nothing of anybody else."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.audit.models import AuditEvent
from conversations.models import Message
from conversations.personal_data import selectors, services
from people.models import Requester
from tests.accounts.test_access import client_for
from tests.support.proof import prove
from tests.support.stored_texts import places_with
from tickets.history.actors import SYSTEM
from tickets.models import Ticket
from tickets.private_links.links import token_for
from tickets.services import create_ticket
from tickets.shared_views.models import SharedView

pytestmark = pytest.mark.django_db
MARKER = "zebrafinch"
EMAIL = f"{MARKER}@example.com"
LIST = "/api/tickets/"
KEPT_VIEWS = {"status=open", "requester=1234567"}


@pytest.fixture
def admin():
    return client_for("admin")


@pytest.fixture
def zoe(api, body):
    """A requester with tickets everywhere, and with words in everything that keeps any."""
    made = [
        create_ticket(
            {
                **body,
                "title": f"{MARKER} {number}",
                "description": f"My {MARKER} left.",
                "requester_name": f"Zoe {MARKER.title()}",
                "requester_email": EMAIL if number else EMAIL.title(),
            }
        )
        for number in range(5)
    ]
    others = made.pop(3)
    for ticket in made:
        address = f"{LIST}{ticket.pk}/"
        api.post(f"{address}messages/", {"kind": "reply", "text": f"Dear {MARKER}"})
        note = api.post(f"{address}messages/", {"kind": "note", "text": f"A {MARKER}!"}).json()
        api.patch(f"/api/messages/{note['id']}/", {"text": f"Rather a {MARKER}."})
        api.patch(address, {"description": f"My {MARKER} left at noon.", "priority": "low"})
        token = token_for(ticket.private_link.nonce)
        api.post(f"/api/requests/{token}/messages/", {"text": f"Where is my {MARKER}?"})
    api.patch(f"{LIST}{made[1].pk}/", {"folder": "spam"})
    api.delete(f"{LIST}{made[2].pk}/")
    # It is somebody else's now; its history still has the address of before.
    api.patch(
        f"{LIST}{others.pk}/",
        {
            "requester_email": "ada@example.com",
            "requester_name": "Ada",
            "title": "A bird",
            "description": "It left.",
        },
    )
    Message.objects.update(held_until=None)
    requester = Requester.objects.get(email=EMAIL)
    # What agents keep to find the person again, and views that only look alike.
    for query in (
        f"requester={MARKER}%40example.com",
        f"status=open&requester={requester.pk}",
        *KEPT_VIEWS,
    ):
        SharedView.objects.create(name=query, sort_key=query, query=query)
    return requester


def erase(client, requester, confirm=EMAIL):
    return client.post(f"/api/requesters/{requester.pk}/erase/", {"confirm": confirm})


class TestExport:
    """`GET /api/requesters/<id>/export/`, and the command."""

    def read(self, client, requester):
        response = client.get(f"/api/requesters/{requester.pk}/export/")
        assert response.status_code == 200
        assert response["Content-Disposition"] == (
            f'attachment; filename="requester-{requester.pk}.json"'
        )
        assert "no-cache" in response["Cache-Control"]
        return json.loads(b"".join(response.streaming_content))

    def test_everything_is_in_it(self, admin, zoe):
        found = self.read(admin, zoe)
        assert found["complete"] is True
        assert found["requester"]["email"] == EMAIL
        tickets = found["tickets"]
        assert [one["folder"] for one in tickets] == [None, "spam", "bin", None]
        first = tickets[0]
        assert first["description"] == f"My {MARKER} left at noon."
        assert [(one["kind"], one["author"]["kind"], one["text"]) for one in first["messages"]] == [
            ("reply", "agent", f"Dear {MARKER}"),
            ("note", "agent", f"Rather a {MARKER}."),
            ("reply", "requester", f"Where is my {MARKER}?"),
        ]
        assert [one["text"] for one in first["messages"][1]["earlier_texts"]] == [f"A {MARKER}!"]
        assert [change["field"] for entry in first["history"] for change in entry["changes"]] == [
            "description",
            "priority",
        ]
        link = Ticket.objects.get(pk=first["id"]).private_link
        assert first["private_link"]["reference"] == link.reference

    def test_no_key_is_in_it(self, admin, zoe):
        text = json.dumps(self.read(admin, zoe))
        for ticket in selectors.tickets_of(zoe):
            link = ticket.private_link
            for secret in (link.nonce, link.digest, token_for(link.nonce)):
                assert secret not in text

    def test_nothing_of_others_is_in_it(self, admin, zoe):
        text = json.dumps(self.read(admin, zoe))
        assert "A bird" not in text

    def test_it_is_read_in_parts(self, admin, zoe, monkeypatch):
        whole = self.read(admin, zoe)
        for name in ("TICKETS_AT_ONCE", "ROWS_AT_ONCE"):
            monkeypatch.setattr(selectors, name, 2)
        in_parts = self.read(admin, zoe)
        assert in_parts["tickets"] == whole["tickets"]

    def test_queries_do_not_grow_with_messages(self, zoe, django_assert_num_queries):
        # The tickets, their tags, messages, what these said before, messages that were moved,
        # events, and that there are no more tickets.
        with django_assert_num_queries(7):
            list(selectors.export_requester(zoe))

    def test_it_is_recorded_without_the_address(self, admin, zoe):
        self.read(admin, zoe)
        event = AuditEvent.objects.get(action="requester_exported")
        assert (event.target, event.details) == (f"requester {zoe.pk}", {"tickets": 4})

    def test_the_command_writes_the_same(self, admin, zoe, tmp_path):
        path = tmp_path / "zoe.json"
        call_command("export_requester", EMAIL.upper(), str(path), stdout=StringIO())
        assert path.stat().st_mode & 0o077 == 0
        output = StringIO()
        call_command("export_requester", EMAIL, stdout=output)
        expected = self.read(admin, zoe)["tickets"]
        assert json.loads(path.read_text())["tickets"] == expected
        assert json.loads(output.getvalue())["tickets"] == expected

    def test_the_command_knows_nobody_else(self):
        with pytest.raises(CommandError, match="No requester has this address"):
            call_command("export_requester", "eve@example.com")


COUNTS = {"tickets": 4, "replies": 8, "notes": 4, "private_links": 4, "suggestions": 0, "views": 2}


class TestErase:
    """`POST /api/requesters/<id>/erase/`, and the command."""

    def test_no_word_is_left_in_any_table(self, admin, zoe):
        assert {
            "tickets_ticket.title",
            "conversations_message.text",
            "conversations_revision.text",
            "tickets_event.texts",
            "tickets_searchtext.text",
            "people_requester.email",
        } <= places_with(MARKER)
        preview = admin.get(f"/api/requesters/{zoe.pk}/erase/").json()
        answer = erase(admin, zoe)
        assert answer.status_code == 200
        report = answer.json()
        assert report.pop("complete") is True
        assert {name: report[name] for name in COUNTS} == COUNTS
        assert preview == report
        assert places_with(MARKER) == set()
        assert set(SharedView.objects.values_list("query", flat=True)) == KEPT_VIEWS
        # What somebody else has by now stays.
        assert Ticket.objects.get().title == "A bird"
        assert Requester.objects.get().email == "ada@example.com"
        call_command("check_statistics", stdout=StringIO())
        call_command("check_conversations", stdout=StringIO())
        assert admin.get(f"/api/requesters/{zoe.pk}/").status_code == 404

    def test_it_is_recorded_without_the_address(self, admin, zoe, caplog):
        erase(admin, zoe)
        event = AuditEvent.objects.get(action="requester_erased")
        assert event.target == f"requester {zoe.pk}"
        assert COUNTS.items() <= event.details.items()
        assert MARKER not in caplog.text.lower()

    def test_who_is_blocked_goes_too(self, admin, zoe):
        Requester.objects.filter(pk=zoe.pk).update(blocked_at=timezone.now())
        erase(admin, zoe)
        assert not Requester.objects.filter(pk=zoe.pk).exists()

    @pytest.mark.parametrize("text", ["", "zoe", "requester 1", "ada@example.com", None, 7])
    def test_it_takes_the_address_as_confirmation(self, admin, zoe, text):
        response = erase(admin, zoe, text)
        assert response.status_code == 400
        assert "confirm" in response.json()
        assert Ticket.objects.count() == 5

    def test_one_without_an_address_is_called_by_the_number(self, admin, make_ticket):
        requester = Requester.objects.create(name="Nobody")
        make_ticket(requester=requester)
        assert erase(admin, requester, "Nobody").status_code == 400
        assert erase(admin, requester, f"Requester {requester.pk}").status_code == 200
        assert not Ticket.objects.exists()

    def test_who_it_is_has_to_be_proved(self, admin, zoe):
        prove(admin, User.objects.get(username="admin"), seconds_ago=10_000)
        response = erase(admin, zoe)
        assert response.status_code == 401
        assert Ticket.objects.count() == 5

    def test_one_that_takes_long_goes_on_where_it_was(self, admin, zoe, monkeypatch):
        monkeypatch.setattr(services, "BATCH_SIZE", 3)
        monkeypatch.setattr(services.erase_requester, "__defaults__", (SYSTEM, 0.0))
        first = erase(admin, zoe).json()
        assert (first["complete"], first["tickets"]) == (False, 3)
        rest = [erase(admin, zoe).json()]
        while not rest[-1]["complete"]:
            rest.append(erase(admin, zoe).json())
        assert sum(one["tickets"] for one in rest) == 1
        assert places_with(MARKER) == set()

    def test_the_command_tells_numbers_alone(self, zoe):
        def run(*options):
            output = StringIO()
            call_command("erase_requester", EMAIL, *options, stdout=output)
            return output.getvalue()

        would = run("--dry-run")
        assert "Tickets: 4 would be erased.\n" in would
        assert Ticket.objects.count() == 5
        assert run() == would.replace("would be", "were")
        assert places_with(MARKER) == set()
        with pytest.raises(CommandError):
            run()

    def test_a_ticket_of_the_release_before_goes_too(self, admin, zoe, make_ticket):
        make_ticket(title=MARKER, requester_email=EMAIL)
        assert erase(admin, zoe).json()["tickets"] == 5
        assert places_with(MARKER) == set()

    def test_who_writes_again_is_somebody_new(self, admin, zoe, body):
        erase(admin, zoe)
        ticket = create_ticket({**body, "requester_email": EMAIL})
        assert ticket.requester_id != zoe.pk
        assert ticket.created_at > timezone.now() - timedelta(minutes=1)
