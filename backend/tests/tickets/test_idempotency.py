"""`Idempotency-Key` on `POST /api/tickets/`."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tickets.models import IdempotencyKey, Ticket

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"


def test_a_retry_answers_the_ticket_first_made(api, body):
    first = api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1")
    again = api.post(URL, {**body, "title": f" {body['title']} "}, HTTP_IDEMPOTENCY_KEY="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert Ticket.objects.count() == 1


def test_a_retry_after_an_agents_change_answers_the_ticket_as_it_is(api, body):
    first = api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1").json()
    api.patch(f"{URL}{first['id']}/", {"status": "closed"})
    again = api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1")
    assert again.json()["status"] == "closed"
    assert again.headers["ETag"] == '"2"'


def test_another_body_is_refused(api, body):
    api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1")
    response = api.post(URL, {**body, "priority": "low"}, HTTP_IDEMPOTENCY_KEY="k1")
    assert response.status_code == 422
    assert "detail" in response.json()
    assert Ticket.objects.count() == 1


def test_other_keys_and_no_key_make_tickets_of_their_own(api, body):
    for headers in ({"HTTP_IDEMPOTENCY_KEY": "k1"}, {"HTTP_IDEMPOTENCY_KEY": "k2"}, {}, {}):
        assert api.post(URL, body, **headers).status_code == 201
    assert Ticket.objects.count() == 4


def test_a_failed_request_does_not_use_up_its_key(api, body):
    assert api.post(URL, {**body, "title": ""}, HTTP_IDEMPOTENCY_KEY="k1").status_code == 400
    assert api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1").status_code == 201


def test_a_key_is_forgotten_after_a_day(api, body):
    api.post(URL, body, HTTP_IDEMPOTENCY_KEY="old")
    api.post(URL, body, HTTP_IDEMPOTENCY_KEY="young")
    now = timezone.now()
    for key, age in (("old", 24.1), ("young", 23.9)):
        IdempotencyKey.objects.filter(key=key).update(created_at=now - timedelta(hours=age))
    api.post(URL, {**body, "title": "Other"}, HTTP_IDEMPOTENCY_KEY="old")
    api.post(URL, body, HTTP_IDEMPOTENCY_KEY="young")
    assert Ticket.objects.count() == 3


def test_a_key_goes_with_its_ticket(api, body):
    first = api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1").json()
    assert api.delete(f"{URL}{first['id']}/").status_code == 204
    assert api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1").json()["id"] != first["id"]


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "a b", "ключ", "a\x7f"])
def test_unusable_keys(api, body, key):
    response = api.post(URL, body, HTTP_IDEMPOTENCY_KEY=key)
    assert response.status_code == 400
    assert list(response.json()) == ["Idempotency-Key"]
    assert not Ticket.objects.exists()
