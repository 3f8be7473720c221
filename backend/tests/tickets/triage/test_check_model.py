"""`manage.py check_model` shows what the model's server says, and none of the secrets."""

import base64
import gzip
import time
from io import StringIO

import pytest
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from werkzeug import Response

from core.models import ThrottleCount
from tests.support.classify import TEXT, URL, suggestion_of
from tests.support.model import KEY
from tests.support.odd_model import answer, cut, refusal
from tickets import llm_service
from tickets.models import Ticket
from tickets.triage.models import Classification

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]
LONG_KEY = "sk-proj-Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5"


def check():
    """Return what the command wrote, and the message with which it failed, if it did."""
    output = StringIO()
    try:
        call_command("check_model", stdout=output)
    except CommandError as error:
        assert error.returncode == 1
        return output.getvalue(), str(error)
    return output.getvalue(), None


def test_a_model_that_answers(odd_model):
    odd_model.serve(lambda body, _: answer())
    output, failure = check()
    assert failure is None
    assert odd_model.server.url_for("/v1/chat/completions") in output
    assert "Model:    stand-in" in output
    assert "answer as schema, with probabilities, max_tokens 160" in output
    assert "The model answers: billing, high, after " in output
    assert "in 1 request." in output
    assert "Charged twice." in output
    assert KEY not in output


def test_nothing_is_stored_or_counted(odd_model):
    odd_model.serve(lambda body, _: answer())
    check()
    assert not Ticket.objects.exists()
    assert not Classification.objects.exists()
    assert not ThrottleCount.objects.filter(key__startswith="llm_calls").exists()


def test_each_step_is_shown_and_what_worked_is_remembered(api, odd_model):
    def handle(body, request):
        if request.path != "/v1/chat/completions":
            return refusal(404, "Not found here")
        if "logprobs" in body:
            return refusal(400, "logprobs are unknown")
        return answer() if body.get("think") is False else cut(reasoning_content="Hm, let me see")

    odd_model.serve(handle, "")
    output, failure = check()
    assert failure is None
    for words in (
        "404, Not found here",
        "400, logprobs are unknown",
        "no answer, its tokens went to thinking: Hm, let me see",
        "thinking off (reasoning_effort, chat_template_kwargs, thinking, enable_thinking, think)",
        'answered {"category": "billing"',
        "in 4 requests.",
        "What worked is remembered",
    ):
        assert words in output
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")
    assert len(odd_model.bodies) == 5


def test_a_success_ends_a_pause(api, odd_model):
    odd_model.serve(lambda body, _: Response("", 401))
    for number in range(6):
        api.post(URL, {"description": f"{TEXT} {number}"})
    assert Classification.objects.filter(cause="paused").exists()
    odd_model.serve(lambda body, _: answer())
    check()
    assert suggestion_of(api.post(URL, {"description": TEXT})) == ("billing", "high")


FAILURES = {
    "unknown model": (
        lambda: refusal(404, 'model "stand-in" not found, try pulling it first'),
        "The server does not have the model that LLM_MODEL names.",
        '404, model "stand-in" not found, try pulling it first',
    ),
    "address": (
        lambda: Response("404 page not found", 404),
        "There is no chat API at LLM_BASE_URL: it ends in /v1",
        "404, 404 page not found",
    ),
    "page": (
        lambda: Response("<html>Welcome</html>", content_type="text/html"),
        "There is no chat API at LLM_BASE_URL",
        "<html>Welcome</html>",
    ),
    "key": (
        lambda: refusal(401, "Invalid key"),
        "The server does not accept LLM_API_KEY.",
        "401, Invalid key",
    ),
    "nothing said": (
        lambda: Response("", 403),
        "The server does not accept LLM_API_KEY.",
        "403, without a word",
    ),
    "redirect": (
        lambda: Response("", 302, headers={"Location": "https://login.example/?next=x"}),
        "set LLM_BASE_URL to that address",
        "302, sends its callers to https://login.example/",
    ),
    "quota": (
        lambda: refusal(429, "You exceeded your current quota"),
        "The server's limit or the account's credit is used up.",
        "429, You exceeded your current quota",
    ),
    "packed": (
        lambda: Response(
            gzip.compress(b'{"error": {"message": "No such key"}}'),
            401,
            headers={"Content-Encoding": "gzip"},
        ),
        "The server does not accept LLM_API_KEY.",
        "401, No such key",
    ),
    "thinking": (
        lambda: cut(reasoning_content="Hm"),
        "The model thinks for longer than it is given",
        "its tokens went to thinking: Hm",
    ),
    "nonsense": (
        lambda: answer("Bonjour !"),
        "The model does not answer in the form it is told",
        "answered Bonjour !",
    ),
    "refusal": (
        lambda: refusal(400, "filtered due to content management policy"),
        "The model declined to answer (refused)",
        "400, filtered due to",
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_has_a_remedy_and_the_words_of_the_server(odd_model, name):
    respond, remedy, words = FAILURES[name]
    odd_model.serve(lambda body, _: respond())
    output, failure = check()
    assert failure is not None
    assert remedy in failure
    assert words in output


def test_no_model_is_configured(settings):
    settings.LLM_API_KEY = None
    _, failure = check()
    assert failure == "No model is configured: set LLM_API_KEY, for instance in .env."


def test_a_server_that_is_too_slow(odd_model, settings):
    def handle(body, _):
        time.sleep(1)
        return answer()

    odd_model.serve(handle)
    settings.LLM_TIMEOUT = 0.3
    output, failure = check()
    assert "no answer in time" in output
    assert failure == (
        "No answer in time (timeout). Raise LLM_TIMEOUT (at most 60 seconds), or choose a faster "
        "model."
    )


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("LLM_BASE_URL", "http://127.0.0.1:1/v1", "Nothing answers at LLM_BASE_URL"),
        ("LLM_BASE_URL", "http://", ""),
        ("LLM_BASE_URL", "http://[::1", "There is no chat API at LLM_BASE_URL"),
        ("LLM_API_KEY", "schlüssel", "LLM_API_KEY has characters that cannot be sent"),
        ("LLM_API_KEY", "key\n1", "LLM_API_KEY has characters that cannot be sent"),
    ],
)
def test_a_setting_that_cannot_be_used(odd_model, settings, name, value, remedy):
    odd_model.serve(lambda body, _: answer())
    setattr(settings, name, value)
    output, failure = check()
    assert failure is not None
    assert remedy in failure
    assert "schlüssel" not in output


