"""`POST /api/tickets/classify/`, against a real HTTP server in place of the model's."""

import gzip
import json
import logging
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from pytest_httpserver import HTTPServer
from rest_framework.test import APIClient
from rest_framework.throttling import ScopedRateThrottle
from werkzeug import Response

from tickets import llm_service

URL = "/api/tickets/classify/"
KEY = "sk-secret-value"
TEXT = "My card was charged twice, please refund."
CHAT = "/v1/chat/completions"
pytestmark = pytest.mark.xdist_group("classify")


@pytest.fixture(scope="session")
def make_httpserver():
    """A server that takes several requests at once, as a model's does."""
    with HTTPServer("127.0.0.1", 0, threaded=True) as server:
        yield server


def completion(content):
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [
            {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": content},
            }
        ],
    }


@pytest.fixture
def model(httpserver, settings):
    settings.LLM_API_KEY = KEY
    settings.LLM_MODEL = "test-model"
    settings.LLM_BASE_URL = httpserver.url_for("/v1")
    settings.LLM_TIMEOUT = 5
    return httpserver.expect_request(CHAT, method="POST")


def assert_no_suggestion(response, caplog, cause):
    assert response.status_code == 200
    assert response.json() == {
        "suggested_category": None,
        "suggested_priority": None,
        "error": llm_service.UNAVAILABLE,
    }
    [record] = [record for record in caplog.records if record.name == llm_service.__name__]
    assert record.levelno == logging.WARNING
    assert cause in record.getMessage()
    for secret in (KEY, TEXT):
        assert secret not in caplog.text


def test_a_suggestion(api, model, httpserver):
    model.respond_with_json(completion('{"category": "billing", "priority": "high"}'))
    response = api.post(URL, {"description": f"  {TEXT}\r\n"})
    assert response.status_code == 200
    assert response.json() == {"suggested_category": "billing", "suggested_priority": "high"}

    [(request, _)] = httpserver.log
    sent = json.loads(request.data)
    assert request.headers["Authorization"] == f"Bearer {KEY}"
    assert sent["model"] == "test-model"
    assert sent["temperature"] == 0.1
    system, user = sent["messages"]
    for word in ("billing", "technical", "account", "general", "low", "medium", "high", "critical"):
        assert f"- {word}:" in system["content"]
    assert TEXT not in system["content"]
    assert json.loads(user["content"]) == {"description": TEXT}


def test_a_long_text_is_cut(api, model, httpserver):
    model.respond_with_json(completion('{"category": "billing", "priority": "high"}'))
    assert api.post(URL, {"description": "é" * 20_000}).json()["suggested_category"] == "billing"
    sent = json.loads(httpserver.log[0][0].data)
    assert len(sent["messages"][1]["content"]) < llm_service.MAX_TEXT_LENGTH + 100


def test_without_a_key_nothing_is_asked(api, model, httpserver, settings, caplog):
    settings.LLM_API_KEY = None
    response = api.post(URL, {"description": TEXT})
    assert response.status_code == 200
    assert response.json() == {
        "suggested_category": None,
        "suggested_priority": None,
        "error": llm_service.NOT_CONFIGURED,
    }
    assert httpserver.log == []
    assert not [record for record in caplog.records if record.name == llm_service.__name__]


@pytest.mark.parametrize(
    "content",
    [
        "",
        None,
        "I think this is billing.",
        "{",
        "[]",
        '"billing"',
        "null",
        "{}",
        '{"category": "billing"}',
        '{"category": "Billing", "priority": "high"}',
        '{"category": "billing", "priority": "urgent"}',
        '{"category": ["billing"], "priority": "high"}',
        '{"category": null, "priority": null}',
        '{"category": "billing", "priority": "high"} or so',
        "[" * 100_000,
    ],
)
def test_unusable_words_of_the_model(api, model, caplog, content):
    model.respond_with_json(completion(content))
    response = api.post(URL, {"description": TEXT})
    assert_no_suggestion(response, caplog, "the model's answer is unusable")


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (400, "BadRequestError (HTTP 400)"),
        (401, "AuthenticationError (HTTP 401)"),
        (404, "NotFoundError (HTTP 404)"),
        (429, "RateLimitError (HTTP 429)"),
        (500, "InternalServerError (HTTP 500)"),
        (503, "InternalServerError (HTTP 503)"),
    ],
)
def test_the_server_refuses(api, model, httpserver, caplog, status, cause):
    model.respond_with_json(
        {"error": {"message": f"Incorrect API key provided: {KEY}"}}, status=status
    )
    assert_no_suggestion(api.post(URL, {"description": TEXT}), caplog, cause)
    assert len(httpserver.log) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Response("<html>It works!</html>", content_type="text/html"),
        Response("not json", content_type="application/json"),
        Response('{"choices": []}', content_type="application/json"),
        Response('{"choices": null}', content_type="application/json"),
        Response('"text"', content_type="application/json"),
        Response("[1]", content_type="application/json"),
        Response(b"\xff\xfe\x00", content_type="application/json"),
        Response("", status=204),
        Response("", status=302, headers={"Location": CHAT}),
    ],
)
def test_the_server_talks_nonsense(api, model, caplog, answer):
    model.respond_with_response(answer)
    assert_no_suggestion(api.post(URL, {"description": TEXT}), caplog, "Classification failed")


