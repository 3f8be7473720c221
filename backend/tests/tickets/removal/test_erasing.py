"""Spam and the bin are erased by hand, or once the time there is over."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from accounts.audit.models import AuditEvent
from tickets.history.actors import SYSTEM
from tickets.models import Ticket
from tickets.removal import services
from tickets.services import change_tickets

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"


def url(ticket):
    return f"{URL}{ticket.pk}/"


def age(days):
    Ticket.objects.update(removed_at=timezone.now() - timedelta(days=days))


class TestErasing:
    """Erasing by hand."""

    def erase(self, admin, **body):
        return admin.post(f"{URL}erase/", body, format="json")

    def test_only_what_is_in_a_folder_goes(self, admin, make_ticket):
        kept, spam, binned = (make_ticket() for _ in range(3))
        admin.patch(url(spam), {"folder": "spam"})
        admin.delete(url(binned))
        ids = [kept.pk, spam.pk, binned.pk, 10**9]
        assert self.erase(admin, ids=ids).json() == {"erased": 2, "more": False}
        assert list(Ticket.objects.values_list("pk", flat=True)) == [kept.pk]
        [event] = AuditEvent.objects.filter(action="tickets_deleted")
        assert (event.details["tickets"], event.actor_name) == (2, "ada@example.com")

    def test_a_folder_is_emptied_step_by_step(self, admin, make_ticket, monkeypatch):
        monkeypatch.setattr(services.erase_some, "__defaults__", (2, SYSTEM))
        for _ in range(3):
            admin.delete(url(make_ticket()))
        spam = make_ticket()
        admin.patch(url(spam), {"folder": "spam"})
        answers = [self.erase(admin, folder="bin").json() for _ in range(3)]
        assert answers == [
            {"erased": 2, "more": True},
            {"erased": 1, "more": False},
            {"erased": 0, "more": False},
        ]
        assert Ticket.objects.get() == spam

    @pytest.mark.parametrize(
        "body", [{}, {"ids": []}, {"ids": [1], "folder": "bin"}, {"folder": None}, {"ids": ["x"]}]
    )
    def test_bad_input_is_told(self, admin, body):
        assert self.erase(admin, **body).status_code == 400

    def test_others_may_not(self, api, make_ticket):
        ticket = make_ticket()
        api.delete(url(ticket))
        assert self.erase(api, ids=[ticket.pk]).status_code == 401
        assert Ticket.objects.exists()

    def test_what_comes_back_at_the_same_moment_stays(self, make_ticket):
        ticket = make_ticket(folder="bin", removed_at=timezone.now())
        chosen = services.find_erasable(Ticket.objects.all(), [ticket.pk], None)
        change_tickets(Ticket.objects.all(), {"folder": None})
        assert services.erase_some(chosen) == 0


class TestTime:
    """Tickets that were long enough in a folder are erased."""

    def test_the_command_erases_it(self, api, make_ticket):
        for folder in ("spam", "bin"):
            api.patch(url(make_ticket()), {"folder": folder})
        kept = make_ticket()
        age(29)
        call_command("apply_retention", stdout=StringIO())
        assert Ticket.objects.count() == 3
        age(31)
        output = StringIO()
        call_command("apply_retention", "--dry-run", stdout=output)
        assert "2 would be erased" in output.getvalue()
        call_command("apply_retention", stdout=StringIO())
        assert Ticket.objects.get() == kept
        assert AuditEvent.objects.get().details["tickets"] == 2

    @pytest.mark.django_db(transaction=True)
    def test_some_go_with_each_that_comes(self, api, make_ticket, monkeypatch):
        monkeypatch.setattr(services, "ERASED_IN_PASSING", 2)
        for _ in range(3):
            api.delete(url(make_ticket()))
        age(31)
        api.delete(url(make_ticket()))
        assert Ticket.objects.count() == 2
        assert AuditEvent.objects.get().details["tickets"] == 2

    @pytest.mark.django_db(transaction=True)
    def test_a_failure_of_that_is_nobodys_who_deletes(self, api, make_ticket, monkeypatch):
        def fail(*_):
            raise DatabaseError("It is away.")

        monkeypatch.setattr(services, "erase_some", fail)
        assert api.delete(url(make_ticket())).status_code == 204
        assert Ticket.objects.get().folder == "bin"

    def test_without_a_bin_spam_is_kept_for_a_while(self, api, make_ticket, no_bin):
        api.patch(url(make_ticket()), {"folder": "spam"})
        call_command("apply_retention", stdout=StringIO())
        assert Ticket.objects.exists()
        age(31)
        call_command("apply_retention", stdout=StringIO())
        assert not Ticket.objects.exists()
