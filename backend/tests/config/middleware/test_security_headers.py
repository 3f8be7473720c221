"""Security headers; `test_sent_headers.py` asks real servers."""

import hashlib
from base64 import b64encode

import pytest
from django.http import HttpResponse, HttpResponseNotModified
from django.test import Client, RequestFactory

from config.middleware.security_headers import (
    DENY_ALL,
    FIXED_HEADERS,
    HEADER,
    add_security_headers,
    to_header_value,
)
from config.static_files import script_hashes


def answer(response, path="/"):
    return add_security_headers(lambda request: response)(RequestFactory().get(path))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/config/", "/api/nothing/", "/api/docs/", "/healthz"])
def test_every_answer_has_them(path):
    headers = Client().get(path).headers
    for name, value in FIXED_HEADERS.items():
        assert headers[name] == value
    assert headers[HEADER]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_data_may_do_nothing():
    assert answer(HttpResponse("{}", "application/json")).headers[HEADER] == to_header_value(
        DENY_ALL
    )


def test_a_view_may_have_a_policy_of_its_own():
    own = HttpResponse("", headers={HEADER: "default-src 'none'"})
    assert answer(own).headers[HEADER] == "default-src 'none'"


def test_the_scripts_of_the_page_are_named_on_the_page_alone(tmp_path, settings):
    script = "\n  let ö = '<b>';\n"
    page = f"<html><script>{script}</script><script src='/a.js'></script><script>2</script></html>"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    settings.WHITENOISE_ROOT = tmp_path
    settings.SIGN_IN_ORIGINS = ["https://login.example.com"]

    hashes = script_hashes(tmp_path / "index.html")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert hashes[0] == f"'sha256-{digest}'"
    assert len(hashes) == 2
    policy = answer(HttpResponse("")).headers[HEADER]
    assert f"script-src 'self' {' '.join(hashes)};" in policy
    assert "form-action 'self' https://login.example.com" in policy
    elsewhere = answer(HttpResponse(""), "/admin/").headers[HEADER]
    assert "sha256" not in elsewhere
    assert "login.example.com" not in elsewhere


def test_a_page_that_is_unchanged_keeps_its_policy():
    interface = answer(HttpResponse("")).headers[HEADER]
    assert answer(HttpResponseNotModified()).headers[HEADER] == interface
    for path in ("/api/docs/", "/api/tickets/", "/icon.svg"):
        assert HEADER not in answer(HttpResponseNotModified(), path).headers


def test_explanations_of_errors_are_readable_in_development(settings):
    settings.DEBUG = True
    assert HEADER not in answer(HttpResponse("", status=500)).headers
    settings.DEBUG = False
    assert HEADER in answer(HttpResponse("", status=500)).headers


def test_the_docs_hold_no_script_or_style_of_their_own():
    page = Client().get("/api/docs/").content.decode()
    assert "<style" not in page
    assert all(" src=" in tag for tag in page.split("<script")[1:])
    script = Client().get("/api/docs/?script=")
    assert script.headers["Content-Type"] == "application/javascript"
    assert b"SwaggerUIBundle(" in script.content
