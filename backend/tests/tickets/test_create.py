"""`POST /api/tickets/`."""

import json

import pytest
from django.db import IntegrityError, transaction
from rest_framework.throttling import SimpleRateThrottle

from tickets.models import Ticket

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
PAST = "2001-01-01T00:00:00Z"


def post_ascii(api, data):
    """Post with everything outside ASCII escaped, the only way to send half a surrogate pair."""
    return api.post(URL, json.dumps(data), content_type="application/json")


def test_a_ticket_is_stored_and_answered_whole(api, body):
    response = api.post(URL, body)

    assert response.status_code == 201
    ticket = Ticket.objects.get()
    answer = response.json()
    assert len(answer.pop("request_token")) == 43
    assert answer == {
        "id": ticket.pk,
        **body,
        "status": "open",
        "created_at": ticket.created_at.isoformat().replace("+00:00", "Z"),
        "updated_at": ticket.created_at.isoformat().replace("+00:00", "Z"),
        "resolved_at": None,
        "version": 1,
        "requester_name": "",
        "requester_email": "",
        "awaiting": "agent",
        "waiting_since": ticket.created_at.isoformat().replace("+00:00", "Z"),
        "message_count": 0,
        "last_message_at": ticket.created_at.isoformat().replace("+00:00", "Z"),
        "last_requester_at": ticket.created_at.isoformat().replace("+00:00", "Z"),
        "first_response_at": None,
        "requester": None,
        "assignee": None,
        "team": None,
        "snoozed_until": None,
        "woken_at": None,
        "woken_from": None,
        "tags": [],
        "tag_colors": {},
        "merged_into": None,
        "folder": None,
        "removed_at": None,
        "suggestion": None,
    }
    assert response.headers["ETag"] == '"1"'


def test_status_may_be_given(api, body):
    assert api.post(URL, {**body, "status": "resolved"}).json()["status"] == "resolved"


def test_one_statement_each_stores_a_ticket_its_link_and_what_is_searched(
    api, body, django_assert_num_queries
):
    # The first of a minute also removes what counted requests long ago.
    api.post(URL, body)
    # One counts the request, one asks for the team of the category, and a savepoint is opened and
    # released.
    with django_assert_num_queries(7):
        api.post(URL, body)


@pytest.mark.parametrize("field", ["title", "description", "category", "priority"])
def test_required_fields(api, body, field):
    del body[field]
    response = api.post(URL, body)
    assert response.status_code == 400
    assert response.json() == {field: ["This field is required."]}


@pytest.mark.parametrize("field", ["category", "priority", "status"])
@pytest.mark.parametrize("value", ["", "urgent", "Billing", None, 1, True, ["low"], {}, "\ud800"])
def test_vocabularies(api, body, field, value):
    response = post_ascii(api, {**body, field: value})
    assert response.status_code == 400
    assert list(response.json()) == [field]


@pytest.mark.parametrize("field", ["title", "description"])
@pytest.mark.parametrize("value", ["", " ", "\n\t", "\u200b\u2060", "\u00a0", None])
def test_blank_text(api, body, field, value):
    response = api.post(URL, {**body, field: value})
    assert response.status_code == 400
    assert list(response.json()) == [field]


@pytest.mark.parametrize("field", ["title", "description"])
@pytest.mark.parametrize("value", ["1", "1.5", "1e999", "true", "[]"])
def test_only_strings_are_texts(api, body, field, value):
    data = json.dumps({**body, field: 0}).replace(": 0", f": {value}")
    response = api.post(URL, data, content_type="application/json")
    assert response.status_code == 400
    assert response.json() == {field: ["Not a valid string."]}


@pytest.mark.parametrize("field", ["title", "description"])
@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("a\x00b", "ab"),
        ("a\x07b", "ab"),
        ("\x1fabc", "abc"),
        ("abc\x1c", "abc"),
        ("a\x7fb", "ab"),
        ("a\x92b", "a\u2019b"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("a\ud83d", "a\ufffd"),
        ("\udc00", "\ufffd"),
    ],
)
def test_what_nobody_sees_is_tidied(api, body, make_ticket, field, text, tidied):
    response = post_ascii(api, {**body, field: text})
    assert (response.status_code, response.json()[field]) == (201, tidied)
    path = f"{URL}{make_ticket().pk}/"
    changed = api.patch(path, json.dumps({field: text}), content_type="application/json")
    assert (changed.status_code, changed.json()[field]) == (200, tidied)
    assert api.get(path).json()[field] == tidied
    assert api.get(f"{path}history/").json()[0]["changes"][0]["after"] == tidied


@pytest.mark.parametrize("field", ["title", "description"])
@pytest.mark.parametrize(
    "text", ["\x00", "\x1b[31m\x1b[0m", "\x85", "\u2800", "\U000e0041", "\u2065"]
)
def test_what_has_nothing_to_see_is_blank(api, body, field, text):
    response = post_ascii(api, {**body, field: text})
    assert response.status_code == 400
    assert response.json() == {field: ["This field may not be blank."]}
    assert not Ticket.objects.exists()


def test_limits_count_what_is_left(api, body):
    assert api.post(URL, {**body, "title": "\0" * 50 + "x" * 200}).status_code == 201
    assert api.post(URL, {**body, "title": "\x80" * 200}).status_code == 201


@pytest.mark.parametrize(("field", "limit"), [("title", 200), ("description", 20_000)])
def test_lengths_are_counted_in_characters_after_trimming(api, body, field, limit):
    assert api.post(URL, {**body, field: f" {'😀' * limit}\n"}).status_code == 201
    response = api.post(URL, {**body, field: "x" * (limit + 1)})
    assert response.status_code == 400
    assert response.json() == {field: [f"Ensure this field has no more than {limit} characters."]}


def test_white_space_is_trimmed_and_line_breaks_are_unified(api, body):
    ticket = api.post(
        URL,
        {**body, "title": "\u00a0 two\tparts\r\n", "description": " one\r\n\r\n\ttwo\rthree \n"},
    ).json()
    assert ticket["title"] == "two parts"
    assert ticket["description"] == "one\n\n\ttwo\nthree"


def test_the_servers_own_fields_cannot_be_set(api, body):
    ticket = api.post(
        URL, {**body, "id": 77, "version": 9, "created_at": PAST, "resolved_at": PAST}
    ).json()
    assert ticket["id"] != 77
    assert ticket["version"] == 1
    assert not ticket["created_at"].startswith("2001")
    assert ticket["resolved_at"] is None


def test_too_many_are_slowed_down(api, body, monkeypatch):
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"create": "2/min"})
    assert [api.post(URL, body).status_code for _ in range(3)] == [201, 201, 429]
    response = api.post(URL, body)
    assert int(response.headers["Retry-After"]) > 0
    assert "detail" in response.json()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("category", "spam"),
        ("priority", ""),
        ("status", "gone"),
        ("title", ""),
        ("title", "  "),
        ("description", ""),
    ],
)
def test_the_database_itself_refuses_what_the_api_would(make_ticket, field, value):
    ticket = make_ticket()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(**{field: value})
    with pytest.raises(IntegrityError), transaction.atomic():
        make_ticket(**{field: value})
