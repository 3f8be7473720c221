"""`POST /api/tickets/classify/`, against a real HTTP server in place of the model's."""

import json
import logging
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.db import DatabaseError, OperationalError, connection
from pytest_httpserver import HTTPServer
from rest_framework.settings import api_settings
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from core.http import throttling
from core.models import ThrottleCount
from tests.support.model import KEY
from tickets import llm_service
from tickets.triage import circuit_breaker, suggestions
from tickets.triage.api_features import ANSWER_SCHEMA
from tickets.triage.models import Classification
from tickets.triage.suggestions import MAX_TEXT_LENGTH

URL = "/api/tickets/classify/"
TEXT = "My card was charged twice, please refund."
MARGIN = 0.5
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]


@pytest.fixture
def noon(monkeypatch):
    """The clock of the throttles stands still, or a minute could end in a test."""
    monkeypatch.setattr("core.http.throttling.time.time", lambda: 1_800_000_001)


def ask_from_a_thread(description):
    try:
        return APIClient().post(URL, {"description": description}).json()
    finally:
        connection.close()


def suggestion_of(response):
    assert response.status_code == 200
    answer = response.json()
    return answer["suggested_category"], answer["suggested_priority"]


def assert_no_suggestion(response, caplog, cause):
    assert response.status_code == 200
    assert response.json() == {
        "suggested_category": None,
        "suggested_priority": None,
        "error": llm_service.UNAVAILABLE,
    }
    [record] = [record for record in caplog.records if record.name == llm_service.__name__]
    assert record.levelno == logging.WARNING
    assert record.getMessage().startswith(f"Classification failed: {cause}")
    for secret in (KEY, TEXT, "charged twice"):
        assert secret not in caplog.text


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


@pytest.mark.parametrize(
    ("behaviour", "forms", "mode"),
    [
        ("schema", ["json_schema"], "schema"),
        # As llama-cpp-python has it, refused with a status 500.
        ("object", ["json_schema", "json_object"], "object"),
        ("json", ["json_schema", "json_object", "json_object"], "json"),
        # This one says what it does not know, so that the probabilities need not go first.
        ("plain", ["json_schema", "json_object", "json_object", None], "plain"),
        # This one says nothing: what the fewest servers know goes first.
        ("terse", ["json_schema", "json_schema", "json_object", "json_object", None], "plain"),
    ],
)
def test_each_model_is_asked_in_the_form_that_it_knows(api, model, behaviour, forms, mode):
    model.behaves(behaviour)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")
    assert [body.get("response_format", {}).get("type") for body in model.asked] == forms

    # What worked is remembered.
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} Again."})) == ("billing", "high")
    assert len(model.asked) == len(forms) + 1
    assert model.asked[-1].get("response_format", {}).get("type") == forms[-1]
    assert Classification.objects.filter(mode=mode).count() == 2


def test_a_model_that_knows_other_parameters(api, model):
    model.behaves("reasoning")
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")
    last = model.asked[-1]
    assert "max_completion_tokens" in last
    assert not {"max_tokens", "temperature", "logprobs"} & last.keys()
    assert last["response_format"]["type"] == "json_schema"


def test_a_dialect_that_works_no_more_is_forgotten(api, model):
    model.behaves("plain")
    api.post(URL, {"description": TEXT})
    caches["shared"].set(llm_service.dialect_key(), {"mode": "json"})
    api.post(URL, {"description": f"{TEXT} Once more."})
    assert caches["shared"].get(llm_service.dialect_key())["mode"] == "plain"


def test_a_text_that_is_refused_changes_nothing_for_others(api, model):
    known = {"mode": "json", "has_logprobs": False}
    model.behaves("400")
    caches["shared"].set(llm_service.dialect_key(), known)
    api.post(URL, {"description": TEXT})
    assert len(model.asked) == 1
    assert caches["shared"].get(llm_service.dialect_key()) == known


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
def test_answers_that_cannot(api, model, caplog, content):
    model.says(content[:40_000])
    assert_no_suggestion(api.post(URL, {"description": TEXT}), caplog, "unusable")


