"""A call of the model ends in time, whatever its server does."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from pytest_httpserver import HTTPServer
from rest_framework.test import APIClient

from tests.support.classify import TEXT, URL, assert_no_suggestion, suggestion_of
from tickets import llm_service
from tickets.triage import circuit_breaker
from tickets.triage.models import Classification

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]
MARGIN = 0.5


def ask_from_a_thread(description):
    try:
        return APIClient().post(URL, {"description": description}).json()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("behaviour", "cause", "calls"),
    [
        ("400", "rejected (BadRequestError 400)", 9),
        ("400-key", "access (BadRequestError 400)", 1),
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
        ("drip-headers", "timeout (TimeoutError)", 1),
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


def test_a_host_name_that_is_looked_up_for_long(api, model, settings, monkeypatch, caplog):
    found = threading.Event()

    def look_up(*args, **kwargs):
        found.wait(5)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    settings.LLM_TIMEOUT = 0.5
    settings.LLM_BASE_URL = "http://model.example/v1"
    start = time.monotonic()
    response = api.post(URL, {"description": TEXT})
    assert time.monotonic() - start < settings.LLM_TIMEOUT + MARGIN
    assert_no_suggestion(response, caplog, "timeout (TimeoutError)")
    found.set()


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


def wait_until(condition, seconds=5):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_calls_given_up_leave_nothing_behind(api, model, settings, monkeypatch):
    monkeypatch.setattr(circuit_breaker, "PAUSE", 0)
    settings.LLM_TIMEOUT = 0.1
    model.behaves("silence")
    threads = threading.active_count()
    for number in range(20):
        api.post(URL, {"description": f"{TEXT} {number}"})
    settings.LLM_TIMEOUT = 5
    model.behaves("schema")
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")
    assert llm_service.call_slots._value == llm_service.MAX_CONCURRENT_CALLS
    # The thread of a look-up ends by itself, after its answer.
    wait_until(lambda: threading.active_count() <= threads)
