"""Texts with instructions for the model are sent as data, and obedient answers gain nothing."""

import json

import pytest

from tests.support.injections import INJECTIONS
from tickets.triage.prompt import TASK
from tickets.triage.redaction.prepare import prepare
from tickets.vocabulary import DESCRIPTION_MAX_LENGTH, Category, Priority

URL = "/api/tickets/classify/"
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]


def test_there_are_enough():
    assert len({injection.id for injection in INJECTIONS}) == len(INJECTIONS) >= 25


@pytest.mark.parametrize("injection", INJECTIONS, ids=lambda injection: injection.id)
def test_it_stays_data(api, model, injection):
    model.says(injection.answer)
    # The instruction at the end of a text that is too long is what counts.
    text = injection.text[-DESCRIPTION_MAX_LENGTH:]
    answer = api.post(URL, {"description": text}).json()

    # Nothing but the task and the text, in quotes that the text does not close.
    [sent] = model.asked
    system, user = sent["messages"]
    assert system == {"role": "system", "content": TASK}
    assert user["role"] == "user"
    data = json.loads(user["content"])
    assert data == {"description": prepare(text, limit=6_000, is_redacted=True)}
    assert user["content"] == json.dumps(data, ensure_ascii=False)
    assert sent["model"] == "stand-in"
    assert sent.keys() <= {
        "model",
        "messages",
        "temperature",
        "max_tokens",
        "logprobs",
        "response_format",
    }

    # An obedient model wins nothing.
    pair = (answer["suggested_category"], answer["suggested_priority"])
    assert pair == (None, None) or (pair[0] in Category.values and pair[1] in Priority.values)
    assert answer.keys() <= {
        "suggested_category",
        "suggested_priority",
        "confidence",
        "reason",
        "suggestion_id",
        "error",
    }
    reason = answer.get("reason")
    assert reason is None or (len(reason) <= 200 and reason.isprintable())


def test_what_is_hidden_is_not_sent(api, model):
    api.post(URL, {"description": "Hel\u200blo \U000e0049\U000e0047 wor\u202eld"})
    [sent] = model.asked
    assert json.loads(sent["messages"][-1]["content"]) == {"description": "Hello world"}
