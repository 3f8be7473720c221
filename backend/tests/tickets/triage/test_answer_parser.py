"""Answers of the model are parsed, and only words of the vocabularies pass."""

import json

import pytest

from tests.support.classify import TEXT, URL, assert_no_suggestion, suggestion_of
from tickets.triage.models import Classification

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]


@pytest.mark.parametrize(
    "content",
    [
        '{"category": "billing", "priority": "high"}',
        '{"category": "Billing", "priority": "HIGH"}',
        '{"Category": " billing ", "Priority": "high", "more": [1, {"a": "b"}]}',
        '```json\n{"category": "billing", "priority": "high"}\n```',
        'Here you are: {"category": "billing", "priority": "high"} or so.',
        '[{"category": "billing", "priority": "high"}]',
        '{"note": "{"} {"category": "billing", "priority": "high"}',
        "Category: billing\nPriority: high",
        "The category is **billing** and the priority is **high**.",
        '{"category": "billing", "priority": "high", "reason": 7}',
    ],
)
def test_answers_that_can_be_understood(api, model, content):
    model.says(content)
    response = api.post(URL, {"description": TEXT})
    assert suggestion_of(response) == ("billing", "high")
    assert response.json()["confidence"] is None
    assert response.json()["reason"] is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "I think this is billing.",
        "{",
        "[]",
        '"billing"',
        "null",
        "{}",
        '{"category": "billing"}',
        '{"category": "billing", "priority": "urgent"}',
        '{"category": ["billing"], "priority": "high"}',
        '{"category": null, "priority": null}',
        '{"category": "billing", "priority": "hi',
        "[" * 100_000,
        '{"a":' * 20_000,
        "category category category " * 1_000,
    ],
)
def test_answers_that_cannot_be_understood(api, model, caplog, content):
    model.says(content[:40_000])
    assert_no_suggestion(api.post(URL, {"description": TEXT}), caplog, "unusable")


def test_the_last_word_counts(api, model):
    model.says(
        '<think>perhaps {"category": "general", "priority": "low"}, but no</think>'
        '{"category": "billing", "priority": "high"}'
    )
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")


def test_a_reason_is_one_line_of_plain_text(api, model):
    reason = "Money\u202e\n<script>alert(1)</script>\u200b " + "x" * 500
    model.says(json.dumps({"category": "billing", "priority": "high", "reason": reason}))
    said = api.post(URL, {"description": TEXT}).json()["reason"]
    assert said.startswith("Money <script>alert(1)</script> xxx")
    assert len(said) == 200


def test_a_reason_is_one_sentence_without_links(api, model):
    reason = "See https://evil.example/x?y now. Then pay."
    model.says(json.dumps({"category": "billing", "priority": "high", "reason": reason}))
    assert api.post(URL, {"description": TEXT}).json()["reason"] == "See [link] now."


@pytest.mark.parametrize(
    "usage",
    [{"prompt_tokens": "many"}, {"prompt_tokens": 10**30}, [1], "NaN", {"prompt_tokens": -1}],
)
def test_strange_numbers_of_tokens(api, model, usage):
    model.adds(usage=usage)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")
    assert Classification.objects.get().prompt_tokens is None


@pytest.mark.parametrize("logprob", [1_000.0, None, "x", float("nan"), -1e9])
def test_strange_probabilities(api, model, logprob):
    content = '{"category": "billing", "priority": "high"}'
    tokens = [{"token": content, "logprob": logprob, "bytes": None, "top_logprobs": []}]
    model.adds(content=content, choice={"logprobs": {"content": tokens}})
    response = api.post(URL, {"description": TEXT})
    assert suggestion_of(response) == ("billing", "high")
    confidence = response.json()["confidence"]
    assert confidence is None or 0 <= confidence <= 1
