"""Who polls what nobody has changed is told so, without the answer being made again."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.http import conditional
from tickets.models import Ticket
from tickets.services import change_tickets

URLS = [
    "/api/tickets/",
    "/api/tickets/?status=open&search=printer",
    "/api/tickets/counts/",
    "/api/tickets/stats/?period=7d",
]
knows_states = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL tells states of the database"
)


@pytest.fixture(autouse=True)
def nothing_remembered():
    caches["local"].clear()


@pytest.fixture
def ticket(transactional_db, make_ticket):
    return make_ticket(title="The printer is on fire", created_at=timezone.now())


def poll(api, url, tag):
    with CaptureQueriesContext(connection) as asked:
        response = api.get(url, HTTP_IF_NONE_MATCH=tag)
    return response, len(asked)


def questions_where_unchanged(api, url, tag):
    """How many it takes to answer 304 while nobody writes anywhere on the database's server.

    Tests that run beside this one do write there, and a state is that of all its databases.
    """
    for _ in range(200):
        before = conditional.state_of_database()
        poll(api, url, tag)
        response, questions = poll(api, url, tag)
        assert response.status_code == 304
        if conditional.state_of_database() == before:
            return questions
    pytest.fail("Others wrote all the time.")


@pytest.mark.parametrize("url", URLS)
def test_what_is_unchanged_is_not_sent_again(api, ticket, url):
    tag = api.get(url).headers["ETag"]
    for _ in range(3):
        response, _ = poll(api, url, tag)
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["ETag"] == tag
        assert response.headers["Cache-Control"] == "private, no-cache"


@knows_states
@pytest.mark.parametrize("url", URLS)
def test_it_takes_one_question_to_know(api, ticket, url):
    tag = api.get(url).headers["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        assert questions_where_unchanged(api, url, known) == 1


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize(
    "write",
    [
        lambda ticket: change_tickets(Ticket.objects.filter(pk=ticket.pk), {"status": "closed"}),
        lambda ticket: ticket.delete(),
        lambda ticket: connection.cursor().execute("UPDATE tickets_ticket SET priority = 'high'"),
    ],
    ids=["a change", "a deletion", "plain SQL"],
)
def test_whatever_is_written_is_seen_at_once(api, ticket, url, write):
    tag = api.get(url).headers["ETag"]
    poll(api, url, tag)
    write(ticket)
    response, _ = poll(api, url, tag)
    assert response.status_code == 200
    assert response.headers["ETag"] != tag


@pytest.mark.parametrize("url", URLS)
def test_what_is_written_elsewhere_leaves_the_tag_as_it_is(api, ticket, url, django_user_model):
    tag = api.get(url).headers["ETag"]
    poll(api, url, tag)
    django_user_model.objects.create(username="somebody")
    assert poll(api, url, tag)[0].status_code == 304


@pytest.mark.parametrize("url", URLS)
def test_another_tag_gets_the_answer(api, ticket, url):
    tag = api.get(url).headers["ETag"]
    poll(api, url, tag)
    response, _ = poll(api, url, '"another"')
    assert (response.status_code, response.headers["ETag"]) == (200, tag)


@knows_states
def test_days_end_though_nobody_writes(api, ticket, monkeypatch):
    url = "/api/tickets/?created_within=1"
    tag = api.get(url).headers["ETag"]
    assert questions_where_unchanged(api, url, tag) == 1
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    response, _ = poll(api, url, tag)
    assert (response.status_code, response.json()) == (200, [])


def test_within_a_transaction_nothing_is_taken_for_unchanged(db):
    assert conditional.state_of_database() is None
