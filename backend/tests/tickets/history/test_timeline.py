"""The history in the API: access, pages and cursors."""

import pytest

from tests.support.history import history, url
from tickets.history.actors import Actor
from tickets.history.models import ActorKind
from tickets.history.timeline import PAGE_SIZE
from tickets.services import change_ticket

pytestmark = pytest.mark.django_db


def test_only_agents_read_it(clients, make_ticket, settings):
    settings.OPEN_ACCESS = False
    ticket = make_ticket()
    assert clients["nobody"].get(f"{url(ticket)}history/").status_code in (401, 403)
    assert history(ticket, clients["ana"])


def change_often(ticket, times):
    for number in range(times):
        change_ticket(ticket, {"title": f"Title {number}"})


@pytest.mark.parametrize("times", [PAGE_SIZE - 1, PAGE_SIZE, 2 * PAGE_SIZE + 7])
def test_pages_repeat_and_miss_nothing(api, make_ticket, times):
    ticket = make_ticket()
    change_often(ticket, times)
    change_often(make_ticket(), 3)
    found, address = [], f"{url(ticket)}history/"
    while address:
        response = api.get(address)
        assert len(response.json()) <= PAGE_SIZE + 1
        found += response.json()
        address = response.headers.get("Link", "")[1:].partition(">")[0]
    titles = [change["after"] for entry in found for change in entry["changes"]]
    assert titles == [f"Title {number}" for number in reversed(range(times))]
    assert [entry["action"] for entry in found] == ["changed"] * times + ["created"]


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "٣", "9" * 40, "%00"])
def test_a_malformed_cursor_is_refused(api, make_ticket, cursor):
    response = api.get(f"{url(make_ticket())}history/?cursor={cursor}")
    assert response.status_code == 400
    assert list(response.json()) == ["cursor"]


@pytest.mark.parametrize("times", [1, PAGE_SIZE + 1])
def test_two_queries_whatever_the_number_of_entries(
    clients, ana, make_ticket, times, django_assert_num_queries
):
    ticket = make_ticket()
    for number in range(times):
        change_ticket(ticket, {"title": f"Title {number}"}, Actor(ActorKind.AGENT, ana.pk, "Ana"))
    with django_assert_num_queries(2):
        clients["nobody"].get(f"{url(ticket)}history/")
