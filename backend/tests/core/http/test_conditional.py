"""Conditional requests: an unchanged list, count or figure is answered with 304."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.utils import timezone

from tickets.models import Ticket
from tickets.services import change_tickets

URLS = [
    "/api/tickets/",
    "/api/tickets/?status=open&search=printer",
    "/api/tickets/counts/",
    "/api/tickets/stats/?period=7d",
]


@pytest.fixture(autouse=True)
def empty_cache():
    caches["local"].clear()


@pytest.fixture
def ticket(transactional_db, make_ticket):
    return make_ticket(title="The printer is on fire", created_at=timezone.now())


def poll(api, url, tag):
    return api.get(url, HTTP_IF_NONE_MATCH=tag)


@pytest.mark.parametrize("url", URLS)
def test_what_is_unchanged_is_not_sent_again(api, ticket, url):
    tag = api.get(url).headers["ETag"]
    for _ in range(3):
        response = poll(api, url, tag)
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["ETag"] == tag
        assert response.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("url", URLS)
def test_a_tag_may_be_weak_and_one_of_several(api, ticket, url):
    tag = api.get(url).headers["ETag"]
    plain = tag.strip('"')
    for known in (
        f"W/{tag}",
        f'"other", {tag}',
        f'"{plain}-gzip"',
        f'W/"{plain};br"',
        f'"other--gzip","{plain}--gzip"',
        plain,
        f'"", W/"", {tag}',
        "*",
    ):
        assert poll(api, url, known).status_code == 304


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("tag", ['""', 'W/""', '"", "a"', '"-gzip"', '"', '""""', ",", "W/", "-br"])
def test_a_tag_of_nothing_is_a_tag_of_nothing_here(api, ticket, url, tag):
    assert poll(api, url, tag).status_code == 200
    path = f"/api/tickets/{ticket.pk}/"
    refused = api.patch(path, {"priority": "low"}, format="json", HTTP_IF_MATCH=tag)
    assert refused.status_code == 412


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
    response = poll(api, url, tag)
    assert response.status_code == 200
    assert response.headers["ETag"] != tag


@pytest.mark.parametrize("url", URLS)
def test_what_is_written_elsewhere_leaves_the_tag_as_it_is(api, ticket, url, django_user_model):
    tag = api.get(url).headers["ETag"]
    poll(api, url, tag)
    django_user_model.objects.create(username="somebody")
    assert poll(api, url, tag).status_code == 304


@pytest.mark.parametrize("url", URLS)
def test_another_tag_gets_the_answer(api, ticket, url):
    tag = api.get(url).headers["ETag"]
    poll(api, url, tag)
    for other in (
        '"another"',
        f"{tag[:-1]}-other",
        tag[:-1],
        "W/",
        ",",
        '"' * 20_000,
        "," * 20_000,
    ):
        response = poll(api, url, other)
        assert (response.status_code, response.headers["ETag"]) == (200, tag)


def test_days_end_though_nobody_writes(api, ticket, monkeypatch):
    url = "/api/tickets/?created_within=1"
    tag = api.get(url).headers["ETag"]
    assert poll(api, url, tag).status_code == 304
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    response = poll(api, url, tag)
    assert (response.status_code, response.json()) == (200, [])
