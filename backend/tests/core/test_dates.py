"""`?created_within=` and `?resolved_within=`: the last so many days."""

from datetime import timedelta

import pytest
from django.utils import timezone

pytestmark = pytest.mark.django_db
LIST = "/api/tickets/"
COUNTS = "/api/tickets/counts/"
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def midnight():
    return timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)


def titles(response):
    assert response.status_code == 200, response.content
    assert response.headers["X-Total-Count"] == str(len(response.json()))
    return {ticket["title"] for ticket in response.json()}


@pytest.mark.parametrize(
    ("name", "field"), [("created_within", "created_at"), ("resolved_within", "resolved_at")]
)
def test_days_begin_at_midnight_utc_and_today_counts(api, make_ticket, midnight, name, field):
    for title, moment in (
        ("today", midnight),
        ("yesterday", midnight - MOMENT),
        ("a week ago", midnight - timedelta(days=6)),
        ("before", midnight - timedelta(days=6) - MOMENT),
    ):
        make_ticket(title=title, **{"status": "closed", field: moment})
    assert titles(api.get(LIST, {name: 1})) == {"today"}
    assert titles(api.get(LIST, {name: 2})) == {"today", "yesterday"}
    assert titles(api.get(LIST, {name: 7})) == {"today", "yesterday", "a week ago"}
    assert len(titles(api.get(LIST, {name: 3660}))) == 4


def test_what_is_not_resolved_was_not_resolved_within_any_time(api, make_ticket):
    make_ticket(status="open", created_at=timezone.now())
    assert titles(api.get(LIST, {"resolved_within": 3660})) == set()


def test_they_go_with_each_other_and_with_every_filter(api, make_ticket, midnight):
    old = midnight - timedelta(days=40)
    make_ticket(title="vat new", status="resolved", created_at=midnight)
    make_ticket(title="vat old", status="resolved", created_at=old, resolved_at=midnight)
    make_ticket(title="vat closed", status="closed", created_at=old, resolved_at=midnight)
    make_ticket(title="vat past", status="resolved", created_at=old)
    query = {"resolved_within": 7, "status": "resolved", "search": "vat"}
    assert titles(api.get(LIST, query)) == {"vat new", "vat old"}
    assert titles(api.get(LIST, {**query, "created_within": 7})) == {"vat new"}


@pytest.mark.parametrize("path", [LIST, COUNTS])
@pytest.mark.parametrize("name", ["created_within", "resolved_within"])
@pytest.mark.parametrize("value", ["0", "-1", "3661", "many", "1.5", "9" * 30, "9" * 3_000, "\x00"])
def test_unusable_numbers_of_days(api, path, name, value):
    response = api.get(path, {name: value})
    assert response.status_code == 400
    assert response.json() == {name: ["Give a whole number from 1 to 3660."]}


@pytest.mark.parametrize("path", [LIST, COUNTS])
def test_empty_ones_are_unset(api, make_ticket, path):
    make_ticket()
    response = api.get(f"{path}?created_within=&resolved_within=")
    assert response.status_code == 200
    assert response.json() == api.get(path).json()
