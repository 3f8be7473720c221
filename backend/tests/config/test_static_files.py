"""Serving of the built single-page app."""

import pytest
from django.test import Client
from whitenoise.middleware import WhiteNoiseMiddleware

from config.static_files import is_immutable


@pytest.fixture
def served(tmp_path, settings):
    """A client of an app whose interface is a page and one hashed asset."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>TicketFlow</title>")
    (tmp_path / "assets" / "index-BxK3_a9d.js").write_text("1")
    (tmp_path / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.WHITENOISE_ROOT = tmp_path
    return Client()


def test_the_page_is_asked_for_each_time(served):
    response = served.get("/?tab=tickets")
    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"<!doctype html>")
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["X-Frame-Options"] == "DENY"


def test_hashed_assets_are_kept_for_long(served):
    response = served.get("/assets/index-BxK3_a9d.js")
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]
    assert "max-age=315360000" in response.headers["Cache-Control"]


def test_other_files_are_kept_shortly(served):
    assert "immutable" not in served.get("/favicon.svg").headers["Cache-Control"]


def test_without_a_build_the_front_page_says_where_things_are(settings):
    settings.WHITENOISE_ROOT = None
    response = Client().get("/")
    assert response.status_code == 200
    assert "/api/docs/" in response.content.decode()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/assets/index-BxK3_a9d.js", True),
        ("/assets/inter-latin-DiVDrmQJ.woff2", True),
        ("/static/admin/css/base.0123456789ab.css", True),
        ("/static/admin/css/base.css", False),
        ("/index.html", False),
        ("/favicon.svg", False),
    ],
)
def test_what_may_be_kept_for_ever(url, expected):
    assert is_immutable("", url) is expected


def test_the_middleware_is_in_front_of_everything_but_security(settings):
    name = f"{WhiteNoiseMiddleware.__module__}.{WhiteNoiseMiddleware.__name__}"
    assert settings.MIDDLEWARE[: settings.MIDDLEWARE.index(name)] == [
        "config.middleware.security_headers.add_security_headers",
        "config.middleware.installation.report_requests",
        "config.middleware.hosts.check_port",
        "config.middleware.hosts.check_scheme",
        "django.middleware.security.SecurityMiddleware",
    ]
