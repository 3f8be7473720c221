"""A snoozed ticket wakes once, at its time or with its requester's answer, and is proven so."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection

from accounts.models import ApiToken
from conversations.models import Channel, Kind, Message
from conversations.services import Draft, post_as_requester
from conversations.ticket_state import find_wrong
from core.http.scopes import Scope
from tests.support.agents import make_agent
from tests.support.threads import THREADS, at_once
from tickets.events import ticket_changed
from tickets.history.actors import ANONYMOUS
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.services import change_ticket, change_tickets
from tickets.snooze import services
from tickets.snooze.services import wake_due, wake_in_passing
from tickets.vocabulary import UNTIL_REPLY

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 20, tzinfo=UTC)
UNTIL = NOW + timedelta(hours=1)
racing = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def snoozed(make_ticket, api, clock):
    """A ticket that an agent has answered and snoozed."""
    ticket = make_ticket()
    post(api, ticket)
    api.patch(f"/api/tickets/{ticket.pk}/", {"snoozed_until": UNTIL.isoformat()})
    ticket.refresh_from_db()
    return ticket


def post(api, ticket, kind="reply", **values):
    answer = api.post(
        f"/api/tickets/{ticket.pk}/messages/", {"kind": kind, "text": "Hello", **values}
    )
    assert answer.status_code == 201, answer.json()
    return answer.json()


def answer_by_link(api, ticket):
    token = api.post(f"/api/tickets/{ticket.pk}/link/").json()["request_token"]
    answer = api.post(f"/api/requests/{token}/messages/", {"text": "It is back."})
    assert answer.status_code == 201, answer.json()


def check_proof():
    assert find_wrong(Ticket.objects.all()) == {}
    call_command("check_conversations")


def test_it_wakes_when_its_time_has_come(snoozed, api, clock):
    before = api.get(f"/api/tickets/{snoozed.pk}/")
    assert (snoozed.awaiting, snoozed.waiting_since) == ("requester", None)
    assert wake_due() == 0
    clock.move_to(UNTIL, tick=False)
    assert wake_due() == 1
    assert wake_due() == 0
    ticket = Ticket.objects.get()
    assert (ticket.snoozed_until, ticket.woken_from, ticket.woken_at) == (None, UNTIL, UNTIL)
    assert (ticket.awaiting, ticket.waiting_since) == ("agent", UNTIL)
    assert (ticket.last_message_at, ticket.updated_at) == (UNTIL, UNTIL)
    assert ticket.version == snoozed.version + 1
    event = Event.objects.get(action="woken")
    assert (event.actor_kind, event.at) == ("system", UNTIL)
    assert event.changes == {"snoozed_until": [UNTIL.isoformat().replace("+00:00", "Z"), None]}
    check_proof()
    after = api.get(f"/api/tickets/{snoozed.pk}/")
    assert after.headers["ETag"] != before.headers["ETag"]
    assert after.json()["woken_from"] == "2026-03-10T21:00:00Z"
    history = api.get(f"/api/tickets/{snoozed.pk}/history/").json()
    assert (history[0]["action"], history[0]["kind"]) == ("woken", "system")
    [*_, last] = api.get(f"/api/tickets/{snoozed.pk}/timeline/").json()
    assert (last["type"], last["action"]) == ("event", "woken")


def test_it_comes_to_the_top_of_what_was_last_written(snoozed, make_ticket, api, clock):
    other = make_ticket()
    clock.shift(60)
    post(api, other)
    clock.move_to(UNTIL, tick=False)
    wake_due()
    listed = api.get("/api/tickets/", {"ordering": "-last_message_at"}).json()
    assert [ticket["id"] for ticket in listed] == [snoozed.pk, other.pk]


def test_who_waits_already_waits_from_the_wake_up_on(make_ticket, clock):
    ticket = make_ticket(snoozed_until=UNTIL)
    clock.move_to(UNTIL, tick=False)
    wake_due()
    ticket.refresh_from_db()
    assert (ticket.awaiting, ticket.waiting_since) == ("agent", UNTIL)
    check_proof()


def test_until_they_answer_does_not_wake_by_time(make_ticket, clock):
    make_ticket(snoozed_until=UNTIL_REPLY)
    clock.shift(timedelta(days=365 * 50))
    assert wake_due() == 0


def test_what_the_last_release_has_resolved_stays_so(make_ticket, clock):
    ticket = make_ticket(status="resolved", snoozed_until=NOW - timedelta(days=1))
    assert wake_due() == 0
    ticket.refresh_from_db()
    assert ticket.awaiting == "nobody"


@pytest.mark.parametrize("until", [UNTIL, UNTIL_REPLY])
def test_the_requesters_answer_wakes_it_at_once(make_ticket, api, clock, until):
    ticket = make_ticket(snoozed_until=until)
    post(api, ticket)
    Message.objects.update(held_until=None)
    clock.shift(600)
    answer_by_link(api, ticket)
    ticket.refresh_from_db()
    assert (ticket.snoozed_until, ticket.woken_from) == (None, until)
    assert ticket.woken_at == NOW + timedelta(seconds=600)
    assert (ticket.awaiting, ticket.waiting_since) == ("agent", ticket.woken_at)
    assert ticket.last_message_at == Message.objects.latest("pk").at > ticket.woken_at
    event = Event.objects.get(action="woken")
    assert event.actor_kind == "anonymous"
    check_proof()
    # Only what is snoozed wakes.
    answer_by_link(api, make_ticket())
    assert Event.objects.filter(action="woken").count() == 1


def test_later_messages_are_proven_too(snoozed, api, clock):
    clock.move_to(UNTIL, tick=False)
    wake_due()
    clock.shift(60)
    answer_by_link(api, snoozed)
    snoozed.refresh_from_db()
    assert snoozed.waiting_since == UNTIL
    check_proof()
    message = post(api, snoozed)
    snoozed.refresh_from_db()
    assert (snoozed.awaiting, snoozed.waiting_since) == ("requester", None)
    check_proof()
    api.post(f"/api/messages/{message['id']}/undo/")
    snoozed.refresh_from_db()
    assert (snoozed.awaiting, snoozed.waiting_since) == ("agent", UNTIL)
    check_proof()


def test_one_that_is_opened_again_waits_for_an_agent_from_then_on(snoozed, api, clock):
    clock.move_to(UNTIL, tick=False)
    wake_due()
    ticket = Ticket.objects.get()
    change_ticket(ticket, {"status": "resolved"})
    check_proof()
    clock.shift(60)
    change_ticket(ticket, {"status": "open"})
    assert (ticket.awaiting, ticket.waiting_since) == ("agent", UNTIL + timedelta(seconds=60))
    check_proof()


def test_a_message_of_a_clock_ahead_stays_before_the_wake_up(make_ticket, clock):
    ticket = make_ticket(snoozed_until=NOW)
    ahead = NOW + timedelta(seconds=5)
    ticket.add_message(ahead, by_agent=True, is_public=True)
    ticket.save()
    Message.objects.create(
        ticket=ticket,
        kind="reply",
        author_kind="agent",
        text="x",
        html="x",
        channel="web",
        at=ahead,
    )
    wake_due()
    ticket.refresh_from_db()
    assert ticket.woken_at > ahead
    assert ticket.awaiting == "agent"
    check_proof()


@pytest.mark.parametrize(
    "deal",
    [
        lambda api, ticket: post(api, ticket),
        lambda api, ticket: post(api, ticket, "note"),
        lambda api, ticket: api.patch(f"/api/tickets/{ticket.pk}/", {"status": "in_progress"}),
        lambda api, ticket: api.patch(f"/api/tickets/{ticket.pk}/", {"snoozed_until": "reply"}),
    ],
)
def test_the_mark_stays_until_an_agent_deals_with_it(snoozed, api, clock, deal):
    clock.move_to(UNTIL, tick=False)
    wake_due()
    address = f"/api/tickets/{snoozed.pk}/"
    api.patch(address, {"priority": "low"})
    answer_by_link(api, snoozed)
    assert api.get(address).json()["woken_from"] == "2026-03-10T21:00:00Z"
    deal(api, snoozed)
    assert api.get(address).json()["woken_from"] is None
    assert api.get(address).json()["woken_at"] == "2026-03-10T21:00:00Z"


def test_who_takes_it_back_by_hand_wakes_nobody(snoozed, api):
    answer = api.patch(f"/api/tickets/{snoozed.pk}/", {"snoozed_until": None}).json()
    assert (answer["woken_at"], answer["woken_from"], answer["awaiting"]) == (
        None,
        None,
        "requester",
    )


def test_receivers_hear_of_it(snoozed, clock):
    heard = []

    def receive(changes, by, at, **_):
        heard.extend(changes)

    ticket_changed.connect(receive)
    try:
        clock.move_to(UNTIL, tick=False)
        wake_due()
    finally:
        ticket_changed.disconnect(receive)
    [change] = heard
    assert (change.before, change.after) == ({"snoozed_until": UNTIL}, {"snoozed_until": None})


def test_batches_and_their_statements(make_ticket, clock, django_assert_num_queries):
    for _ in range(5):
        make_ticket(snoozed_until=NOW)
    # The rows under lock, the tickets, the events.
    savepoint = 2
    with django_assert_num_queries(3 + savepoint):
        assert services.wake_batch(NOW) == 5


def test_the_command_wakes_all(make_ticket, clock, monkeypatch, capsys):
    monkeypatch.setattr(services, "BATCH_SIZE", 2)
    for _ in range(5):
        make_ticket(snoozed_until=NOW)
    call_command("wake_tickets")
    assert "5 tickets are awake again" in capsys.readouterr().out
    assert Event.objects.filter(action="woken").count() == 5


def test_in_passing_it_is_one_query_in_ten_seconds(
    make_ticket, clock, django_assert_num_queries, monkeypatch
):
    make_ticket(snoozed_until=UNTIL)
    with django_assert_num_queries(1):
        wake_in_passing(NOW)
    with django_assert_num_queries(0):
        wake_in_passing(NOW)
    caches["local"].clear()
    monkeypatch.setattr(services, "BATCH_SIZE", 2)
    Ticket.objects.update(snoozed_until=NOW)
    for _ in range(4):
        make_ticket(snoozed_until=NOW)
    # As long as there may be more, the next one goes on.
    for left in (3, 1, 0, 0):
        wake_in_passing(NOW)
        assert Ticket.objects.filter(snoozed_until__isnull=False).count() == left


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL tells its plans")
def test_an_index_finds_what_is_due(make_ticket):
    for number in range(500):
        make_ticket(snoozed_until=None if number else UNTIL)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket")
    assert "ticket_snoozed" in services.due_tickets(NOW).explain()


@racing
@pytest.mark.django_db(transaction=True)
def test_each_of_a_thousand_wakes_once_however_many_look(db):
    Ticket.objects.bulk_create(
        Ticket(
            title=f"Ticket {number}",
            description="Text",
            category="general",
            priority="low",
            snoozed_until=NOW,
            last_message_at=NOW - timedelta(days=1),
        )
        for number in range(1_000)
    )
    counts = at_once(lambda number: wake_due())
    assert sum(counts) == 1_000
    assert not Ticket.objects.exclude(snoozed_until=None, version=2).exists()
    woken = Event.objects.filter(action="woken")
    assert woken.count() == woken.values("ticket_number").distinct().count() == 1_000


@racing
@pytest.mark.django_db(transaction=True)
def test_a_wake_up_and_an_agent_who_takes_the_snooze_back_agree(make_ticket):
    tickets = [make_ticket(snoozed_until=NOW) for _ in range(200)]

    def act(number):
        if number % 2:
            return wake_due()
        for ticket in tickets[number // 2 :: THREADS // 2]:
            change_tickets(Ticket.objects.filter(pk=ticket.pk), {"snoozed_until": None})
        return 0

    at_once(act)
    assert not Ticket.objects.exclude(snoozed_until=None).exists()
    # One event each: either a wake-up or a change.
    assert Event.objects.count() == 200
    woken = set(Event.objects.filter(action="woken").values_list("ticket_number", flat=True))
    marked = Ticket.objects.filter(woken_at__isnull=False)
    assert set(marked.values_list("pk", flat=True)) == woken
    assert find_wrong(Ticket.objects.all()) == {}


@racing
@pytest.mark.django_db(transaction=True)
def test_a_requesters_message_and_a_wake_up_wake_it_once(make_ticket):
    tickets = [make_ticket(snoozed_until=NOW) for _ in range(100)]

    def act(number):
        if number % 2:
            return wake_due()
        for ticket in tickets[number // 2 :: THREADS // 2]:
            post_as_requester(ticket.pk, Draft(Kind.REPLY, "Hello", Channel.LINK), ANONYMOUS)
        return 0

    at_once(act)
    assert not Ticket.objects.exclude(snoozed_until=None, awaiting="agent").exists()
    assert Event.objects.filter(action="woken").count() == 100
    assert Message.objects.count() == 100
    assert find_wrong(Ticket.objects.all()) == {}


def test_the_pulse_tells_who_gets_it_back(make_ticket, clock, api, settings):
    ada, eve = make_agent("Ada"), make_agent("Eve")

    def pulse(agent):
        api.force_authenticate(agent)
        answer = api.get("/api/pulse/", {"tab": "t" * 20})
        assert answer.status_code == 200, answer.json()
        return {row["ticket"]: row["was_own"] for row in answer.json()["woken"]}

    api.force_authenticate(ada)
    own, given, unassigned = make_ticket(assignee=ada), make_ticket(assignee=eve), make_ticket()
    for ticket in (own, given, unassigned):
        api.patch(f"/api/tickets/{ticket.pk}/", {"snoozed_until": UNTIL.isoformat()})
    assert pulse(ada) == {}
    clock.move_to(UNTIL, tick=False)
    caches["local"].clear()
    assert pulse(ada) == {own.pk: True, unassigned.pk: True}
    assert pulse(eve) == {given.pk: False}
    clock.shift(120)
    assert pulse(ada) == {}


def test_a_program_that_may_only_read_wakes_them_by_the_address_in_the_guide(
    make_ticket, clock, api, settings
):
    """As the guide for Vercel has it, whose cron calls an address with a token."""
    settings.OPEN_ACCESS = False
    make_ticket(snoozed_until=NOW)
    guide = (settings.PROJECT_DIR / "docs" / "deploy-vercel.md").read_text(encoding="utf-8")
    [path] = re.findall(r'"path": "(/api/pulse/[^"]+)"', guide)
    _, token = ApiToken.objects.create(
        user=make_agent("Cron"), expiry=timedelta(days=1), name="cron", scope=Scope.READ
    )
    assert api.get(path).status_code == 401
    assert Ticket.objects.get().woken_at is None
    answer = api.get(path, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200, answer.json()
    assert Ticket.objects.get().woken_at == NOW
