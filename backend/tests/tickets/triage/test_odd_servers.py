"""Servers that speak a dialect of the chat API, or sit behind something odd."""

import gzip
import json
import time
import zlib
from typing import Any

import pytest
from werkzeug import Response

from tests.support.classify import TEXT, URL, assert_no_suggestion, suggestion_of
from tests.support.model import KEY
from tests.support.model_server import GOOD, completion
from tests.support.odd_model import JSON, answer, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]

FOUND = ("billing", "high")
PARTS = [{"type": "text", "text": GOOD[:20]}, {"type": "text", "text": GOOD[20:]}]


def raw(body, status=200, content_type=JSON, **headers):
    return Response(body, status, content_type=content_type, headers=headers)


def events(*chunks, end="data: [DONE]\n\n"):
    lines = "".join(f"data: {json.dumps(chunk)}\n\n" for chunk in chunks)
    return raw(f": ping\n\n{lines}{end}", content_type="text/event-stream; charset=utf-8")


def chunk(reason=None, **delta):
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": reason}], "usage": None}


def stream():
    return events(
        chunk(role="assistant", content=""),
        chunk(reasoning_content='Perhaps {"category": "general", "priority": "low"}?'),
        chunk(content=GOOD[:9]),
        chunk(content=GOOD[9:]),
        chunk("stop"),
        {"choices": [], "usage": {"prompt_tokens": 400, "completion_tokens": 20}},
    )


ANSWERS = {
    "a list of parts": lambda: answer(PARTS),
    "a list of texts": lambda: answer([GOOD[:20], GOOD[20:]]),
    "a part": lambda: answer({"type": "text", "text": GOOD}),
    "a list of parts with values": lambda: answer([{"type": "text", "text": {"value": GOOD}}]),
    "a list with thinking": lambda: answer(
        [
            {"type": "thinking", "thinking": [{"type": "text", "text": "Category: general"}]},
            {"type": "text", "text": GOOD},
        ]
    ),
    "thinking beside": lambda: answer(message={"reasoning": "Category: general, priority: low"}),
    "an answer taken for thinking": lambda: answer(None, message={"reasoning_content": GOOD}),
    "a text": lambda: raw(json.dumps({"choices": [{"text": GOOD, "finish_reason": "stop"}]})),
    "a byte order mark": lambda: raw(b"\xef\xbb\xbf" + json.dumps(completion(GOOD)).encode()),
    "UTF-16": lambda: raw(json.dumps(completion(GOOD)).encode("utf-16")),
    "Latin-1": lambda: raw(
        json.dumps(completion(GOOD.replace("twice", "zwei Ma\u00dfe")), ensure_ascii=False).encode(
            "latin-1"
        )
    ),
    "gzip": lambda: raw(
        gzip.compress(json.dumps(completion(GOOD)).encode()), **{"Content-Encoding": "gzip"}
    ),
    "deflate": lambda: raw(
        zlib.compress(json.dumps(completion(GOOD)).encode()), **{"Content-Encoding": "deflate"}
    ),
    "plain text": lambda: raw(json.dumps(completion(GOOD)), content_type="text/plain"),
    "space around": lambda: raw(f"\n\n  {json.dumps(completion(GOOD))}\n"),
    "a stream unasked": stream,
    "a stream without an end": lambda: events(chunk(content=GOOD), end=""),
    "a stream with whole messages": lambda: events(
        {"choices": [{"message": {"role": "assistant", "content": GOOD}}]}
    ),
    "a stream in lines": lambda: raw(
        "\n".join(json.dumps(part) for part in (chunk(content=GOOD[:9]), chunk(content=GOOD[9:])))
    ),
    "null for an error": lambda: answer(error=None),
}


@pytest.mark.parametrize("form", ANSWERS)
def test_an_answer_in_another_form(api, odd_model, form):
    odd_model.serve(lambda body, _: ANSWERS[form]())
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    assert len(odd_model.bodies) == 1


def roles(body):
    return [message["role"] for message in body["messages"]]


