"""`Idempotency-Key` on `POST /api/tickets/`."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from rest_framework.settings import api_settings
from rest_framework.test import APIClient

from tickets.idempotency import fingerprint
from tickets.models import IdempotencyKey, Ticket

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
HERE, THERE = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def agent():
    return User.objects.create_user("ada", "ada@example.com", is_staff=True)


@pytest.fixture
def submit(body):
    """Submit a ticket under a key, as a person or from an address."""

    def post(key="k1", *, user=None, address=HERE, **values):
        client = APIClient(REMOTE_ADDR=address)
        client.force_authenticate(user)
        return client.post(URL, {**body, **values}, HTTP_IDEMPOTENCY_KEY=key)

    return post


@pytest.fixture(params=[True, False], ids=["open", "closed"])
def either_mode(request, settings):
    settings.OPEN_ACCESS = request.param


def ignoring_link(response):
    return {name: value for name, value in response.json().items() if name != "request_token"}


def test_a_retry_answers_the_ticket_first_made(either_mode, api, body):
    first = api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1")
    again = api.post(URL, {**body, "title": f" {body['title']} "}, HTTP_IDEMPOTENCY_KEY="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first.headers == again.headers
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("status", ["open", "resolved", "closed"])
def test_a_retry_answers_a_status_that_agents_chose(api, submit, agent, status):
    who = {"requester_name": "Ann", "requester_email": "ann@example.org"}
    first, again = (submit(user=agent, status=status, **who) for _ in range(2))
    assert first.json() == again.json()
    assert first.json()["status"] == status


@pytest.mark.parametrize(
    "change",
    [
        {"status": "closed"},
        {"priority": "critical", "category": "general"},
        {"title": "Another", "description": "Something else."},
        {"requester_name": "Eve", "requester_email": "eve@example.com"},
    ],
)
def test_a_retry_after_an_agents_change_answers_as_at_first(
    either_mode, submit, agent, api, change
):
    first = submit()
    api.force_authenticate(agent)
    assert api.patch(f"{URL}{Ticket.objects.get().pk}/", change).status_code == 200
    again = submit()
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers == first.headers


@pytest.mark.parametrize("method", ["post", "delete"])
def test_a_retry_after_the_links_end_brings_no_token(either_mode, submit, agent, api, method):
    first = submit()
    api.force_authenticate(agent)
    getattr(api, method)(f"{URL}{Ticket.objects.get().pk}/link/")
    again = submit()
    assert (again.status_code, again.json()["request_token"]) == (201, None)
    assert ignoring_link(again) == ignoring_link(first)


def test_a_retry_after_the_tickets_deletion_makes_it_no_second_time(
    either_mode, submit, agent, api, no_bin
):
    first = submit()
    api.force_authenticate(agent)
    assert api.delete(f"{URL}{Ticket.objects.get().pk}/").status_code == 204
    again = submit()
    assert (again.status_code, again.json()["request_token"]) == (201, None)
    assert ignoring_link(again) == ignoring_link(first)
    assert not Ticket.objects.exists()


def test_no_text_is_kept_with_a_key(submit, api, body):
    submit("ann@example.org", requester_name="Ann", requester_email="ann@example.org")
    kept = str(IdempotencyKey.objects.values().get())
    for text in (body["title"], body["description"], "Ann", "ann@example.org", HERE):
        assert text not in kept


def test_another_body_is_refused(api, body):
    api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1")
    response = api.post(URL, {**body, "priority": "low"}, HTTP_IDEMPOTENCY_KEY="k1")
    assert response.status_code == 422
    assert "detail" in response.json()
    assert Ticket.objects.count() == 1


def test_another_body_is_refused_after_the_tickets_deletion(submit, agent, api):
    submit()
    api.delete(f"{URL}{Ticket.objects.get().pk}/")
    assert submit(priority="low").status_code == 422


def test_the_key_of_another_address_tells_nothing(either_mode, submit):
    first = submit().json()
    same, other = submit(address=THERE), submit(address="192.0.2.3", priority="low")
    assert (same.status_code, other.status_code) == (201, 201)
    assert same.json()["request_token"] != first["request_token"]
    assert Ticket.objects.count() == 3


def test_the_key_of_a_person_is_theirs_at_every_address(submit, agent):
    first = submit(user=agent)
    assert submit(user=agent, address=THERE).json() == first.json()
    assert submit(user=agent, address=THERE, priority="low").status_code == 422
    other = User.objects.create_user("bob", "bob@example.com", is_staff=True)
    assert submit(user=other).json()["id"] != first.json()["id"]
    assert submit().json()["id"] != first.json()["id"]
    assert Ticket.objects.count() == 3


@pytest.mark.parametrize(
    ("other", "is_same"),
    [("2001:db8::2", True), ("2001:db8:0:1::1", False), ("::ffff:192.0.2.1", False)],
)
def test_an_address_is_a_network(submit, other, is_same):
    first = submit(address="2001:db8::1").json()
    assert (submit(address=other).json() == first) == is_same


def test_nobody_names_another_address_by_a_header(submit, body):
    first = submit(address=THERE).json()
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        client = APIClient(REMOTE_ADDR=HERE)
        answer = client.post(URL, body, headers={"Idempotency-Key": "k1", header: THERE}).json()
        assert answer["id"] != first["id"]


def test_behind_a_proxy_the_proxys_word_counts(submit, body, monkeypatch):
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)
    numbers = [
        APIClient(REMOTE_ADDR=HERE)
        .post(URL, body, headers={"Idempotency-Key": "k1", "X-Forwarded-For": forwarded})
        .json()["id"]
        for forwarded in (f"{HERE}, {THERE}", THERE, f"{THERE}, {HERE}")
    ]
    assert numbers[0] == numbers[1] != numbers[2]


def test_other_keys_and_no_key_make_tickets_of_their_own(api, body):
    for headers in ({"HTTP_IDEMPOTENCY_KEY": "k1"}, {"HTTP_IDEMPOTENCY_KEY": "k2"}, {}, {}):
        assert api.post(URL, body, **headers).status_code == 201
    assert Ticket.objects.count() == 4


def test_a_failed_request_does_not_use_up_its_key(api, body):
    assert api.post(URL, {**body, "title": ""}, HTTP_IDEMPOTENCY_KEY="k1").status_code == 400
    assert api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1").status_code == 201


def test_a_key_is_forgotten_after_a_day(api, body):
    now = timezone.now()
    for key, age in (("old", 24.1), ("young", 23.9)):
        number = api.post(URL, body, HTTP_IDEMPOTENCY_KEY=key).json()["id"]
        IdempotencyKey.objects.filter(ticket_number=number).update(
            created_at=now - timedelta(hours=age)
        )
    api.post(URL, {**body, "title": "Other"}, HTTP_IDEMPOTENCY_KEY="old")
    api.post(URL, body, HTTP_IDEMPOTENCY_KEY="young")
    assert Ticket.objects.count() == 3


@pytest.mark.parametrize("key", ["", " ", "x" * 256, "a b", "ключ", "a\x7f"])
def test_unusable_keys(api, body, key):
    response = api.post(URL, body, HTTP_IDEMPOTENCY_KEY=key)
    assert response.status_code == 400
    assert list(response.json()) == ["Idempotency-Key"]
    assert not Ticket.objects.exists()


class TestKeysOfTheLastRelease:
    """They had no owner."""

    @pytest.fixture
    def former(self, transactional_db, body):
        """A key, and the database, as they were before the migration."""
        executor = MigrationExecutor(connection)
        newest = executor.loader.graph.leaf_nodes()
        state = executor.migrate([("tickets", "0018_private_link")])
        tickets, links, keys = (
            state.apps.get_model("tickets", name).objects
            for name in ("Ticket", "PrivateLink", "IdempotencyKey")
        )
        ticket = tickets.create(**body)
        links.create(ticket_id=ticket.pk, reference="ABCDE-12345", created_at=ticket.created_at)
        keys.create(key="k1", fingerprint=fingerprint(body), ticket_id=ticket.pk)
        keys.create(key="lost", fingerprint="")
        MigrationExecutor(connection).migrate(newest)
        return ticket

    def test_a_retry_across_the_upgrade_makes_no_second_ticket(self, former, submit):
        first, again = (submit().json() for _ in range(2))
        assert first == again
        assert first["id"] == former.pk
        assert Ticket.objects.count() == 1

    def test_another_body_is_another_ticket(self, former, submit):
        assert submit(priority="low").json()["id"] != former.pk
        assert submit("lost").json()["id"] != former.pk
        assert submit().status_code == 422
