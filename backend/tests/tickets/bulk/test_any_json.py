"""Whatever JSON is sent as operations is answered clearly."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.tickets.test_text_input import json_values, relaxed

pytestmark = pytest.mark.django_db
URL = "/api/tickets/bulk/"


@relaxed
@example(operation={"\ud800": None})
@given(
    operation=st.dictionaries(st.sampled_from(["ids", "matching", "set", "x"]), json_values)
    | json_values
)
def test_any_json_gets_a_clear_answer(api, operation):
    data = json.dumps({"operations": [operation]})
    response = api.post(URL, data, content_type="application/json")
    assert response.status_code == 400
    assert list(response.json()) == ["operations"]


@relaxed
@given(
    conditions=st.dictionaries(
        st.sampled_from(
            [
                *("status", "priority", "category", "search", "created_within", "resolved_within"),
                *("requester", "assignee", "team", "awaiting"),
            ]
        ),
        json_values,
    )
)
def test_any_conditions_get_a_clear_answer(api, make_ticket, conditions):
    make_ticket()
    operation = {"matching": conditions, "set": {"status": "closed"}}
    data = json.dumps({"operations": [operation]})
    assert api.post(URL, data, content_type="application/json").status_code in (200, 400)