def test_a_reason_is_one_line_of_plain_text(api, model):
    reason = "Money\u202e\n<script>alert(1)</script>\u200b " + "x" * 500
    model.says(json.dumps({"category": "billing", "priority": "high", "reason": reason}))
    said = api.post(URL, {"description": TEXT}).json()["reason"]
    assert said.startswith("Money <script>alert(1)</script> xxx")
    assert len(said) == 200


@pytest.mark.parametrize(
    ("behaviour", "cause", "calls"),
    [
        ("400", "rejected (BadRequestError 400)", 5),
        ("401", "access (AuthenticationError 401)", 1),
        ("404", "access (NotFoundError 404)", 1),
        ("429", "rate_limit (RateLimitError 429)", 2),
        ("busy-long", "rate_limit (RateLimitError 429)", 1),
        ("500", "server (InternalServerError 500)", 2),
        ("503", "server (InternalServerError 503)", 2),
        ("reset", "connection (APIConnectionError)", 2),
        ("flood", "too_long", 1),
        ("truncated", "server", 1),
        ("html", "server", 1),
        ("bytes", "server", 1),
        ("list", "server", 1),
        ("nothing", "server", 1),
        ("elsewhere", "server", 1),
        ("no-choices", "server", 1),
        ("null-choices", "server", 1),
        ("refusal", "refused", 1),
        ("silence", "timeout (TimeoutError)", 1),
        ("drip", "timeout (TimeoutError)", 1),
    ],
)
def test_whatever_the_server_does(api, model, settings, caplog, behaviour, cause, calls):
    settings.LLM_TIMEOUT = 1.5
    model.behaves(behaviour)
    start = time.monotonic()
    response = api.post(URL, {"description": TEXT})
    assert time.monotonic() - start < settings.LLM_TIMEOUT + MARGIN
    assert_no_suggestion(response, caplog, cause)
    assert len(model.asked) == calls
    [row] = Classification.objects.all()
    assert row.cause == cause.partition(" ")[0]


def test_a_wrong_content_type_is_no_hindrance(api, model):
    model.behaves("mislabelled")
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")


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


def test_the_last_word_counts(api, model):
    model.says(
        '<think>perhaps {"category": "general", "priority": "low"}, but no</think>'
        '{"category": "billing", "priority": "high"}'
    )
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")


def test_a_reason_is_one_sentence_without_links(api, model):
    reason = "See https://evil.example/x?y now. Then pay."
    model.says(json.dumps({"category": "billing", "priority": "high", "reason": reason}))
    assert api.post(URL, {"description": TEXT}).json()["reason"] == "See [link] now."


def test_a_suggestion_that_cannot_be_kept_is_one_all_the_same(api, model, monkeypatch):
    def fail(*args):
        raise DatabaseError

    monkeypatch.setattr(suggestions, "record", fail)
    response = api.post(URL, {"description": TEXT})
    assert suggestion_of(response) == ("billing", "high")
    assert response.json()["suggestion_id"] is None


@pytest.mark.parametrize("behaviour", ["busy-once", "error-once"])
def test_one_more_try_helps_against_a_hiccup(api, model, behaviour):
    model.behaves(behaviour)
    start = time.monotonic()
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")
    waited = time.monotonic() - start
    assert waited >= (1 if behaviour == "busy-once" else 0.3)
    assert len(model.asked) == 2


def test_nobody_listens(api, model, settings, caplog):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.LLM_BASE_URL = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        response = api.post(URL, {"description": TEXT})
    assert_no_suggestion(response, caplog, "connection (APIConnectionError)")


def test_a_broken_encryption(api, model, caplog):
    model.behaves("schema", scheme="https")
    assert_no_suggestion(api.post(URL, {"description": TEXT}), caplog, "connection")


