"""Answers for failures of an identity provider, and a pause after one that is away."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.cache import caches
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import get_script_prefix
from django.utils.http import urlencode

logger = logging.getLogger(__name__)

# For so long, nobody is made to wait for a provider that was away.
PAUSE_SECONDS = 10
PAUSE_KEY = "identity_provider:pause"

# Codes, which the interface puts into words.
UNAVAILABLE = "provider_unavailable"
FAILED = "provider_failed"
TOO_MANY = "too_many"
DETAILS = {
    UNAVAILABLE: "The identity provider does not answer. Try again in a minute.",
    FAILED: "The identity provider's answer could not be used. Please tell an admin.",
    TOO_MANY: "Too many tries. Try again in a minute.",
}


def answer_failure(
    request: HttpRequest, code: str, retry_after: int = PAUSE_SECONDS
) -> HttpResponse:
    """Lead a browser back to the interface, which has a sentence for the code; tell others."""
    if "text/html" in request.headers.get("Accept", ""):
        query = urlencode({"tab": "tickets", "error": code, "error_process": "login"})
        return HttpResponseRedirect(f"{get_script_prefix()}?{query}")
    is_ours = code == TOO_MANY
    return JsonResponse(
        {"detail": DETAILS[code], "code": code},
        status=HTTPStatus.TOO_MANY_REQUESTS if is_ours else HTTPStatus.SERVICE_UNAVAILABLE,
        headers={"Retry-After": str(retry_after)},
    )


def is_paused() -> bool:
    return bool(caches["shared"].get(PAUSE_KEY))


def pause() -> None:
    caches["shared"].set(PAUSE_KEY, True, PAUSE_SECONDS)


@contextmanager
def answering_failures(request: HttpRequest) -> Iterator[None]:
    """Turn whatever a provider does wrong into an answer.

    It can send what neither the library nor this code has foreseen. What it sent is not logged.
    """
    try:
        yield
    except (ImmediateHttpResponse, Error):
        raise
    except (requests.ConnectionError, requests.Timeout) as error:
        # Nobody but the provider can cause these, so that nobody else can cause a pause.
        pause()
        logger.warning("The identity provider is away: %s", type(error).__name__)
        raise ImmediateHttpResponse(answer_failure(request, UNAVAILABLE)) from error
    except Exception as error:
        logger.warning("The identity provider's answer is no good: %s", type(error).__name__)
        raise ImmediateHttpResponse(answer_failure(request, FAILED)) from error
