"""Links between tickets, and what stands beside an open one."""

import pytest

from conversations.models import RelatedTicket
from conversations.related import services
from tests.conversations.merging.conftest import merge
from tickets.history.models import Event

pytestmark = pytest.mark.django_db


def url(ticket):
    return f"/api/tickets/{ticket.pk}/links/"


def link(api, ticket, other):
    return api.post(url(ticket), {"ticket": other}, format="json")


def numbers(api, ticket, part="related"):
    return [one["id"] for one in api.get(url(ticket)).json()[part]]


def test_a_link_is_on_both_sides_until_either_takes_it_away(api, ada, ben):
    assert link(api, ada, ben.pk).status_code == 200
    assert link(api, ben, ada.pk).status_code == 200
    assert (numbers(api, ada), numbers(api, ben)) == ([ben.pk], [ada.pk])
    [shown] = api.get(url(ada)).json()["related"]
    assert (shown["title"], shown["status"], shown["requester_name"]) == ("Smoke", "open", "Ben")
    assert api.delete(f"{url(ben)}{ada.pk}/").status_code == 204
    assert api.delete(f"{url(ben)}{ada.pk}/").status_code == 404
    assert (numbers(api, ada), numbers(api, ben)) == ([], [])
    changes = [one.changes for one in Event.objects.filter(ticket_number=ada.pk).order_by("pk")]
    assert changes == [{"related": [None, ben.pk]}, {"related": [ben.pk, None]}]


def test_what_cannot_be_linked_is_refused(api, ada, ben, monkeypatch):
    for other in (None, "1", True, 0, 2**63, 12345, ada.pk):
        response = link(api, ada, other)
        assert response.status_code == 400, other
        assert "ticket" in response.json()
    assert api.delete(f"{url(ada)}9999999999999999999/").status_code == 404
    monkeypatch.setattr(services, "MAX_RELATED", 0)
    assert link(api, ada, ben.pk).status_code == 409


def test_merged_tickets_stand_beside(api, ada, ben):
    merge(api, ben, ada)
    assert numbers(api, ada, "merged") == [ben.pk]
    assert api.get(url(ben)).json()["merged_into"]["id"] == ada.pk


def test_the_tickets_beside_one_take_three_queries(api, ada, ben, django_assert_num_queries):
    link(api, ada, ben.pk)
    # The ticket, those that were merged, those that are linked.
    with django_assert_num_queries(3):
        api.get(url(ada))


def test_links_go_with_either_ticket(api, ada, ben, no_bin):
    link(api, ada, ben.pk)
    api.delete(f"/api/tickets/{ben.pk}/")
    assert not RelatedTicket.objects.exists()
