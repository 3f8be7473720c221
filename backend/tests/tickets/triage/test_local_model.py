"""Triage with a real server and a real, very small model: `make test-llm`."""

import os

import pytest

from tickets import llm_service
from tickets.llm_service import ask
from tickets.triage.api_features import ApiFeatures
from tickets.triage.models import Classification
from tickets.vocabulary import Category, Priority

URL = os.environ.get("LOCAL_MODEL_URL")
TEXTS = [
    "I was charged twice for the March invoice, please refund one of the payments.",
    "Nobody in our company can open the application, it answers with error 500.",
    "I forgot my password and the link in the mail does not work.",
]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not URL, reason="needs a model's server: make test-llm"),
]


@pytest.fixture(autouse=True)
def local_model(settings):
    settings.LLM_API_KEY = "any"
    settings.LLM_BASE_URL = URL
    settings.LLM_MODEL = "small"
    settings.LLM_TIMEOUT = 60
    settings.LLM_EXAMPLES = 0


@pytest.mark.parametrize("text", TEXTS)
def test_it_answers_in_the_schema(text):
    result = ask(text)
    assert result.cause is None
    assert result.category in Category
    assert result.priority in Priority
    # llama-cpp-python takes the schema in JSON mode, and refuses the other way with a status 500.
    assert result.mode in ("schema", "object")
    assert result.prompt_tokens and result.completion_tokens


@pytest.mark.parametrize("mode", ["json", "plain"])
def test_other_forms_fail_or_fit(mode, monkeypatch):
    monkeypatch.setattr(llm_service, "known_features", lambda: ApiFeatures(mode=mode))
    result = ask(TEXTS[0])
    assert result.mode == mode
    assert result.cause in (None, "unusable")
    assert result.cause or result.category in Category


def test_confidence_where_it_is_given(monkeypatch):
    result = ask(TEXTS[1])
    assert result.confidence is None or 0 <= result.confidence <= 1


def test_it_runs_out_of_time(settings):
    settings.LLM_TIMEOUT = 0.05
    assert ask(TEXTS[0]).cause == "timeout"


def test_a_text_beyond_its_context(settings):
    settings.LLM_TIMEOUT = 60
    monkey = "wörter über wörter 漢字 " * 1_000
    result = ask(monkey)
    assert result.cause or result.category in Category


def test_through_the_api(api):
    answer = api.post("/api/tickets/classify/", {"description": TEXTS[0]}).json()
    assert answer["suggested_category"] in Category
    assert Classification.objects.get().mode in ("schema", "object")
