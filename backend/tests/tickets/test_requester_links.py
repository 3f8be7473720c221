"""Tickets of one address belong to one requester, who goes with the last of them."""

import csv
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from people.models import Requester
from tests.support.threads import THREADS, at_once
from tickets.models import Ticket
from tickets.requesters import link_requesters
from tickets.services import change_tickets, delete_tickets

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
ADA = {"requester_name": "Ada", "requester_email": "Ada@Example.com"}


@pytest.fixture
def submit(body):
    def submit(**values):
        response = APIClient().post(URL, {**body, **values})
        assert response.status_code == 201
        return response.json()

    return submit


def change(ticket, **values):
    response = APIClient().patch(f"{URL}{ticket['id']}/", values)
    assert response.status_code == 200
    return response.json()


def people():
    return sorted(Requester.objects.values_list("name", "email"))


class TestSubmission:
    def test_tickets_of_one_address_have_one_requester(self, api, submit):
        first, second = submit(**ADA), submit(requester_email="ada@example.COM")
        assert people() == [("Ada", "ada@example.com")]
        ada = {"id": Requester.objects.get().pk, "name": "Ada", "email": "ada@example.com"}
        for ticket in (first, second, api.get(f"{URL}{first['id']}/").json(), *api.get(URL).json()):
            assert ticket["requester"] == ada
        # Each keeps what was typed.
        assert (first["requester_name"], first["requester_email"]) == ("Ada", "Ada@Example.com")
        assert (second["requester_name"], second["requester_email"]) == ("", "ada@example.COM")

    def test_without_an_address_there_is_no_requester(self, submit):
        assert submit(requester_name="Ada")["requester"] is None
        assert people() == []

    def test_a_requester_cannot_be_chosen(self, submit):
        ada = submit(**ADA)["requester"]
        assert submit(requester=ada["id"])["requester"] is None

    def test_a_retry_is_answered_as_at_first(self, api, body):
        answers = [api.post(URL, {**body, **ADA}, HTTP_IDEMPOTENCY_KEY="k") for _ in range(2)]
        assert answers[0].json() == answers[1].json()
        assert answers[1].json()["requester"]["name"] == "Ada"

    def test_strangers_are_never_shown_it(self, api, body, settings):
        settings.OPEN_ACCESS = False
        made = api.post(URL, {**body, **ADA}).json()
        shown = api.get(f"/api/requests/{made['request_token']}/").json()
        assert "requester" not in made
        assert not {name for name in shown if name.startswith("requester")}
        assert people() == [("Ada", "ada@example.com")]

    def test_a_refused_ticket_leaves_no_requester(self, api, body):
        assert api.post(URL, {**body, **ADA, "title": ""}).status_code == 400
        assert people() == []

    @pytest.mark.django_db(transaction=True)
    def test_several_at_once_make_one(self, submit):
        made = at_once(lambda number: submit(**{**ADA, "requester_name": f"Ada {number}"}))
        assert Requester.objects.count() == 1
        assert len({ticket["requester"]["id"] for ticket in made}) == 1
        assert Ticket.objects.filter(requester=Requester.objects.get()).count() == THREADS


class TestReading:
    def test_one_ticket_takes_one_query(self, api, submit, django_assert_num_queries):
        made = submit(**ADA)
        with django_assert_num_queries(1):
            assert api.get(f"{URL}{made['id']}/").json()["requester"]["name"] == "Ada"

    @pytest.mark.parametrize("query", ["", "?ordering=-priority", "?status=open&category=billing"])
    def test_a_page_takes_one_query_more(self, api, submit, query, django_assert_num_queries):
        for number in range(10):
            submit(requester_email=f"p{number}@example.com")
        with django_assert_num_queries(3):
            emails = [ticket["requester"]["email"] for ticket in api.get(f"{URL}{query}").json()]
        assert emails == [f"p{number}@example.com" for number in reversed(range(10))]


