"""A NUL, half a character or another oddity in an address or a cookie is no error of ours."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db

ODD = ("%00", "a%00b", "%ED%A0%BD", "%ff", "%C2%92", "%1b%5b31m", "%E2%80%AE")


@pytest.fixture
def admin():
    user = User.objects.create_user("admin", "admin@example.com", is_staff=True, is_superuser=True)
    client = Client(raise_request_exception=False)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "address",
    [
        "/api/tickets/?search={}",
        "/api/tickets/?requester={}",
        "/api/tickets/?cursor={}",
        "/api/tickets/?ordering={}",
        "/api/tickets/?status={}",
        "/api/tickets/?created_within={}",
        "/api/tickets/?page_size={}",
        "/api/tickets/?{}=a",
        "/api/tickets/counts/?search={}",
        "/api/tickets/stats/?period={}",
        "/api/tickets/{}/",
        "/api/tickets/1/history/?cursor={}",
        "/api/requests/{}/",
        "/api/sessions/{}/",
        "/api/tokens/{}/",
        "/api/audit-events/?actor={}",
        "/api/audit-events/?action={}",
        "/api/audit-events/?since={}",
        "/api/audit-events/?cursor={}",
        "/admin/tickets/ticket/?q={}",
        "/admin/tickets/ticket/?status__exact={}",
        "/admin/tickets/ticket/?category={}",
        "/admin/tickets/ticket/?created_at__gte={}",
        "/admin/tickets/ticket/?o={}",
        "/admin/tickets/ticket/?p={}",
        "/admin/tickets/ticket/{}/change/",
        "/admin/auth/user/?q={}",
        "/admin/auth/user/?email={}",
        "/admin/accounts/apitoken/?name={}",
        "/admin/auth/user/{}/change/",
        "/admin/accounts/apitoken/?q={}",
        "/admin/accounts/apitoken/{}/change/",
        "/admin/login/?next={}",
        "/_allauth/browser/v1/auth/password/reset?{}",
        "/{}",
    ],
)
def test_in_an_address(admin, address, odd):
    assert admin.get(address.format(odd)).status_code < 500


@pytest.mark.parametrize(
    "value", ['"\\000aaaaaaaaaaaaaaaa"', "\ud83daaaaaaaaaaaa", "a" * 5_000, '"\\377\\000"']
)
@pytest.mark.parametrize(
    "name",
    [
        settings.SESSION_COOKIE_NAME,
        settings.DEVICE_COOKIE_NAME,
        "csrftoken",
        "messages",
    ],
)
def test_in_a_cookie(value, name):
    client = Client(raise_request_exception=False)
    cookie = f"{name}={value}".encode("utf-8", "surrogatepass").decode("latin-1")
    for address in ("/api/tickets/", "/api/account/", "/admin/", "/api/config/"):
        assert client.get(address, HTTP_COOKIE=cookie).status_code < 500
    answer = client.post("/api/tickets/", {}, content_type="application/json", HTTP_COOKIE=cookie)
    assert answer.status_code < 500
    answer = client.post(
        "/_allauth/browser/v1/auth/login",
        {"email": "a\0@example.com", "password": "a\0b"},
        content_type="application/json",
        HTTP_COOKIE=cookie,
    )
    assert answer.status_code < 500
