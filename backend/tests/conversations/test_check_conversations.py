"""The command that compares tickets with their messages and requesters."""

import pytest
from django.core.management import CommandError, call_command

from people.models import Requester
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def check(*options):
    call_command("check_conversations", *options, verbosity=0)


def test_all_is_right(make_ticket, capsys):
    make_ticket(requester_email="ann@example.org")
    Ticket.objects.update(requester=Requester.objects.create(email="ann@example.org"))
    check()
    assert "right" in capsys.readouterr().out


def test_tickets_of_the_release_before_get_their_state_and_requester(make_ticket, capsys):
    first, second, third = (
        make_ticket(requester_name=name, requester_email=address)
        for name, address in (("", "Ann@example.org"), ("Ann", "ann@example.org"), ("Bob", ""))
    )
    # As a release wrote them that knew none of it.
    Ticket.objects.update(
        requester=None, last_message_at=None, last_requester_at=None, waiting_since=None
    )
    with pytest.raises(CommandError, match="3 conversations is wrong, 2 tickets"):
        check()
    assert "#" + str(first.pk) in capsys.readouterr().out
    check("--rebuild")
    check()
    for ticket in (first, second, third):
        ticket.refresh_from_db()
        assert ticket.last_message_at == ticket.waiting_since == ticket.created_at
    assert first.requester == second.requester == Requester.objects.get()
    assert (first.requester.email, first.requester.name) == ("ann@example.org", "Ann")
    assert third.requester is None


def test_what_somebody_else_has_linked_meanwhile_stays(make_ticket, monkeypatch):
    from tickets import requesters

    ticket = make_ticket(requester_email="ann@example.org")
    other = Requester.objects.create(email="other@example.org")

    def link_first(tickets):
        for one in tickets:
            one.requester = Requester.objects.create(email="late@example.org")
        Ticket.objects.filter(pk=ticket.pk).update(requester=other)

    monkeypatch.setattr(requesters, "link_requesters", link_first)
    requesters.link_unlinked([ticket.pk])
    ticket.refresh_from_db()
    assert ticket.requester == other