class TestChanges:
    def test_another_address_is_another_requester(self, submit):
        made = submit(**ADA)
        changed = change(made, requester_email="bob@example.com")
        assert changed["requester"]["email"] == "bob@example.com"
        assert changed["requester"]["id"] != made["requester"]["id"]
        # The name is the ticket's; Ada has no other ticket.
        assert people() == [("Ada", "bob@example.com")]
        assert change(made, requester_email="")["requester"] is None
        assert people() == []

    def test_name_and_address_change_together(self, submit):
        made = submit(**ADA)
        changed = change(made, requester_name="Bob", requester_email="bob@example.com")
        assert changed["requester"]["name"] == "Bob"

    def test_another_case_is_the_same_requester(self, submit):
        made = submit(**ADA)
        changed = change(made, requester_email="ADA@EXAMPLE.COM")
        assert changed["requester"] == made["requester"]
        assert changed["requester_email"] == "ADA@EXAMPLE.COM"

    def test_another_name_stays_with_the_ticket(self, submit):
        assert change(submit(**ADA), requester_name="Augusta")["requester"]["name"] == "Ada"

    def test_who_has_other_tickets_stays(self, submit):
        first, _ = submit(**ADA), submit(**ADA)
        change(first, requester_email="bob@example.com")
        assert people() == [("Ada", "ada@example.com"), ("Ada", "bob@example.com")]

    def test_many_change_together(self, submit):
        for number in range(3):
            submit(requester_email=f"p{number}@example.com")
        assert change_tickets(Ticket.objects.all(), {"requester_email": "x@example.com"}) == 3
        assert people() == [("", "x@example.com")]
        assert Ticket.objects.filter(requester=Requester.objects.get()).count() == 3

    def test_other_changes_ask_for_no_requester(self, submit, django_assert_num_queries):
        made = submit(**ADA)
        with django_assert_num_queries(5):
            change(made, priority="low")

    def test_the_requesters_own_address_moves_no_ticket(self, api, submit):
        made = submit(**ADA)
        api.patch(f"/api/requesters/{made['requester']['id']}/", {"email": "king@example.com"})
        ticket = api.get(f"{URL}{made['id']}/").json()
        assert ticket["requester"]["email"] == "king@example.com"
        assert ticket["requester_email"] == "Ada@Example.com"
        assert submit(**ADA)["requester"]["id"] != made["requester"]["id"]


class TestAdmin:
    @pytest.fixture
    def admin(self):
        client = Client()
        client.force_login(User.objects.create(username="admin", is_staff=True, is_superuser=True))
        return client

    def test_adding_and_changing_link_the_ticket(self, admin, body):
        values = {**body, **ADA, "status": "open"}
        admin.post(reverse("admin:tickets_ticket_add"), values)
        assert Ticket.objects.get().requester == Requester.objects.get()
        url = reverse("admin:tickets_ticket_change", args=[Ticket.objects.get().pk])
        admin.post(url, {**values, "requester_email": "bob@example.com"})
        assert Ticket.objects.filter(requester__email="bob@example.com").exists()


class TestImport:
    def test_rows_of_one_address_have_one_requester(self, tmp_path):
        path = tmp_path / "tickets.csv"
        rows = [
            ["title", "description", "category", "priority", "requester_name", "requester_email"],
            ["A", "a", "billing", "low", "", "ADA@example.com"],
            ["B", "b", "billing", "low", "Ada", "ada@example.com"],
            ["C", "c", "billing", "low", "Bob", ""],
        ]
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(rows)
        for _ in range(2):
            call_command("import_tickets", str(path), stdout=StringIO())
        assert people() == [("Ada", "ada@example.com")]
        linked = Ticket.objects.filter(requester=Requester.objects.get())
        assert sorted(linked.values_list("title", flat=True)) == ["A", "B"]

    def test_samples_are_linked(self):
        call_command("load_sample_tickets", stdout=StringIO())
        assert not Ticket.objects.exclude(requester_email="").filter(requester=None).exists()
        assert not Ticket.objects.filter(requester_email="", requester__isnull=False).exists()


class TestDeletion:
    @pytest.mark.usefixtures("no_bin")
    def test_a_requester_goes_with_the_last_ticket(self, api, submit):
        first, second = submit(**ADA), submit(**ADA)
        submit(requester_email="bob@example.com")
        api.delete(f"{URL}{first['id']}/")
        assert len(people()) == 2
        api.delete(f"{URL}{second['id']}/")
        assert people() == [("", "bob@example.com")]

    def test_many_go_together(self, submit):
        for number in range(5):
            submit(requester_email=f"p{number % 3}@example.com")
        assert delete_tickets(Ticket.objects.all()) == 5
        assert people() == []

    @pytest.mark.django_db(transaction=True)
    def test_of_the_last_tickets_deleted_at_once_none_leaves_a_requester(self, submit):
        made = [submit(**ADA)["id"] for _ in range(THREADS)]
        at_once(lambda number: delete_tickets(Ticket.objects.filter(pk=made[number])))
        assert people() == []

    @pytest.mark.django_db(transaction=True)
    def test_a_ticket_that_comes_meanwhile_has_its_requester(self, submit):
        """Deletion of the last ticket and submission of the next one, again and again."""

        def act(number):
            for _ in range(5):
                delete_tickets(Ticket.objects.filter(pk=submit(**ADA)["id"]))
            return submit(**ADA)["requester"]["id"]

        last = at_once(act)
        assert set(last) == {Requester.objects.get().pk}
        assert Ticket.objects.filter(requester=Requester.objects.get()).count() == THREADS


@pytest.mark.django_db(transaction=True)
def test_imports_of_the_same_people_in_different_orders_do_not_deadlock(make_ticket):
    values = {"description": "d", "category": "billing", "priority": "low"}

    def store(number):
        order = range(100) if number % 2 else range(99, -1, -1)
        tickets = [
            Ticket(title=f"T{n}", requester_email=f"p{n}@example.com", **values) for n in order
        ]
        with transaction.atomic():
            link_requesters(tickets)
            Ticket.objects.bulk_create(tickets)

    at_once(store)
    assert Requester.objects.count() == 100
    assert Ticket.objects.filter(requester=None).count() == 0
