"""`POST /api/tickets/classify/`, against a real HTTP server in place of the model's."""

import json
from decimal import Decimal

import pytest
from django.db import DatabaseError

from tests.support.classify import TEXT, URL, suggestion_of
from tests.support.model import KEY
from tickets import llm_service
from tickets.triage import suggestions
from tickets.triage.api_features import ANSWER_SCHEMA
from tickets.triage.models import Classification
from tickets.triage.redaction.prepare import MAX_TEXT_LENGTH

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]


def test_a_suggestion(api, model):
    response = api.post(URL, {"description": f"  {TEXT}\r\n"})
    assert response.status_code == 200
    answer = response.json()
    assert answer.pop("suggestion_id")
    assert answer == {
        "suggested_category": "billing",
        "suggested_priority": "high",
        # Two words, each of one token that has a probability of 0.9.
        "confidence": pytest.approx(0.81, abs=0.001),
        "reason": "Charged twice.",
    }
    [sent] = model.asked
    assert model.headers[0]["authorization"] == f"Bearer {KEY}"
    assert model.headers[0]["accept-encoding"] == "identity"
    assert sent["model"] == "stand-in"
    assert sent["temperature"] == 0.1
    assert sent["max_tokens"] <= 200
    assert sent["response_format"]["json_schema"]["schema"] == ANSWER_SCHEMA
    system, user = sent["messages"]
    for word in ("billing", "technical", "account", "general", "low", "medium", "high", "critical"):
        assert f"- {word}:" in system["content"]
    assert TEXT not in system["content"]
    assert json.loads(user["content"]) == {"description": TEXT}


def test_a_long_text_is_cut(api, model):
    assert suggestion_of(api.post(URL, {"description": "wörd " * 4_000})) == ("billing", "high")
    content = model.asked[0]["messages"][-1]["content"]
    assert len(json.loads(content)["description"]) <= MAX_TEXT_LENGTH


def test_contact_data_stays_here(api, model, settings):
    text = "Write to ann@example.com, my password is hunter2."
    api.post(URL, {"description": text})
    sent = model.asked[0]["messages"][-1]["content"]
    assert "ann@example.com" not in sent
    assert "hunter2" not in sent
    assert "[email]" in sent

    settings.LLM_MASK = False
    api.post(URL, {"description": text})
    assert json.loads(model.asked[1]["messages"][-1]["content"]) == {"description": text}


def test_without_a_key_nothing_is_asked(api, model, settings, caplog):
    settings.LLM_API_KEY = None
    response = api.post(URL, {"description": TEXT})
    assert response.status_code == 200
    assert response.json() == {
        "suggested_category": None,
        "suggested_priority": None,
        "error": llm_service.NOT_CONFIGURED,
    }
    assert model.asked == []
    assert not [record for record in caplog.records if record.name == llm_service.__name__]
    assert not Classification.objects.exists()


def test_a_suggestion_that_cannot_be_kept_is_one_all_the_same(api, model, monkeypatch):
    def fail(*args):
        raise DatabaseError

    monkeypatch.setattr(suggestions, "store", fail)
    response = api.post(URL, {"description": TEXT})
    assert suggestion_of(response) == ("billing", "high")
    assert response.json()["suggestion_id"] is None


def test_equal_texts_are_asked_about_once(api, model):
    first = api.post(URL, {"description": TEXT}).json()
    second = api.post(URL, {"description": f"{TEXT}\u200b  "}).json()
    assert len(model.asked) == 1
    assert first.pop("suggestion_id") != second.pop("suggestion_id")
    assert first == second
    assert set(Classification.objects.values_list("source", flat=True)) == {"model", "cache"}


def test_another_model_is_asked_anew(api, model, settings):
    api.post(URL, {"description": TEXT})
    settings.LLM_MODEL = "another"
    api.post(URL, {"description": TEXT})
    assert [body["model"] for body in model.asked] == ["stand-in", "another"]


def test_failures_are_not_kept_for_answers(api, model):
    model.says("nonsense")
    api.post(URL, {"description": TEXT})
    api.post(URL, {"description": TEXT})
    assert len(model.asked) == 2


def test_the_budget_of_an_hour(api, model, settings):
    settings.LLM_CALLS_PER_HOUR = 2
    for number in range(4):
        api.post(URL, {"description": f"{TEXT} {number}"})
    assert len(model.asked) == 2
    assert Classification.objects.filter(cause="budget").count() == 2
    # What is known costs nothing.
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} 1"})) == ("billing", "high")


def test_what_a_call_costs(api, model, settings):
    settings.LLM_PRICE_INPUT, settings.LLM_PRICE_OUTPUT = 0.5, 1.5
    api.post(URL, {"description": TEXT})
    [row] = Classification.objects.all()
    assert (row.prompt_tokens, row.completion_tokens) == (400, 20)
    assert row.cost == Decimal("0.00023")


@pytest.mark.parametrize(
    "request_body", [{}, {"description": ""}, {"description": " \n"}, {"description": "x" * 20_001}]
)
def test_nothing_to_classify(api, model, request_body):
    response = api.post(URL, request_body)
    assert response.status_code == 400
    assert list(response.json()) == ["description"]
    assert model.asked == []
