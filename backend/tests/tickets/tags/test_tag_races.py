"""Several people tag tickets at the same moment, on a real database with real threads."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import pytest
from django.db import connection
from rest_framework.test import APIClient

from tests.tickets.tags.test_tags import make_tags, tag_tickets
from tickets.models import Tag, Ticket, TicketTag
from tickets.tags import services

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 16
BULK = "/api/tickets/bulk/"


def at_once(act, writers=WRITERS):
    """Call `act(number, client)` in several threads that start together; return the answers."""
    barrier = Barrier(writers)

    def run(number):
        try:
            barrier.wait(timeout=20)
            return act(number, APIClient())
        finally:
            connection.close()

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(run, range(writers)))


def one(ticket):
    return f"/api/tickets/{ticket.pk}/"


def names(ticket):
    return sorted(ticket.tags.values_list("name", flat=True))


def test_two_who_make_the_same_tag_make_one(make_ticket):
    first, second = make_ticket(), make_ticket()

    def act(number, api):
        ticket = (first, second)[number]
        return api.patch(one(ticket), {"add_tags": [("VAT", "vát")[number]]}, format="json")

    answers = at_once(act, 2)
    assert [answer.status_code for answer in answers] == [200, 200]
    [tag] = Tag.objects.all()
    assert names(first) == names(second) == [tag.name]


def test_of_many_who_make_a_tag_by_itself_one_does(db):
    answers = at_once(lambda number, api: api.post("/api/tags/", {"name": "vat"}, format="json"))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 400: WRITERS - 1}
    assert Tag.objects.count() == 1


def test_sixteen_who_tag_one_ticket_all_find_their_tags_on_it(make_ticket):
    ticket = make_ticket()
    answers = at_once(
        lambda number, api: api.patch(one(ticket), {"add_tags": [f"tag {number}"]}, format="json")
    )
    assert {answer.status_code for answer in answers} == {200}
    ticket.refresh_from_db()
    assert names(ticket) == sorted(f"tag {number}" for number in range(WRITERS))
    assert ticket.version == WRITERS + 1


def test_sixteen_who_tag_the_same_tickets_in_bulk_hold_each_other_up_and_no_longer(make_ticket):
    tickets = [make_ticket() for _ in range(10)]
    ids = [ticket.pk for ticket in tickets]

    def act(number, api):
        # In different orders, new and known ones together.
        tags = [f"tag {(number + step) % 5}" for step in range(3)][:: 1 if number % 2 else -1]
        some = ids[number % 3 :][:: 1 if number % 2 else -1]
        operations = [
            {"ids": some, "set": {"add_tags": tags}},
            {"ids": some[:2], "set": {"remove_tags": ["tag 0"]}},
        ]
        return api.post(BULK, {"operations": operations}, format="json")

    answers = at_once(act)
    assert {answer.status_code for answer in answers} == {200}
    assert Tag.objects.count() == 5
    rows = TicketTag.objects.values_list("ticket", "tag")
    assert len(rows) == len(set(rows))
    tagged = set(TicketTag.objects.values_list("ticket", flat=True))
    assert set(Ticket.objects.filter(is_tagged=True).values_list("pk", flat=True)) == tagged


def test_who_adds_a_tag_that_is_deleted_at_that_moment_finds_it_again(make_ticket):
    tickets = [make_ticket() for _ in range(WRITERS)]

    def act(number, api):
        if number % 4 == 0:
            for tag in Tag.objects.all():
                services.delete_tag(tag)
            return 200
        return api.patch(one(tickets[number]), {"add_tags": ["vat"]}, format="json").status_code

    make_tags("vat")
    assert set(at_once(act)) == {200}
    assert Tag.objects.filter(sort_key="vat").count() <= 1
    assert not TicketTag.objects.exclude(tag__in=Tag.objects.all()).exists()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one write at a time")
def test_tickets_are_tagged_and_deleted_while_tags_are_merged(make_ticket, monkeypatch):
    monkeypatch.setattr(services, "BATCH_SIZE", 3)
    tickets = [make_ticket() for _ in range(40)]
    source, target = make_tags("v.a.t.", "vat")
    tag_tickets(source, *tickets)
    tag_tickets(target, *tickets[::3])

    def merge():
        try:
            services.merge_tags(source, target)
        finally:
            connection.close()

    merging = Thread(target=merge)

    def act(number, api):
        if not number:
            merging.start()
            merging.join(timeout=30)
            return 200
        ticket = tickets[-number]
        if number % 3 == 0:
            return api.delete(one(ticket)).status_code
        change = {"add_tags": ["vat", "angry"]} if number % 2 else {"remove_tags": ["vat"]}
        return api.patch(one(ticket), change, format="json").status_code

    assert set(at_once(act)) <= {200, 204}
    assert not merging.is_alive()
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["angry", "vat"]
    untouched = tickets[: -WRITERS + 1]
    assert {tuple(names(ticket)) for ticket in untouched} == {("vat",)}
