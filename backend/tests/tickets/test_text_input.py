"""Any text is stored as typed, but for what nobody sees, or refused for it shows nothing."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIClient

from core.text.invisible import is_invisible
from core.text.tidy import tidy_line, tidy_text

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"

anything = st.text(st.characters(exclude_categories=()), max_size=60)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | anything,
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(anything, children, max_size=3)
    ),
    max_leaves=8,
)
relaxed = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(autouse=True)
def no_throttles(monkeypatch):
    monkeypatch.setattr("tickets.views.TicketViewSet.throttle_classes", ())


def post(data):
    return APIClient().post(URL, json.dumps(data), content_type="application/json")


@relaxed
@given(title=anything, description=anything)
def test_text_is_kept_or_blank(title, description, body):
    response = post({**body, "title": title, "description": description})
    refused = {
        name
        for name, text in (("title", tidy_line(title)), ("description", tidy_text(description)))
        if is_invisible(text)
    }
    if refused:
        assert response.status_code == 400
        assert set(response.json()) == refused
        return
    assert response.status_code == 201
    ticket = APIClient().get(f"{URL}{response.json()['id']}/").json()
    assert ticket["description"] == tidy_text(description).strip()
    assert "".join(ticket["title"].split()) == "".join(tidy_line(title).split())


@relaxed
@given(text=anything)
def test_every_word_of_a_stored_text_finds_it(text, body):
    response = post({**body, "description": text})
    if response.status_code != 201:
        return
    for word in response.json()["description"].split():
        found = APIClient().get(URL, {"search": word, "page_size": 1})
        assert found.status_code == 200
        assert [ticket["id"] for ticket in found.json()] == [response.json()["id"]], word


@relaxed
@given(data=json_values)
def test_any_json_gets_a_clear_answer(data):
    response = post(data)
    assert response.status_code == 400
    assert isinstance(response.json(), dict)


@relaxed
@given(
    values=st.dictionaries(
        st.sampled_from(["title", "description", "category", "priority", "status"]), json_values
    )
)
def test_any_patch_gets_a_clear_answer(values, make_ticket):
    ticket = make_ticket()
    response = APIClient().patch(
        f"{URL}{ticket.pk}/", json.dumps(values), content_type="application/json"
    )
    assert response.status_code in (200, 400)
    if response.status_code == 400:
        assert set(response.json()) <= set(values)


@relaxed
@given(search=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_search_gets_a_clear_answer(search):
    response = APIClient().get(URL, {"search": search})
    assert response.status_code in (200, 400)
    if response.status_code == 400:
        assert list(response.json()) == ["search"]