@pytest.mark.parametrize("proxy", ["socks4://u:hunter2@127.0.0.1:1", "http://u:hunter2@[::1"])
def test_a_proxy_that_cannot_be_used(odd_model, settings, monkeypatch, proxy):
    odd_model.serve(lambda body, _: answer())
    settings.LLM_BASE_URL = "http://model.invalid/v1"
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", proxy)
    output, failure = check()
    assert failure is not None
    assert "The proxy that HTTPS_PROXY" in failure
    assert "hunter2" not in output + failure


ECHOES = {
    "whole": lambda key: f"Incorrect API key provided: {key}.",
    "header": lambda key: f"Got header Authorization: Bearer {key}",
    "upper case": lambda key: f"Unknown key {key.upper()}",
    "in parts": lambda key: f"Keys begin with {key[:12]} and end with {key[-10:]}",
    "masked": lambda key: f"Incorrect API key provided: {key[:7]}*****************{key[-4:]}",
    "in a page": lambda key: f"<html><body>Forbidden: token={key}&amp;x=1</body></html>",
    "in JSON": lambda key: '{"headers": {"authorization": "Bearer ' + key + '"}}',
    "after much else": lambda key: "x " * 3_990 + key,
    "cut in half": lambda key: "x" * 395 + key,
    "with hidden characters": lambda key: "\u200b".join(key),
}


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize(
    ("key", "status"),
    [(KEY, 200), (LONG_KEY, 401), ("ollama", 404), ("k/+=ey12345678", 401), (LONG_KEY, 400)],
)
def test_the_key_is_never_shown(odd_model, settings, echo, key, status):
    said = ECHOES[echo](key)

    def handle(body, _):
        if status == 200:
            return answer(said)
        return Response(said, status) if "page" in echo else refusal(status, said)

    odd_model.serve(handle)
    settings.LLM_API_KEY = key
    output, failure = check()
    shown = (output + (failure or "")).replace("\u200b", "").casefold()
    assert key.casefold() not in shown
    if len(key) > 8:
        pieces = {key[start : start + 8].casefold() for start in range(len(key) - 7)}
        assert not [piece for piece in pieces if piece in shown]


def test_secrets_in_the_address_are_not_shown(odd_model, settings):
    def handle(body, request):
        return refusal(403, f"{request.url} {request.headers}")

    odd_model.serve(handle)
    port = odd_model.server.port
    settings.LLM_BASE_URL = (
        f"http://operator:hunter2hunter2@127.0.0.1:{port}/v1?api-version=7&code=c0de/123+4"
    )
    output, failure = check()
    shown = output + (failure or "")
    basic = base64.b64encode(b"operator:hunter2hunter2").decode()
    for secret in ("hunter2hunter2", "c0de/123", "c0de%2F123", basic, KEY):
        assert secret not in shown
    assert "api-version=7" in output


def test_words_without_end_are_cut_and_harmless(odd_model):
    odd_model.serve(lambda body, _: refusal(401, "\x1b[31mred\r\n" + "word " * 50_000))
    output, _ = check()
    assert "\x1b" not in output
    assert max(len(line) for line in output.splitlines()) < 500


def test_a_database_that_is_away_is_no_hindrance(odd_model, monkeypatch):
    odd_model.serve(lambda body, _: answer())

    def fail(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(caches["shared"], "set", fail)
    monkeypatch.setattr(llm_service, "remember_features", fail)
    output, failure = check()
    assert failure is None
    assert "The model answers" in output