def test_the_server_hangs(api, model, settings, caplog):
    settings.LLM_TIMEOUT = 0.3

    def hang(request):
        time.sleep(2)
        return Response()

    model.respond_with_handler(hang)
    start = time.monotonic()
    response = api.post(URL, {"description": TEXT})
    assert time.monotonic() - start < 1
    assert_no_suggestion(response, caplog, "Classification failed")


def test_the_server_answers_drop_by_drop(api, model, settings, caplog):
    settings.LLM_TIMEOUT = 0.5

    def drip(request):
        def drops():
            for _ in range(15):
                time.sleep(0.1)
                yield b" "

        return Response(drops(), content_type="application/json")

    model.respond_with_handler(drip)
    start = time.monotonic()
    response = api.post(URL, {"description": TEXT})
    assert time.monotonic() - start < 1
    assert_no_suggestion(response, caplog, "no answer within 0.5 s")


def drip_for(seconds):
    def drip(request):
        def drops():
            for _ in range(int(seconds * 20)):
                time.sleep(0.05)
                yield b" "

        return Response(drops(), content_type="application/json")

    return drip


def test_calls_given_up_leave_nothing_behind(api, model, httpserver, settings):
    settings.LLM_TIMEOUT = 0.1
    model.respond_with_handler(drip_for(seconds=30))
    for _ in range(40):
        assert api.post(URL, {"description": TEXT}).json()["error"] == llm_service.UNAVAILABLE

    settings.LLM_TIMEOUT = 5
    httpserver.clear()
    httpserver.expect_request(CHAT).respond_with_json(
        completion('{"category": "billing", "priority": "high"}')
    )
    assert api.post(URL, {"description": TEXT}).json()["suggested_category"] == "billing"


@pytest.mark.parametrize("status", [200, 500])
def test_a_flood_is_cut_off(api, model, settings, caplog, status):
    chunk, sent = b" " * 65_536, 0

    def flood(request):
        def water():
            nonlocal sent
            for _ in range(2_000):
                sent += len(chunk)
                yield chunk

        return Response(water(), status=status, content_type="application/json")

    model.respond_with_handler(flood)
    start = time.monotonic()
    response = api.post(URL, {"description": TEXT})
    assert time.monotonic() - start < settings.LLM_TIMEOUT
    assert_no_suggestion(response, caplog, "UnfitResponseError")
    # What the two sockets hold was sent too.
    assert sent < 16_000_000


def test_a_packed_response_is_not_unpacked(api, model, httpserver, caplog):
    model.respond_with_response(
        Response(gzip.compress(b" " * 50_000_000), headers={"Content-Encoding": "gzip"})
    )
    assert_no_suggestion(api.post(URL, {"description": TEXT}), caplog, "UnfitResponseError")
    assert httpserver.log[0][0].headers["Accept-Encoding"] == "identity"


def test_a_hanging_model_leaves_most_of_a_worker_free(api, model, settings):
    settings.LLM_TIMEOUT = 3
    model.respond_with_handler(drip_for(seconds=4))
    with ThreadPoolExecutor(8) as worker:
        calls = [
            worker.submit(lambda: APIClient().post(URL, {"description": TEXT})) for _ in range(24)
        ]
        start = time.monotonic()
        assert worker.submit(lambda: APIClient().get("/healthz")).result().status_code == 200
        assert time.monotonic() - start < 2
        answers = [call.result().json() for call in calls]
    assert {answer["error"] for answer in answers} == {llm_service.UNAVAILABLE}
    assert time.monotonic() - start < 4.5


def test_nobody_listens(api, settings, caplog):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.LLM_BASE_URL = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        settings.LLM_API_KEY = KEY
        settings.LLM_TIMEOUT = 5
        response = api.post(URL, {"description": TEXT})
    assert_no_suggestion(response, caplog, "APIConnectionError")


def test_an_unsendable_key(api, model, settings, caplog):
    settings.LLM_API_KEY = "schlüssel\n"
    response = api.post(URL, {"description": TEXT})
    assert_no_suggestion(response, caplog, "Classification failed")


@pytest.mark.parametrize(
    "request_body", [{}, {"description": ""}, {"description": " \n"}, {"description": "x" * 20_001}]
)
def test_nothing_to_classify(api, model, httpserver, request_body):
    response = api.post(URL, request_body)
    assert response.status_code == 400
    assert list(response.json()) == ["description"]
    assert httpserver.log == []


def test_too_many_are_slowed_down(api, settings, monkeypatch):
    settings.LLM_API_KEY = None
    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {"classify": "2/min"})
    codes = [api.post(URL, {"description": TEXT}).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