def test_an_unsendable_key(api, model, settings, caplog):
    settings.LLM_API_KEY = "schlüssel\n"
    response = api.post(URL, {"description": TEXT})
    assert suggestion_of(response) == (None, None)
    assert "schlüssel" not in caplog.text


def test_a_packed_response_is_not_unpacked(api, settings, model, caplog):
    with HTTPServer("127.0.0.1", 0) as server:
        server.expect_request("/v1/chat/completions").respond_with_data(
            b"\x1f\x8b" + b" " * 50_000, headers={"Content-Encoding": "gzip"}
        )
        settings.LLM_BASE_URL = server.url_for("/v1")
        assert_no_suggestion(api.post(URL, {"description": TEXT}), caplog, "too_long")


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


@pytest.mark.django_db(transaction=True)
def test_one_call_serves_all_who_ask_at_once(model, settings):
    settings.LLM_PRICE_INPUT = settings.LLM_PRICE_OUTPUT = 1
    model.behaves("slow")
    with ThreadPoolExecutor(3) as people:
        answers = list(people.map(ask_from_a_thread, [TEXT] * 3))
    assert {answer["suggested_category"] for answer in answers} == {"billing"}
    assert len(model.asked) == 1
    # It is paid for once.
    assert Classification.objects.exclude(cost=None).count() == 1
    assert Classification.objects.filter(source="model").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_hanging_model_leaves_most_of_a_worker_free(model, settings):
    settings.LLM_TIMEOUT = 6
    model.behaves("silence")
    with ThreadPoolExecutor(8) as worker:
        calls = [worker.submit(ask_from_a_thread, f"{TEXT} {number}") for number in range(24)]
        start = time.monotonic()
        assert worker.submit(lambda: APIClient().get("/healthz")).result().status_code == 200
        assert time.monotonic() - start < 4
        answers = [call.result() for call in calls]
    assert {answer["error"] for answer in answers} == {llm_service.UNAVAILABLE}
    # Had they waited for each other, it would be twice as long.
    assert time.monotonic() - start < 10
    assert Classification.objects.filter(cause="busy").count() == 21


def test_calls_given_up_leave_nothing_behind(api, model, settings, monkeypatch):
    monkeypatch.setattr(circuit_breaker, "PAUSE", 0)
    settings.LLM_TIMEOUT = 0.1
    model.behaves("silence")
    for number in range(20):
        api.post(URL, {"description": f"{TEXT} {number}"})
    settings.LLM_TIMEOUT = 5
    model.behaves("schema")
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")
    assert llm_service.slots._value == llm_service.MAX_CALLS_AT_ONCE
    assert [thread.name for thread in threading.enumerate()].count("classify") == 1


