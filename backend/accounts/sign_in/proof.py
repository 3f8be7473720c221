"""Proof again of who is signed in, before what would outlast a stolen session."""

import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    did_recently_reauthenticate,
    get_reauthentication_flows,
)
from allauth.headless.base.response import ReauthenticationResponse
from allauth.headless.constants import Client
from allauth.headless.internal.decorators import mark_request_as_headless
from django.http import HttpRequest, HttpResponse


def has_recent_proof(request: HttpRequest) -> bool:
    """Return whether who is signed in has confirmed it within the library's time.

    Agents with neither a password nor a second factor sign in at their company's provider: for
    them a recent sign-in counts, as nothing else can be asked for.
    """
    if did_recently_reauthenticate(request):
        return True
    return not get_reauthentication_flows(request.user) and has_recent_sign_in(request)


def has_recent_sign_in(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def ask_for_proof(request: HttpRequest) -> HttpResponse:
    """Return the library's own answer, with the ways to prove it."""
    mark_request_as_headless(request, Client.BROWSER)
    response: HttpResponse = ReauthenticationResponse(request)
    return response