# What a server needs, and the status and the words with which it rejects the rest.
NEEDS: dict[str, tuple[Any, list[tuple[int, Any]]]] = {
    "no system role": (
        lambda body: "system" not in roles(body),
        [
            (400, "System role not supported"),
            (400, "Only user and assistant roles are supported!"),
            (500, "Conversation roles must alternate user/assistant/user/assistant/..."),
            (400, "Unsupported value: 'messages[0].role' does not support 'system'."),
            (422, "messages.0.role: Input should be 'user' or 'assistant'"),
            (400, "Developer instruction is not enabled for this model"),
            (400, "Bad request"),
        ],
    ),
    "developer role": (
        lambda body: roles(body)[0] == "developer",
        [(400, "Invalid role 'system': use 'developer' instead.")],
    ),
    "contents as parts": (
        lambda body: all(isinstance(message["content"], list) for message in body["messages"]),
        [(400, "messages.0.content: Input should be a valid list"), (422, "content must be array")],
    ),
    "a stream": (
        lambda body: body.get("stream") is True,
        [
            (400, "Stream must be set to true"),
            (400, "This model only support stream mode, please enable the stream parameter."),
            (422, "Non-streaming requests are not supported"),
            (400, "parameter.enable_thinking must be set to false for non-streaming calls"),
            (500, "streaming is required"),
        ],
    ),
    "no max_tokens": (
        lambda body: "max_tokens" not in body,
        [
            (400, "Unsupported parameter: 'max_tokens'"),
            (400, "Unrecognized request argument supplied: max_tokens"),
            (500, "unknown field max_tokens"),
            (400, "Bad request"),
        ],
    ),
    "no limit at all": (
        lambda body: not {"max_tokens", "max_completion_tokens"} & body.keys(),
        [(400, "Unknown parameter: max_tokens, max_completion_tokens"), (422, "Bad request")],
    ),
    "no temperature": (
        lambda body: "temperature" not in body,
        [(400, "'temperature' is not supported"), (400, "Bad request"), (422, {"loc": "body"})],
    ),
    "no schema": (
        lambda body: body.get("response_format", {}).get("type") != "json_schema",
        [
            (400, "json_schema is not supported"),
            (400, "Invalid parameter: 'response_format'"),
            (500, "Failed to initialize samplers: failed to parse grammar; json_schema"),
        ],
    ),
    "no form": (
        lambda body: "response_format" not in body,
        [(400, 'Unknown name "response_format": Cannot find field.'), (422, "Bad request")],
    ),
    "no probabilities": (
        lambda body: "logprobs" not in body,
        [(400, "This model does not support logprobs"), (403, "logprobs need another plan")],
    ),
}


@pytest.mark.parametrize(
    ("need", "status", "words"),
    [(need, status, words) for need, (_, said) in NEEDS.items() for status, words in said],
)
def test_what_a_server_rejects_is_left_out(api, odd_model, need, status, words):
    is_met = NEEDS[need][0]

    def handle(body, _):
        if not is_met(body):
            return refusal(status, words)
        return stream() if body.get("stream") else answer()

    odd_model.serve(handle)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND
    asked = len(odd_model.bodies)
    assert asked <= 10
    assert TEXT in json.dumps(odd_model.bodies[-1]["messages"][-1])
    assert "You triage messages" in json.dumps(odd_model.bodies[-1]["messages"])
    assert suggestion_of(api.post(URL, {"description": f"{TEXT} Again."})) == FOUND
    assert len(odd_model.bodies) == asked + 1


def test_a_server_that_needs_everything_otherwise(api, odd_model):
    def handle(body, _):
        for need in ("no schema", "no probabilities", "no temperature", "no system role"):
            is_met, said = NEEDS[need]
            if not is_met(body):
                return refusal(*said[0])
        if not NEEDS["a stream"][0](body):
            return refusal(400, "stream is required")
        if body.get("max_tokens"):
            return refusal(400, "max_tokens")
        return stream()

    odd_model.serve(handle)
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND


FAILURES = {
    "a wrong key": (
        lambda: raw("Unauthorized", 401, "text/plain"),
        "access (AuthenticationError 401). The server does not accept LLM_API_KEY.",
    ),
    "a wrong key, empty": (lambda: raw("", 401), "access (AuthenticationError 401). The server"),
    "a wrong key, a page": (
        lambda: raw("<html><h1>403 Forbidden</h1></html>", 403, "text/html"),
        "access (PermissionDeniedError 403). The server does not accept LLM_API_KEY.",
    ),
    "a wrong key, with 400": (
        lambda: refusal(400, f"API key not valid: {KEY}"),
        "access (BadRequestError 400). The server does not accept LLM_API_KEY.",
    ),
    "a wrong key, with 200": (
        lambda: raw(json.dumps({"error": {"code": 401, "message": "No auth"}})),
        "access (WrappedError 401). The server does not accept LLM_API_KEY.",
    ),
    "no such model": (
        lambda: refusal(404, 'model "stand-in" not found, try pulling it first'),
        "access (NotFoundError 404). The server does not have the model",
    ),
    "no such model, with 400": (
        lambda: refusal(400, "The model `stand-in` does not exist"),
        "access (BadRequestError 400). The server does not have the model",
    ),
    "no such address": (
        lambda: raw('{"detail": "Not Found"}', 404),
        "access (NotFoundError 404). There is no chat API at LLM_BASE_URL",
    ),
    "a page": (
        lambda: raw("<!doctype html><title>Hello</title>", content_type="text/html"),
        "server (NoChatResponseError). There is no chat API at LLM_BASE_URL",
    ),
    "not for POST": (
        lambda: raw("<h1>Method not allowed</h1>", 405, "text/html"),
        "rejected (APIStatusError 405). There is no chat API at LLM_BASE_URL",
    ),
    "only https": (
        lambda: raw("<h1>The plain HTTP request was sent to HTTPS port</h1>", 400, "text/html"),
        "rejected (BadRequestError 400). The server speaks https",
    ),
    "a proxy's password": (
        lambda: raw("Proxy Authentication Required", 407, "text/plain"),
        "access (APIStatusError 407). The proxy that",
    ),
    "elsewhere": (
        lambda: raw("", 302, Location="https://login.example/"),
        "server (APIStatusError 302). The server sends its callers elsewhere",
    ),
    "packed error": (
        lambda: raw(
            gzip.compress(b'{"error": {"message": "Invalid API key"}}'),
            400,
            **{"Content-Encoding": "gzip"},
        ),
        "access (BadRequestError 400). The server does not accept LLM_API_KEY.",
    ),
    "packed beyond measure": (
        lambda: raw(gzip.compress(b" " * 10_000_000), **{"Content-Encoding": "gzip"}),
        "too_long",
    ),
    "packed otherwise": (
        lambda: raw(b"x", **{"Content-Encoding": "br"}),
        "too_long (ResponseTooLargeError). Let the server",
    ),
    "no choices": (lambda: raw('{"choices": []}'), "server (NoChatResponseError)"),
    "an error": (
        lambda: raw(json.dumps({"error": "out of memory"})),
        "server (WrappedError)",
    ),
    "an error in a choice": (
        lambda: raw(json.dumps({"choices": [{"error": {"code": 502, "message": "down"}}]})),
        "server (WrappedError 502)",
    ),
    "an error in a stream": (
        lambda: events(chunk(content="{"), {"error": {"code": "429", "message": "slow down"}}),
        "rate_limit (WrappedError 429). The server's limit",
    ),
    "out of credit": (
        lambda: refusal(402, "Insufficient balance"),
        "rejected (APIStatusError 402)",
    ),
    "filtered text": (
        lambda: refusal(400, "The response was filtered due to content management policy."),
        "refused (BadRequestError 400)",
    ),
    "filtered answer": (
        lambda: answer("", choice={"finish_reason": "content_filter"}),
        "refused",
    ),
    "a refusal in parts": (
        lambda: answer([{"type": "refusal", "refusal": "I won't."}]),
        "refused",
    ),
    "not unicode": (lambda: raw(b"\xff\xfe\xfa\x00"), "server (NoChatResponseError)"),
    "nested": (lambda: raw("[" * 100_000), "server (NoChatResponseError)"),
    "null": (lambda: answer(None), "unusable"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_told_with_its_remedy(api, odd_model, caplog, name):
    respond, words = FAILURES[name]
    odd_model.serve(lambda body, _: respond())
    assert_no_suggestion(api.post(URL, {"description": TEXT}), caplog, words)
    assert len(odd_model.bodies) <= 2


def test_after_everything_was_rejected_texts_are_asked_about_once(api, odd_model):
    odd_model.serve(lambda body, _: refusal(400, "Bad request"))
    api.post(URL, {"description": TEXT})
    asked = len(odd_model.bodies)
    api.post(URL, {"description": f"{TEXT} Again."})
    assert len(odd_model.bodies) == asked + 1


def test_a_stream_that_stays_open_ends_with_its_last_event(api, odd_model, settings):
    def slow():
        yield f"data: {json.dumps(chunk(content=GOOD))}\n\n"
        yield "data: [DONE]\n\n"
        time.sleep(5)

    odd_model.serve(lambda body, _: Response(slow(), content_type="text/event-stream"))
    settings.LLM_TIMEOUT = 2
    assert suggestion_of(api.post(URL, {"description": TEXT})) == FOUND


def test_an_endless_stream_ends_with_the_time(api, odd_model, settings, caplog):
    def trickle():
        for _ in range(50):
            yield f"data: {json.dumps(chunk(content='x'))}\n\n"
            time.sleep(0.1)

    odd_model.serve(lambda body, _: Response(trickle(), content_type="text/event-stream"))
    settings.LLM_TIMEOUT = 1
    start = time.monotonic()
    assert_no_suggestion(api.post(URL, {"description": TEXT}), caplog, "timeout (TimeoutError)")
    assert time.monotonic() - start < 1.5


@pytest.mark.parametrize("status", [400, 403])
def test_a_long_refusal_is_judged_at_once(api, odd_model, caplog, status):
    odd_model.serve(lambda body, request: raw("auth" * 30_000, status, "text/plain"))
    started = time.monotonic()
    cause = {400: "rejected", 403: "access"}[status]
    assert_no_suggestion(api.post(URL, {"description": TEXT}), caplog, cause)
    assert time.monotonic() - started < 8
