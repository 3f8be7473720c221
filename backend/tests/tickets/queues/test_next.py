"""The next ticket of a queue: nobody gets another's, and none is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from conftest import NOON
from tests.support.agents import client_of, make_agent
from tickets.models import Ticket
from tickets.queues import services
from tickets.queues.selectors import QUEUES
from tickets.references import WHO_IS_ME
from tickets.vocabulary import Status

URL = "/api/tickets/next/"
AGENTS = 16
TICKETS = 2_000
UNASSIGNED = next(dict(queue.conditions) for queue in QUEUES if queue.name == "unassigned")


def ask(client, matching=None, **values):
    body = {"matching": UNASSIGNED if matching is None else matching, **values}
    return client.post(URL, body, format="json")


@pytest.fixture
def ada(db):
    return make_agent("Ada")


def test_an_agent_takes_one_after_the_other_in_the_queues_order(ada, make_ticket):
    old, new = make_ticket(), make_ticket()
    make_ticket(assignee=make_agent("Bob"))
    make_ticket(status="closed")
    client = client_of(ada)
    response = ask(client, ordering="created_at")
    assert response.status_code == 200
    assert response.json()["id"] == old.pk
    assert response.json()["assignee"] == {"id": ada.pk, "name": "Ada"}
    assert response.headers["ETag"] == client.get(f"/api/tickets/{old.pk}/").headers["ETag"]
    assert ask(client).json()["id"] == new.pk
    response = ask(client)
    assert (response.status_code, response.content) == (204, b"")
    [entry, _] = client.get(f"/api/tickets/{old.pk}/history/").json()
    assert entry["who"]["name"] == "Ada"
    assert entry["changes"] == [{"field": "assignee", "before": None, "after": "Ada"}]


def test_other_conditions_hold_as_well(ada, make_ticket):
    make_ticket(priority="low")
    urgent = make_ticket(priority="critical", created_at=NOON - timedelta(days=1))
    client = client_of(ada)
    assert ask(client, {"exclude_priority": ["low"]}).json()["id"] == urgent.pk
    assert ask(client, {"exclude_priority": ["low"]}).status_code == 204


@pytest.mark.parametrize(
    "matching",
    [
        {"assignee": ["me"]},
        {"exclude_assignee": ["none"]},
        {"status": ["closed"]},
        {"status": ["open"], "exclude_status": ["open"]},
    ],
)
def test_what_nobody_can_take_gives_none(ada, make_ticket, matching):
    make_ticket()
    make_ticket(status="closed")
    assert ask(client_of(ada), matching).status_code == 204


def test_without_conditions_any_open_ticket_is_next(ada, make_ticket):
    ticket = make_ticket()
    response = client_of(ada).post(URL, {}, format="json")
    assert response.json()["id"] == ticket.pk


def test_who_is_not_signed_in_takes_none(api, make_ticket, settings):
    ticket = make_ticket()
    response = ask(api)
    assert (response.status_code, response.json()) == (400, {"detail": WHO_IS_ME})
    settings.OPEN_ACCESS = False
    assert ask(api).status_code in (401, 403)
    ticket.refresh_from_db()
    assert ticket.assignee_id is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"matching": {"status": ["lost"]}}, "matching"),
        ({"matching": {"colour": ["red"]}}, "matching"),
        ({"matching": []}, "matching"),
        ({"ordering": "colour"}, "ordering"),
        ({"take": 2}, "take"),
    ],
)
def test_bad_input_is_refused(ada, values, field):
    response = client_of(ada).post(URL, values, format="json")
    assert response.status_code == 400
    assert list(response.json()) == [field]


def empty(client, results):
    while (response := ask(client)).status_code == 200:
        results.append(response.json()["id"])
    return response.status_code


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")
def test_sixteen_agents_empty_a_queue_and_each_ticket_has_one_owner():
    Ticket.objects.bulk_create(
        Ticket(
            title=f"Ticket {number}",
            description="Text",
            category="general",
            priority="low",
            status=Status.OPEN,
            awaiting="agent",
        )
        for number in range(TICKETS)
    )
    agents = [make_agent(f"Agent{number}") for number in range(AGENTS)]
    clients = [client_of(agent) for agent in agents]
    barrier = Barrier(AGENTS)
    taken: list[list[int]] = [[] for _ in agents]

    def work(number):
        try:
            barrier.wait(timeout=30)
            return empty(clients[number], taken[number])
        finally:
            connection.close()

    with ThreadPoolExecutor(AGENTS) as pool:
        assert set(pool.map(work, range(AGENTS))) == {204}
    owners = dict(Ticket.objects.values_list("pk", "assignee"))
    assert None not in owners.values()
    for agent, ids in zip(agents, taken, strict=True):
        assert sorted(ids) == sorted(pk for pk, owner in owners.items() if owner == agent.pk)
    assert sum(map(len, taken)) == TICKETS
    # Else it was no race.
    assert sum(len(ids) > TICKETS / AGENTS / 4 for ids in taken) > AGENTS / 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")
def test_a_ticket_that_somebody_is_changing_is_passed_over(make_ticket, monkeypatch):
    monkeypatch.setattr(services, "CANDIDATES", 2)
    ada = make_agent("Ada")
    free, *locked = (make_ticket() for _ in range(4))

    def take():
        try:
            return ask(client_of(ada)).json()["id"]
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        ids = [one.pk for one in locked]
        list(Ticket.objects.select_for_update(no_key=True).filter(pk__in=ids))
        assert pool.submit(take).result(timeout=10) == free.pk