class TestBreaker:
    def ask(self, api, number):
        return api.post(URL, {"description": f"{TEXT} {number}"})

    def test_after_five_failures_the_model_is_left_alone(self, api, model):
        model.behaves("401")
        for number in range(5):
            self.ask(api, number)
        assert len(model.asked) == 5
        assert self.ask(api, 6).json()["error"] == llm_service.UNAVAILABLE
        assert len(model.asked) == 5
        assert Classification.objects.filter(cause="paused", source="none").count() == 1

    def test_one_probe_after_the_pause(self, api, model, monkeypatch):
        model.behaves("401")
        for number in range(5):
            self.ask(api, number)
        later = time.time() + circuit_breaker.PAUSE + 1
        monkeypatch.setattr("tickets.triage.circuit_breaker.time.time", lambda: later)
        self.ask(api, 6)
        self.ask(api, 7)
        assert len(model.asked) == 6

    def test_only_one_of_many_probes(self, monkeypatch):
        gate = circuit_breaker.Breaker("x")
        for _ in range(5):
            gate.note_failure()
        assert not gate.allows(9)
        later = time.time() + circuit_breaker.PAUSE + 1
        monkeypatch.setattr("tickets.triage.circuit_breaker.time.time", lambda: later)
        assert [gate.allows(9) for _ in range(3)] == [True, False, False]

    def test_a_success_ends_it(self, api, model, monkeypatch):
        model.behaves("401")
        for number in range(5):
            self.ask(api, number)
        later = time.time() + circuit_breaker.PAUSE + 1
        monkeypatch.setattr("tickets.triage.circuit_breaker.time.time", lambda: later)
        gate = circuit_breaker.Breaker(llm_service.name_of())
        assert gate.allows(9)
        gate.note_success()
        for number in range(4):
            self.ask(api, 10 + number)
        assert len(model.asked) == 9

    def test_texts_that_a_model_cannot_cope_with_do_not_open_it(self, api, model):
        model.says("nonsense")
        for number in range(8):
            self.ask(api, number)
        assert len(model.asked) == 8

    def test_a_failed_probe_begins_a_new_pause_however_late(self, monkeypatch):
        gate = circuit_breaker.Breaker("late")
        for _ in range(5):
            gate.note_failure()
        for key in gate.failure_keys:
            gate.cache.delete(key)
        later = time.time() + circuit_breaker.PAUSE + 1
        monkeypatch.setattr("tickets.triage.circuit_breaker.time.time", lambda: later)
        assert gate.allows(9)
        gate.note_failure()
        assert not gate.allows(9)

    def test_four_failures_and_a_success_begin_anew(self):
        gate = circuit_breaker.Breaker(llm_service.name_of())
        for _ in range(3):
            for _ in range(4):
                gate.note_failure()
            gate.note_success()
        assert gate.allows(9)


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


@pytest.mark.parametrize(
    ("one", "everyone", "addresses"),
    [("2/min", "9/min", ["10.0.0.1"] * 3), ("9/min", "2/min", ["10.0.0.1", "10.0.0.2", "::1"])],
)
def test_too_many_are_slowed_down(api, settings, monkeypatch, noon, one, everyone, addresses):
    settings.LLM_API_KEY = None
    rates = {"classify": one, "classify_all": everyone}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    responses = [api.post(URL, {"description": TEXT}, REMOTE_ADDR=address) for address in addresses]
    assert [response.status_code for response in responses] == [200, 200, 429]
    assert int(responses[-1]["Retry-After"]) > 0


def test_nobody_uses_up_what_is_there_for_all(api, settings, monkeypatch, noon):
    settings.LLM_API_KEY = None
    rates = {"classify": "2/min", "classify_all": "3/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    codes = [
        api.post(URL, {"description": TEXT}, REMOTE_ADDR=address).status_code
        for address in ["10.0.0.1"] * 9 + ["10.0.0.2"]
    ]
    assert codes == [200, 200, *[429] * 7, 200]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("10.0.0.1", "10.0.0.2", False),
        ("x" * 5_000, "y", True),
    ],
)
def test_who_counts_as_one(api, settings, monkeypatch, noon, one, other, is_same):
    settings.LLM_API_KEY = None
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)
    rates = {"classify": "1/min", "classify_all": "9/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    codes = [
        api.post(URL, {"description": TEXT}, headers={"X-Forwarded-For": address}).status_code
        for address in (one, other)
    ]
    assert codes == [200, 429 if is_same else 200]


def test_who_cannot_be_counted_is_let_pass(api, settings, monkeypatch):
    def fail(*args):
        raise OperationalError

    settings.LLM_API_KEY = None
    monkeypatch.setattr(throttling, "count_one_more", fail)
    assert api.post(URL, {"description": TEXT}).status_code == 200


def test_old_counts_are_forgotten(db):
    throttling.count_one_more("old", 0)
    throttling.count_one_more("new", 10_000)
    throttling.forget_old_counts(10_060)
    assert [row.key for row in ThrottleCount.objects.all()] == ["new"]
