"""The CSRF cookie and refused tokens."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from rest_framework.test import APIClient

from core.http import csrf_refusals

URL = "/api/csrf/"
REFUSED = {"detail": "The CSRF token is missing or wrong.", "code": "csrf_failed"}
NO_COOKIE = {"detail": csrf_refusals.NO_COOKIE, "code": "csrf_failed"}
SIGN_IN = "/api/auth/browser/v1/auth/login"


@pytest.fixture
def browser():
    return APIClient(enforce_csrf_checks=True)


@pytest.mark.django_db
def test_the_cookie_has_an_address_that_nobody_caches(browser, settings):
    settings.OPEN_ACCESS = False
    answer = browser.get(URL)
    assert answer.json() == {"csrf_cookie": settings.CSRF_COOKIE_NAME}
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.cookies[settings.CSRF_COOKIE_NAME].value
    assert not answer.cookies[settings.CSRF_COOKIE_NAME]["httponly"]


@pytest.mark.django_db
def test_asking_costs_the_database_nothing(browser, django_assert_num_queries):
    with django_assert_num_queries(0):
        for _ in range(3):
            assert (
                APIClient(HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}=none").get(URL).status_code
                == 200
            )
    assert not Session.objects.exists()


def test_a_token_of_nobody_is_replaced(browser):
    browser.cookies[settings.CSRF_COOKIE_NAME] = "not\ta token"
    assert browser.get(URL).cookies[settings.CSRF_COOKIE_NAME].value.isalnum()


def post(browser, path, token):
    return browser.post(path, {"name": "x"}, format="json", HTTP_X_CSRFTOKEN=token)


@pytest.mark.django_db
@pytest.mark.parametrize("path", [SIGN_IN, "/api/tokens/", "/api/tickets/bulk/", "/api/tickets/"])
@pytest.mark.parametrize("cookie", [None, "b" * 32])
def test_a_refused_token_is_recognisable_and_a_new_one_will_do(browser, path, cookie, settings):
    settings.OPEN_ACCESS = False
    user = User.objects.create_user("agent", "agent@example.com", is_staff=True)
    browser.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    if cookie:
        browser.cookies[settings.CSRF_COOKIE_NAME] = cookie
    for token in ("", "a" * 32, "x"):
        refused = post(browser, path, token)
        assert (refused.status_code, refused.json()) == (403, REFUSED if cookie else NO_COOKIE)
    token = browser.get(URL).cookies[settings.CSRF_COOKIE_NAME].value
    assert post(browser, path, token).status_code != 403


@pytest.mark.django_db
def test_other_refusals_have_no_such_code(browser, settings):
    settings.OPEN_ACCESS = False
    browser.force_login(User.objects.create_user("user"))
    assert "code" not in browser.get("/api/tickets/").json()


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["[::::]", "[1:2:3:4:5:6:7:8:9]", "[::1]", "HELP.example.com"])
@pytest.mark.parametrize("path", [SIGN_IN, "/admin/login/"])
def test_a_name_that_no_browser_could_ask_for_is_refused_in_words(browser, path, host, settings):
    settings.ALLOWED_HOSTS = ["*"]
    browser.get(URL)
    refused = browser.post(path, {}, HTTP_HOST=host, HTTP_ORIGIN="http://other.example.com")
    assert refused.status_code == 403
    told = refused.content.decode()
    named = (
        host.lower() if csrf_refusals.is_address(f"http://{host.lower()}") else "an unknown host"
    )
    assert f"to the server this address is {named}" in told.replace("http://", "")
