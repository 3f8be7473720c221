"""Changes since a tab last asked."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.cache import caches
from django.utils import timezone

from conversations import services
from conversations.models import AuthorKind, Channel, Kind, Message
from conversations.pulse import changes
from conversations.pulse.models import Presence
from tickets.history.actors import SYSTEM
from tickets.history.models import ActorKind, Event
from tickets.models import Ticket
from tickets.services import change_ticket, change_tickets, create_ticket, delete_ticket
from tickets.vocabulary import Priority

pytestmark = pytest.mark.django_db
AGENT = services.Author(AuthorKind.AGENT)
MINUTE = timedelta(minutes=1)


def post(ticket, text="Hello", kind=Kind.REPLY):
    return services.post_as_agent(
        ticket.pk, AGENT, services.Draft(kind, text, Channel.WEB), SYSTEM, anyway=True
    )


def newest_event():
    return f"e{Event.objects.latest('pk').pk}"


def add_events(ticket, number, at=None):
    """Store events of a ticket, and return their keys."""
    values = {"ticket_number": ticket.pk, "action": "changed", "actor_kind": ActorKind.SYSTEM}
    at = at or timezone.now()
    events = Event.objects.bulk_create(Event(**values, at=at) for _ in range(number))
    return [f"e{event.pk}" for event in events]


def test_it_begins_with_nothing(tab, make_ticket, clock):
    post(make_ticket())
    clock.shift(20)
    answer = tab("a").pulse()
    assert answer.keys() == {"cursor", "changed", "more", "woken", "thread", "presence"}
    del answer["cursor"]
    assert answer == {
        "changed": [],
        "more": False,
        "woken": [],
        "thread": None,
        "presence": [],
    }


def test_nothing_new_is_304_for_any_time(tab, make_ticket, clock):
    a = tab("a")
    add_events(make_ticket(), 3)
    a.pulse()
    for _ in range(5):
        clock.shift(MINUTE)
        assert a.pulse() is None


def test_without_the_tag_nothing_new_has_the_same_cursor(tab, make_ticket):
    a = tab("a")
    add_events(make_ticket(), 3)
    cursor = a.pulse()["cursor"]
    a.etag = ""
    answer = a.pulse()
    assert (answer["cursor"], answer["changed"], answer["more"]) == (cursor, [], False)


def test_without_a_cursor_what_has_just_come_is_told(tab, make_ticket, clock):
    ticket = make_ticket()
    add_events(ticket, 1)
    clock.shift(20)
    message = post(ticket)
    answer = tab("a").pulse()
    assert answer["changed"] == [{"key": f"m{message.pk}", "ticket": ticket.pk}]


def test_events_messages_and_new_tickets_are_told(tab, make_ticket, clock):
    a = tab("a")
    ticket = make_ticket()
    a.pulse()
    told = []

    def check(key, number):
        answer = a.pulse()
        assert answer["changed"][-1] == {"key": key, "ticket": number}
        told.append(key)
        # Those of the last minute may have come again.
        assert {change["key"] for change in answer["changed"]} <= set(told)
        assert a.pulse() is None
        clock.shift(15)

    message = post(ticket)
    check(f"m{message.pk}", ticket.pk)
    change_ticket(ticket, {"priority": Priority.CRITICAL})
    check(newest_event(), ticket.pk)
    values = {"title": "x", "description": "y", "category": "general", "priority": "low"}
    made = create_ticket(values)
    check(f"t{made.pk}", made.pk)
    number = made.pk
    delete_ticket(made)
    answer = a.pulse()
    # The ticket itself is gone.
    assert answer["changed"][-1] == {"key": newest_event(), "ticket": number}
    assert answer["more"]


def test_keys_of_the_last_minute_may_come_again(tab, make_ticket, clock):
    a = tab("a")
    ticket = make_ticket()
    a.pulse()
    [first] = add_events(ticket, 1)
    a.pulse()
    clock.shift(5)
    [second] = add_events(ticket, 1)
    answer = a.pulse()
    assert [change["key"] for change in answer["changed"]] == [first, second]
    assert not answer["more"]


@pytest.mark.parametrize("seconds_ago", [0, 1, 30, 59])
def test_what_becomes_visible_late_is_told_however_long_the_tab_slept(
    tab, make_ticket, clock, seconds_ago
):
    ticket = make_ticket()
    reserved = Event.objects.bulk_create(
        [Event(ticket_number=ticket.pk, action="changed", actor_kind="system", at=timezone.now())]
    )[0]
    reserved.delete()
    add_events(ticket, 1)
    a = tab("a")
    a.pulse()
    # An older id, and an older time than the cursor's.
    late = timezone.now() - timedelta(seconds=seconds_ago)
    Event.objects.create(
        pk=reserved.pk or 1, ticket_number=ticket.pk, action="changed", actor_kind="system", at=late
    )
    key = f"e{Event.objects.earliest('pk').pk}"
    clock.shift(timedelta(hours=1))
    answer = a.pulse()
    assert key in [change["key"] for change in answer["changed"]]
    assert not answer["more"]
    assert a.pulse() is None


def test_an_id_that_comes_with_an_old_time_is_told(tab, make_ticket):
    a = tab("a")
    ticket = make_ticket()
    a.pulse()
    keys = add_events(ticket, 1, timezone.now() - timedelta(days=1))
    a.pulse()
    assert a.keys == keys


def test_of_many_the_newest_are_told_and_that_there_are_more(tab, make_ticket):
    a, b = tab("a"), tab("b")
    ticket = make_ticket()
    for each in (a, b):
        each.pulse()
    keys = add_events(ticket, changes.LIMIT)
    answer = a.pulse()
    assert (a.keys, answer["more"]) == (keys, False)
    keys += add_events(ticket, 7)
    answer = b.pulse()
    assert (sorted(b.keys), answer["more"]) == (sorted(keys[7:]), True)
    assert b.pulse() is None


def test_after_many_nothing_that_came_late_is_missed(tab, make_ticket, clock):
    a = tab("a")
    ticket = make_ticket()
    a.pulse()
    late = Event.objects.create(
        ticket_number=ticket.pk, action="changed", actor_kind="system", at=timezone.now()
    )
    values = {"pk": late.pk, "at": late.at}
    late.delete()
    clock.shift(1)
    add_events(ticket, 2 * changes.LIMIT)
    assert a.pulse()["more"]
    # Older than the 200 newest of that minute.
    Event.objects.create(ticket_number=ticket.pk, action="changed", actor_kind="system", **values)
    clock.shift(5)
    assert a.pulse() is None
    clock.shift(60)
    assert a.pulse()["more"]
    assert a.pulse() is None


def test_a_reply_that_is_taken_back_makes_others_read_anew(tab, make_ticket, clock):
    a = tab("a")
    message = post(make_ticket())
    a.pulse()
    clock.shift(5)
    services.take_back(message.pk, SYSTEM)
    answer = a.pulse()
    assert (answer["changed"], answer["more"]) == ([], True)
    assert a.pulse() is None


def test_the_thread_moves_with_all_that_happens_to_the_ticket(tab, make_ticket):
    ticket, other = make_ticket(), make_ticket()
    a = tab("a", ticket=ticket.pk)
    stamps = [a.pulse()["thread"]]
    messages: list[Message] = []

    def edit(text):
        services.edit_note(*services.get_note(messages[-1].pk), text, "")

    for act in (
        lambda: messages.append(post(ticket)),
        lambda: services.take_back(messages[-1].pk, SYSTEM),
        lambda: messages.append(post(ticket)),
        lambda: messages.append(post(ticket, kind=Kind.NOTE)),
        lambda: edit("Other"),
        lambda: edit("Another"),
        lambda: services.delete_note(*services.get_note(messages[-1].pk)),
        lambda: change_tickets(Ticket.objects.filter(pk=ticket.pk), {"priority": "low"}),
    ):
        act()
        stamps.append(a.pulse()["thread"])
    assert all(before != after for before, after in pairwise(stamps))
    assert None not in stamps
    post(other)
    assert a.pulse()["thread"] == stamps[-1]
    delete_ticket(Ticket.objects.get(pk=ticket.pk))
    assert a.pulse()["thread"] is None
    assert not Presence.objects.exists()


def test_an_edit_of_a_note_moves_the_thread_alone(tab, make_ticket):
    ticket = make_ticket()
    note = post(ticket, kind=Kind.NOTE)
    a = tab("a", ticket=ticket.pk)
    cursor = a.pulse()["cursor"]
    services.edit_note(*services.get_note(note.pk), "Other", "")
    answer = a.pulse()
    assert (answer["changed"], answer["cursor"]) == ([], cursor)
    assert a.pulse() is None


def test_an_unknown_ticket_has_no_thread_and_nobody_there(tab):
    answer = tab("a", ticket=10**17).pulse()
    assert (answer["thread"], answer["presence"]) == (None, [])
    assert not Presence.objects.exists()


def test_answers_are_not_for_shared_caches(tab):
    a = tab("a")
    assert "private" in a.ask().headers["Cache-Control"]
    a.pulse()
    unchanged = a.ask()
    assert unchanged.status_code == 304
    assert "private" in unchanged.headers["Cache-Control"]


CURSOR = "1-1-1-1790000000000-1-0123456789abcdef"
BAD = {
    "no tab": ({"tab": ""}, "tab"),
    "a short tab": ({"tab": "a" * 15}, "tab"),
    "a long tab": ({"tab": "a" * 33}, "tab"),
    "a tab with a space": ({"tab": "a" * 15 + " a"}, "tab"),
    "a tab with a line break": ({"tab": "a" * 16 + "\n"}, "tab"),
    "a tab with a NUL": ({"tab": "a" * 16 + "\0"}, "tab"),
    "a tab of other letters": ({"tab": "ä" * 16}, "tab"),
    "two tabs": ({"tab": ["a" * 16, "b" * 16]}, "tab"),
    "a cursor that is none": ({"cursor": "x"}, "cursor"),
    "a cursor of other digits": ({"cursor": CURSOR.replace("1-1-1", "١-1-1")}, "cursor"),
    "a cursor and a line break": ({"cursor": f"{CURSOR}\n"}, "cursor"),
    "a cursor and a NUL": ({"cursor": f"{CURSOR}\0"}, "cursor"),
    "a cursor beyond 64 bits": ({"cursor": f"{10**19}-{CURSOR[2:]}"}, "cursor"),
    "a cursor in a time that never comes": (
        {"cursor": CURSOR.replace("1790000000000", "17900000000000")},
        "cursor",
    ),
    "two cursors": ({"cursor": [CURSOR, CURSOR]}, "cursor"),
    "ticket zero": ({"ticket": "0"}, "ticket"),
    "a ticket below zero": ({"ticket": "-1"}, "ticket"),
    "a ticket beyond 64 bits": ({"ticket": str(2**64)}, "ticket"),
    "a ticket that is no number": ({"ticket": "one"}, "ticket"),
    "a ticket of 5,000 digits": ({"ticket": "9" * 500}, "ticket"),
    "a ticket with a NUL": ({"ticket": "1\0"}, "ticket"),
    "two tickets": ({"ticket": ["1", "2"]}, "ticket"),
    "doing something else": ({"doing": "sleeping"}, "doing"),
    "doing two things": ({"doing": ["viewing", "noting"]}, "doing"),
}


@pytest.mark.parametrize(("query", "name"), BAD.values(), ids=BAD)
def test_bad_input_is_refused_with_field_and_reason(api, query, name):
    response = api.get("/api/pulse/", {"tab": "a" * 16, **query})
    assert response.status_code == 400
    assert response.json().keys() == {name}
    for reason in response.json()[name]:
        assert reason[0].isupper()
        assert reason.endswith(".")


@pytest.mark.parametrize(
    "cursor",
    [
        CURSOR,
        "0-0-0-0-0-0000000000000000",
        f"{10**18 - 1}-{10**18 - 1}-{10**18 - 1}-{10**13 - 1}-999-ffffffffffffffff",
    ],
)
def test_any_well_formed_cursor_is_answered(tab, make_ticket, cursor):
    add_events(make_ticket(), 3)
    a = tab("a")
    a.cursor = cursor
    a.pulse()
    assert a.pulse() is None


def test_empty_parameters_count_as_none(api):
    query = {"tab": "a" * 16, "cursor": "", "ticket": "", "doing": ""}
    response = api.get("/api/pulse/", query)
    assert response.status_code == 200


@pytest.mark.parametrize("body", [{}, {"tab": ""}, {"tab": 1}, {"tab": None}, {"tab": "a"}, []])
def test_a_bad_leave_is_refused(api, body):
    response = api.post("/api/pulse/leave/", body)
    assert response.status_code == 400
    assert response.json()


def test_queries(tab, make_ticket, make_agent, clock, django_assert_num_queries):
    ticket = make_ticket()
    for number in range(30):
        post(ticket)
        other = tab(chr(ord("b") + number % 20), make_agent(f"b{number}"), ticket=ticket.pk)
        other.pulse()
    a = tab("a", ticket=ticket.pk)
    a.client.force_authenticate(None)
    caches["local"].clear()
    # Whether any ticket is due, whether any team is closed, the changes.
    with django_assert_num_queries(3):
        a.pulse(ticket="")
    with django_assert_num_queries(1):
        assert a.pulse(ticket="") is None
    savepoint = 2
    # The changes, the thread, who is there, the own presence, what is left of others: nothing.
    with django_assert_num_queries(5 + savepoint):
        a.pulse()
    with django_assert_num_queries(3):
        assert a.pulse() is None
    clock.shift(21)
    # Whether any ticket is due, and whether any team is closed, is asked again.
    with django_assert_num_queries(6):
        assert a.pulse() is None
    post(ticket)
    with django_assert_num_queries(3):
        assert len(a.pulse()["changed"]) == 31
    assert Message.objects.count() == 31
