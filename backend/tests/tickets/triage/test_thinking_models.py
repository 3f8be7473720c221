"""Models whose thinking counts against the limit of their answer."""

import time

import pytest
from django.core.cache import caches

from tests.support.classify import TEXT, URL, assert_no_suggestion, suggestion_of
from tests.support.odd_model import answer, cut, refusal
from tickets import llm_service
from tickets.triage.models import Classification

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]

PLAIN = {"model", "messages", "max_tokens", "temperature", "logprobs", "response_format"}
FOUND = ("billing", "high")


def limit_of(body):
    return body.get("max_tokens", body.get("max_completion_tokens", 100_000))


def has_soft_switch(body):
    return str(body["messages"][-1]["content"]).rstrip().endswith("/no_think")


OFF = {
    "OpenAI": lambda body: body.get("reasoning_effort") == "none",
    "vLLM": lambda body: body.get("chat_template_kwargs", {}).get("enable_thinking") is False,
    "vLLM with DeepSeek": lambda body: (
        body.get("chat_template_kwargs", {}).get("thinking") is False
    ),
    "DeepSeek": lambda body: body.get("thinking") == {"type": "disabled"},
    "Alibaba": lambda body: body.get("enable_thinking") is False,
    "Ollama's gateway": lambda body: body.get("think") is False,
    "Qwen": has_soft_switch,
    "a larger limit": lambda body: limit_of(body) >= 1_000,
    "a far larger limit": lambda body: limit_of(body) >= 8_000,
}
SIGNS = {
    "cut": cut,
    "cut, with thinking beside": lambda: cut(reasoning_content="Hm, is it billing?"),
    "cut, null": lambda: cut(None, reasoning="Hm"),
    "cut, with thinking inside": lambda: cut("<think>Category: technical, priority: low, or"),
    "cut, without marks": lambda: cut("Okay. Category: technical? Priority: low maybe. But then"),
    "thinking beside": lambda: answer("", message={"reasoning_content": "Hm"}),
    "thinking inside": lambda: answer("<think>Hm</think>"),
    "counted": lambda: answer(
        None,
        usage={"completion_tokens": 160, "completion_tokens_details": {"reasoning_tokens": 160}},
    ),
    "as many tokens as allowed": lambda: answer("", usage={"completion_tokens": 160}),
}


@pytest.mark.parametrize("name", OFF)
def test_thinking_is_switched_off_in_the_way_that_the_server_knows(api, odd_model, name):
    odd_model.serve(lambda body, _: answer() if OFF[name](body) else cut())
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    assert set(odd_model.bodies[0]) == PLAIN
    asked = len(odd_model.bodies)
    assert asked <= 4

    # What worked is remembered.
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} Again."})) == FOUND
    assert len(odd_model.bodies) == asked + 1


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_of_thinking_that_took_the_answer(api, odd_model, sign):
    odd_model.serve(lambda body, _: answer() if OFF["vLLM"](body) else SIGNS[sign]())
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    assert len(odd_model.bodies) == 2


@pytest.mark.parametrize("name", list(OFF)[:-2])
@pytest.mark.parametrize("is_told", [True, False])
def test_a_server_that_rejects_the_ways_it_does_not_know(api, odd_model, name, is_told):
    allowed = {
        "OpenAI": {"reasoning_effort"},
        "vLLM": {"chat_template_kwargs"},
        "vLLM with DeepSeek": {"chat_template_kwargs"},
        "DeepSeek": {"thinking"},
        "Alibaba": {"enable_thinking"},
        "Ollama's gateway": {"think"},
        "Qwen": set(),
    }[name]

    def handle(body, _):
        unknown = sorted(body.keys() - PLAIN - allowed)
        if unknown:
            return refusal(400, f"Unknown parameter: '{unknown[0]}'." if is_told else "Bad request")
        return answer() if OFF[name](body) else cut()

    odd_model.serve(handle)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    asked = len(odd_model.bodies)
    assert asked <= 10
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} Again."})) == FOUND
    assert len(odd_model.bodies) == asked + 1


@pytest.mark.parametrize("effort", ["minimal", "low"])
def test_a_model_that_cannot_do_without_thinking(api, odd_model, effort):
    def handle(body, _):
        if "max_tokens" in body:
            return refusal(400, "Unsupported parameter: use 'max_completion_tokens' instead.")
        if "temperature" in body or "logprobs" in body:
            return refusal(400, "Unsupported value: 'temperature', and 'logprobs' neither.")
        if unknown := body.keys() & {
            "chat_template_kwargs",
            "thinking",
            "enable_thinking",
            "think",
        }:
            return refusal(400, f"Unrecognized request arguments supplied: {', '.join(unknown)}")
        if body.get("reasoning_effort") not in (None, effort):
            return refusal(
                400,
                "Unsupported value: 'reasoning_effort' does not support 'none' with this model. "
                f"Supported values are: '{effort}', and 'high'.",
            )
        return answer() if "reasoning_effort" in body else cut()

    odd_model.serve(handle)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    assert odd_model.bodies[-1]["reasoning_effort"] == effort


