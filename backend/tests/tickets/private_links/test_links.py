"""Private links: what they show, to whom, and until when."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from rest_framework.throttling import SimpleRateThrottle

from tickets.models import Ticket
from tickets.private_links.links import token_for
from tickets.private_links.models import PrivateLink

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
PUBLIC_SIDE = {
    "reference",
    "title",
    "description",
    "category",
    "status",
    "created_at",
    "updated_at",
    "resolved_at",
    "joined",
}


def link_of(ticket):
    return f"{URL}{ticket['id']}/link/"


def follow(api, token):
    return api.get(f"/api/requests/{token}/")


@pytest.fixture
def made(api, body):
    who = {"requester_name": "Ann", "requester_email": "ann@example.org"}
    return api.post(URL, {**body, **who}).json()


@pytest.fixture(params=[True, False], ids=["open", "closed"])
def either_mode(request, settings):
    settings.OPEN_ACCESS = request.param


def test_a_link_shows_the_public_side_and_nothing_else(either_mode, api, made):
    response = follow(api, made["request_token"])
    assert response.status_code == 200
    shown = response.json()
    assert set(shown) == PUBLIC_SIDE
    for name in PUBLIC_SIDE - {"reference", "joined"}:
        assert shown[name] == made[name]
    text = response.content.decode()
    assert "ann@example.org" not in text
    assert made["priority"] not in text


def test_a_link_follows_what_agents_do(api, made):
    api.patch(f"{URL}{made['id']}/", {"status": "resolved"})
    shown = follow(api, made["request_token"]).json()
    assert shown["status"] == "resolved"
    assert shown["resolved_at"]


def test_nothing_keeps_the_answer_or_passes_the_address_on(api, made):
    for token in (made["request_token"], "x"):
        headers = follow(api, token).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex"
        assert "ETag" not in headers


def test_tokens_and_references_tell_nothing_of_others(api, body):
    answers = [api.post(URL, body).json() for _ in range(20)]
    tokens = {answer["request_token"] for answer in answers}
    references = set(PrivateLink.objects.values_list("reference", flat=True))
    assert len(tokens) == len(references) == 20
    assert {len(token) for token in tokens} == {43}
    for answer in answers:
        assert str(answer["id"]) != follow(api, answer["request_token"]).json()["reference"]


def test_the_database_alone_gives_no_link_away(api, made, settings):
    stored = PrivateLink.objects.values().get()
    assert made["request_token"] not in str(stored)
    settings.SECRET_KEY = "another"
    assert token_for(stored["nonce"]) != made["request_token"]


def test_a_link_outlives_a_change_of_the_secret_key(api, made, settings):
    settings.SECRET_KEY = "another"
    assert follow(api, made["request_token"]).status_code == 200


def test_tokens_are_those_of_earlier_releases(settings):
    settings.SECRET_KEY = "a fixed key"
    assert token_for("0" * 32) == "6du8LE1Wc_4Jx6Oz9Xxy8sQagou38zmdTIbbdKBJkKo"


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "1",
        "a" * 43,
        "a" * 2_000,
        "%00",
        "%F0%9F%98%80",
        "%FF",
        "..",
        "' OR 1=1 --",
        "$",
    ],
)
def test_what_is_no_link_is_answered_as_a_revoked_one(
    either_mode, api, made, token, settings, django_assert_num_queries
):
    PrivateLink.objects.update(revoked_at=timezone.now())
    revoked = follow(api, made["request_token"])
    # Whether somebody asks too often, and whether there is such a link.
    with django_assert_num_queries(2):
        unknown = follow(api, token)
    assert (unknown.status_code, revoked.status_code) == (404, 404)
    assert unknown.content == revoked.content
    assert unknown.headers == revoked.headers


def test_a_retry_answers_a_link_that_works(api, body):
    first, again = (api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1").json() for _ in range(2))
    assert first["request_token"] == again["request_token"]
    assert follow(api, again["request_token"]).status_code == 200


@pytest.mark.parametrize("method", ["post", "delete"])
def test_a_retry_brings_no_link_back_that_agents_took_away(api, body, method):
    first = api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1").json()
    getattr(api, method)(link_of(first))
    again = api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1")
    assert (again.status_code, again.json()["request_token"]) == (201, None)


def test_a_retry_with_another_secret_key_answers_no_link_that_does_not_work(api, body, settings):
    api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1")
    settings.SECRET_KEY = "another"
    assert api.post(URL, body, HTTP_IDEMPOTENCY_KEY="k1").json()["request_token"] is None


def test_a_new_link_takes_the_place_of_the_old_one(api, made):
    reference = follow(api, made["request_token"]).json()["reference"]
    response = api.post(link_of(made))
    assert response.status_code == 201
    new = response.json()
    assert new["reference"] == reference
    assert (new["last_used_at"], new["revoked_at"]) == (None, None)
    assert follow(api, made["request_token"]).status_code == 404
    assert follow(api, new["request_token"]).json()["reference"] == reference


def test_a_revoked_link_works_no_more_until_there_is_a_new_one(api, made):
    for _ in range(2):
        assert api.delete(link_of(made)).status_code == 204
    assert follow(api, made["request_token"]).status_code == 404
    assert api.get(link_of(made)).json()["revoked_at"]
    token = api.post(link_of(made)).json()["request_token"]
    assert follow(api, token).status_code == 200
    assert follow(api, made["request_token"]).status_code == 404


def test_agents_see_that_there_is_a_link_and_never_its_token(api, made):
    response = api.get(link_of(made))
    assert set(response.json()) == {"reference", "created_at", "last_used_at", "revoked_at"}
    assert made["request_token"] not in response.content.decode()
    for path in (URL, f"{URL}{made['id']}/"):
        assert "request_token" not in api.get(path).content.decode()


def test_a_ticket_that_nobody_submitted_here_gets_a_link_when_agents_make_one(api, make_ticket):
    ticket = {"id": make_ticket().pk}
    assert set(api.get(link_of(ticket)).json().values()) == {None}
    assert api.delete(link_of(ticket)).status_code == 204
    token = api.post(link_of(ticket)).json()["request_token"]
    assert follow(api, token).status_code == 200


def test_there_is_no_link_for_a_ticket_that_is_not_there(api):
    for method in ("get", "post", "delete"):
        assert getattr(api, method)(f"{URL}77/link/").status_code == 404


@pytest.mark.usefixtures("no_bin")
def test_a_link_goes_with_its_ticket(api, made):
    assert api.delete(f"{URL}{made['id']}/").status_code == 204
    assert follow(api, made["request_token"]).status_code == 404
    assert not PrivateLink.objects.exists()


def test_its_use_is_noted_once_an_hour_and_changes_nothing_else(api, made):
    before = Ticket.objects.values().get()
    noted = []
    for hours in (0, 0.9, 1.1):
        PrivateLink.objects.exclude(last_used_at=None).update(
            last_used_at=timezone.now() - timedelta(hours=hours)
        )
        earlier = PrivateLink.objects.get().last_used_at
        follow(api, made["request_token"])
        noted.append(PrivateLink.objects.get().last_used_at != earlier)
    assert noted == [True, False, True]
    assert Ticket.objects.values().get() == before


def test_who_asks_too_often_waits(api, made, monkeypatch):
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"follow": "2/min"})
    statuses = [follow(api, token).status_code for token in ("x", made["request_token"], "y")]
    assert statuses == [404, 200, 429]
    refused = follow(api, made["request_token"])
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["get", "post", "delete"])
@pytest.mark.parametrize("is_agent", [True, False])
def test_only_agents_have_to_do_with_links_as_such(api, made, settings, method, is_agent):
    settings.OPEN_ACCESS = False
    if is_agent:
        api.force_authenticate(User.objects.create(username="agent", is_staff=True))
    response = getattr(api, method)(link_of(made))
    assert (response.status_code < 300) == is_agent
    works = follow(api, made["request_token"]).status_code == 200
    assert works == (method == "get" or not is_agent)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_link_changes_nothing_but_the_status(api, made, method):
    response = getattr(api, method)(f"/api/requests/{made['request_token']}/", {"status": "closed"})
    assert response.status_code == 405
    assert Ticket.objects.get().version == 1
