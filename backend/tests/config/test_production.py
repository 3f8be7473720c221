"""Requirements of a start with DEBUG=False, and errors that reveal nothing."""

import re
import subprocess
import sys

import pytest
import serve
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.environment import read_environment
from config.secret_key import DEVELOPMENT_KEY, PUBLIC_KEYS
from tests.support.serving import manage, production_environment

DATABASE = {"DATABASE_URL": "sqlite:///unused.sqlite3"}
PASSABLE = "a long text that nobody else has, 0123456789 abcdefghijklm"


def published_keys():
    """Return all values of DJANGO_SECRET_KEY in the project's own files."""
    keys = {DEVELOPMENT_KEY}
    for name in (".env.example", "docker-compose.yml", "backend/Dockerfile"):
        text = (settings.PROJECT_DIR / name).read_text()
        keys.update(re.findall(r"DJANGO_SECRET_KEY:-([^}\s]+)\}", text))
        keys.update(re.findall(r"^\W*DJANGO_SECRET_KEY[=:] ?([^\s${\"']+)$", text, re.MULTILINE))
    return keys


def test_check_deploy_finds_nothing():
    result = manage(
        "check --deploy --fail-level WARNING",
        production_environment(**DATABASE, PUBLIC_URL="https://help.example.com"),
    )
    assert result.returncode == 0, result.stderr
    assert "no issues" in result.stdout
    assert "WARNING" not in result.stderr


def test_check_deploy_warns_without_an_address_for_links():
    result = manage(
        "check --deploy --fail-level WARNING",
        production_environment(**DATABASE, ALLOWED_HOSTS="help.example.com"),
    )
    assert result.returncode != 0
    assert "accounts.W001" in result.stderr
    assert "PUBLIC_URL" in result.stderr


@pytest.mark.parametrize("hosts", ["", "*"])
def test_gunicorn_does_not_start_without_an_address(hosts):
    words = failed_start_output(ALLOWED_HOSTS=hosts)
    assert "set PUBLIC_URL to the address that people open" in words
    assert "Traceback" not in words


def test_the_published_keys_are_known():
    assert published_keys() == set(PUBLIC_KEYS)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        *((key, "published") for key in PUBLIC_KEYS),
        *((f" {key}\n", "published") for key in PUBLIC_KEYS),
        ("django-insecure-" + "abcdefgh" * 8, "published"),
        ("changeme", "fewer than 50 characters"),
        ("swordfish", "fewer than 50 characters"),
        ("0123456789" * 4 + "abcdefghi", "fewer than 50 characters"),
        ("abcd" * 20, "repeats"),
    ],
)
def test_a_key_that_others_know_or_guess_is_refused(monkeypatch, key, reason):
    for name, value in production_environment(**DATABASE, DJANGO_SECRET_KEY=key).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=reason) as error:
        read_environment()
    assert "set DJANGO_SECRET_KEY to a text of your own" in str(error.value)
    assert key.strip() not in str(error.value)


def test_development_takes_any_key(monkeypatch):
    for name, value in production_environment(DEBUG="True", DJANGO_SECRET_KEY="changeme").items():
        monkeypatch.setenv(name, value)
    assert read_environment().debug


@pytest.mark.parametrize("command", ["check", "migrate"])
def test_a_refused_start_says_why(command):
    result = manage(command, production_environment(**DATABASE, DJANGO_SECRET_KEY="changeme"))
    assert result.returncode != 0
    assert "set DJANGO_SECRET_KEY to a text of your own" in result.stderr


def failed_start_output(**values):
    """Return gunicorn's output when it cannot serve and ends."""
    result = subprocess.run(
        serve.gunicorn("127.0.0.1", 0),
        cwd=settings.BASE_DIR,
        env=production_environment(**DATABASE, **values),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode != 0
    return result.stderr


def test_gunicorn_refuses_in_a_line():
    words = failed_start_output(DJANGO_SECRET_KEY="changeme")
    assert "set DJANGO_SECRET_KEY to a text of your own" in words
    assert "Traceback" not in words


def test_gunicorns_workers_load_what_answers_before_anybody_asks():
    """An import error ends the workers, instead of the first request."""
    words = failed_start_output(
        DJANGO_SETTINGS_MODULE="tests.support.served_settings",
        TESTED_URLS="tests.no_such_urls",
    )
    assert "no_such_urls" in words


def settings_with(*names, **values):
    code = f"from django.conf import settings; print(*[getattr(settings, n) for n in {names}])"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env=production_environment(
            **{**DATABASE, "DJANGO_SETTINGS_MODULE": "config.settings", **values}
        ),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return result.stdout.split()


def test_nothing_else_turns_debug_on():
    values = {"OPEN_ACCESS": "True", "LOG_LEVEL": "DEBUG", "HTTPS_ONLY": "False"}
    assert settings_with("DEBUG", **values) == ["False"]


COOKIES = (
    "SESSION_COOKIE_NAME",
    "CSRF_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_SECURE",
    "CSRF_COOKIE_SAMESITE",
    "SESSION_COOKIE_PATH",
    "CSRF_COOKIE_PATH",
)


def test_cookies_are_guarded():
    session, csrf, *rest = settings_with(*COOKIES)
    assert re.fullmatch("__Host-sessionid_[0-9a-f]{8}", session)
    assert re.fullmatch("__Host-csrftoken_[0-9a-f]{8}", csrf)
    assert rest == ["True", "True", "Lax", "True", "Lax", "/", "/"]


def test_without_https_cookies_still_work():
    session, csrf, *rest = settings_with(*COOKIES, HTTPS_ONLY="False")
    assert re.fullmatch("sessionid_[0-9a-f]{8}", session)
    assert re.fullmatch("csrftoken_[0-9a-f]{8}", csrf)
    assert rest == ["False", "True", "Lax", "False", "Lax", "/", "/"]


def test_a_proxy_is_believed_only_where_there_is_one():
    assert settings_with("SECURE_PROXY_SSL_HEADER", NUM_PROXIES="0") == ["None"]
    assert settings_with("SECURE_PROXY_SSL_HEADER", NUM_PROXIES="1") != ["None"]


@pytest.mark.own_database
@pytest.mark.xdist_group("servers")
def test_errors_tell_strangers_nothing(leaky_views):
    word = "wallaby"
    for path in (f"/fail/?secret={word}", f"/api/failing/?secret={word}"):
        answer = leaky_views.ask(path)
        assert answer.status == 500
        text = answer.body.decode()
        for leak in (word, "Error:", "Traceback", "leaky_views", "/fail", "django", "sqlite"):
            assert leak not in text, f"{leak} is in {text}"
    refused = leaky_views.ask(f"/suspicious/?secret={word}")
    assert refused.status == 400
    assert word not in refused.body.decode()
    missing = leaky_views.ask("/nothing-of-ours/")
    assert missing.status == 404
    assert "nothing-of-ours" not in missing.body.decode()
