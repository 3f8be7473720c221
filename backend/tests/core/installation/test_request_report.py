"""The report on a request: for whoever has a token, once and for a minute."""

import time

import pytest
from django.test import Client

from core.installation import request_report
from core.installation.request_report import HEADER, PATH, make_token

pytestmark = pytest.mark.django_db


def ask(token="", method="get", **options):
    return getattr(Client(), method)(PATH, headers={HEADER: token}, **options)


def test_it_says_what_has_arrived():
    answer = ask(make_token(), HTTP_HOST="testserver")
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    seen = answer.json()
    assert (seen["method"], seen["scheme"], seen["host"]) == ("GET", "http", "testserver")


def test_a_wrong_host_is_told_instead_of_refused(settings):
    settings.ALLOWED_HOSTS = ["help.example.com"]
    assert ask(make_token()).json()["host_allowed"] is False
    assert ask().status_code == 400


def test_a_closed_installation_reports_too(settings):
    settings.OPEN_ACCESS = False
    settings.SECURE_SSL_REDIRECT = True
    assert ask(make_token()).status_code == 200


def unknown(method="get"):
    answer = getattr(Client(), method)("/api/no-such-address/")
    return answer.status_code, answer.content


@pytest.mark.parametrize("method", ["get", "post", "delete"])
@pytest.mark.parametrize("kind", ["none", "garbage", "long", "used", "old", "other key"])
def test_without_a_good_token_there_is_no_such_address(kind, method, settings, monkeypatch):
    token = {"none": "", "garbage": "a:b:c", "long": "x" * 100_000}.get(kind, "")
    if kind in ("used", "old", "other key"):
        token = make_token()
    if kind == "used":
        assert ask(token).status_code == 200
    if kind == "old":
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + request_report.MAX_AGE_SECONDS + 5)
    if kind == "other key":
        settings.SECRET_KEY = "another"
    answer = ask(token, method)
    assert (answer.status_code, answer.content) == unknown(method)


def test_no_secret_of_the_request_is_repeated():
    headers = {
        HEADER: make_token(),
        "Authorization": "Bearer secret-word",
        "Cookie": "a=secret-word",
    }
    answer = Client().get(PATH, headers=headers)
    assert answer.json()["authorization"] == "Bearer"
    assert b"secret-word" not in answer.content