def test_a_model_that_never_comes_to_an_end(api, odd_model, caplog):
    odd_model.serve(lambda body, _: cut(reasoning_content="Hm"))
    assert_no_suggestion(api.post(URL, {"description": TEXT}), caplog, "unusable. The model thinks")
    asked = len(odd_model.bodies)
    assert asked == 4
    row = Classification.objects.get()
    # All requests were paid for.
    assert (row.cause, row.completion_tokens) == ("unusable", 4 * 20)

    # What is of no use is not tried for each text.
    api.post(URL, {"description": f"{TEXT} Again."})
    assert len(odd_model.bodies) == asked + 1


def test_a_text_that_is_thought_about_for_ever_changes_nothing_for_others(api, odd_model):
    odd_model.serve(lambda body, _: cut() if "riddle" in str(body["messages"]) else answer())
    api.post(URL, {"description": TEXT})
    known = caches["shared"].get(llm_service.features_key())
    api.post(URL, {"description": "A riddle"})
    assert caches["shared"].get(llm_service.features_key()) == known


@pytest.mark.parametrize(
    "content",
    [
        '{"category": "billing", "priority": "high", "reason": "It was charged',
        '```json\n{"category": "billing", "priority": "high"} I chose this because',
        '<think>Hm</think>{"category": "billing", "priority": "high", "reason": "It',
    ],
)
def test_an_answer_that_was_cut_after_its_words_is_one(api, odd_model, content):
    odd_model.serve(lambda body, _: cut(content))
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    assert len(odd_model.bodies) == 1


def test_a_limit_that_the_server_holds_too_large(api, odd_model):
    def handle(body, _):
        if limit_of(body) > 4_000 and "max_tokens" in body:
            return refusal(400, "max_tokens is too large: 8000. This model supports at most 4096.")
        return answer() if "max_tokens" not in body else cut()

    odd_model.serve(handle)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    assert not {"max_tokens", "max_completion_tokens"} & odd_model.bodies[-1].keys()


def test_what_worked_is_learned_anew_when_it_works_no_more(api, odd_model):
    odd_model.serve(lambda body, _: answer() if OFF["vLLM"](body) else cut())
    api.post(URL, {"description": TEXT})
    # The server was replaced.
    odd_model.serve(lambda body, _: answer() if limit_of(body) >= 1_000 else cut())
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} Again."})) == FOUND
    asked = len(odd_model.bodies)
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} And again."})) == FOUND
    assert len(odd_model.bodies) == asked + 1


@pytest.mark.parametrize("message", ["Bad request", "Extra inputs are not permitted"])
def test_what_worked_is_forgotten_once_it_is_rejected_without_a_word(api, odd_model, message):
    odd_model.serve(lambda body, _: answer() if OFF["vLLM"](body) else cut())
    api.post(URL, {"description": TEXT})
    odd_model.serve(
        lambda body, _: refusal(400, message) if body.keys() - PLAIN else answer(),
    )
    found = [
        suggestion_of(api.post(URL, {"description": f"{TEXT} {number}"})) for number in range(4)
    ]
    # One text that is refused may be to blame itself.
    assert found == [(None, None)] * 3 + [FOUND]


def test_slow_thinking_is_switched_off_after_a_timeout(api, odd_model, settings):
    def handle(body, _):
        if not OFF["vLLM"](body):
            time.sleep(3)
        return answer()

    odd_model.serve(handle)
    settings.LLM_TIMEOUT = 1.5
    assert suggestion_of(api.post(URL, {"description": TEXT})) == (None, None)
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} Again."})) == FOUND


def test_a_step_that_takes_too_long_is_where_the_next_call_begins(api, odd_model, settings, caplog):
    def handle(body, _):
        if limit_of(body) == 2_000:
            time.sleep(3)
        return cut()

    odd_model.serve(handle)
    settings.LLM_TIMEOUT = 2
    answered = api.post(URL, {"description": TEXT})
    assert_no_suggestion(answered, caplog, "timeout (TimeoutError). The model thinks for longer")
    assert [limit_of(body) for body in odd_model.bodies] == [160, 160, 2_000]
    api.post(URL, {"description": f"{TEXT} Again."})
    assert limit_of(odd_model.bodies[3]) == 2_000


def test_every_request_counts_in_the_budget(api, odd_model, settings):
    settings.LLM_CALLS_PER_HOUR = 3
    odd_model.serve(lambda body, _: answer() if limit_of(body) >= 1_000 else cut())
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    assert len(odd_model.bodies) == 3
    api.post(URL, {"description": f"{TEXT} Again."})
    assert Classification.objects.filter(cause="budget").count() == 1


def test_features_of_another_release_are_taken_as_far_as_they_are_known(api, odd_model):
    odd_model.serve(lambda body, _: answer())
    stored = {"mode": "json", "has_logprobs": False, "of_tomorrow": 1}
    caches["shared"].set(llm_service.features_key(), stored)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    assert odd_model.bodies[0]["response_format"] == {"type": "json_object"}


def test_a_text_ends_thinking_for_nobody(api, odd_model):
    """The soft switch comes after the text, which stays data."""
    odd_model.serve(lambda body, _: answer() if has_soft_switch(body) else cut())
    api.post(URL, {"description": f"{TEXT} /think"})
    assert odd_model.bodies[-1]["messages"][-1]["content"].endswith('/think"}\n/no_think')
