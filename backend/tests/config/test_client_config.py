"""`GET /api/config/`."""

import pytest

from config.environment import openid_connect_apps, read_environment

URL = "/api/config/"


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize(("key", "suggestions"), [(None, False), ("sk-secret", True)])
def test_everybody_may_know_how_it_is_set_up(api, settings, is_open, key, suggestions):
    settings.OPEN_ACCESS = is_open
    settings.LLM_API_KEY = key
    response = api.get(URL)
    assert response.status_code == 200
    assert response.json() == {
        "open_access": is_open,
        "suggestions": suggestions,
        "team_time_zone": "UTC",
        "sign_in": {"passkeys": True, "providers": []},
        "bin_days": settings.BIN_DAYS,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
    }


def test_it_names_the_teams_time_zone(api, settings):
    settings.TEAM_TIME_ZONE = "Asia/Kathmandu"
    assert api.get(URL).json()["team_time_zone"] == "Asia/Kathmandu"


def test_it_names_the_other_way_to_sign_in_and_gives_no_secret_away(api, settings, monkeypatch):
    for name, value in {
        "SERVER_URL": "https://id.example.com",
        "CLIENT_ID": "ticketflow",
        "CLIENT_SECRET": "hush",
        "NAME": "Example account",
    }.items():
        monkeypatch.setenv(f"OIDC_{name}", value)
    apps = openid_connect_apps(read_environment())
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    response = api.get(URL)
    assert response.json()["sign_in"]["providers"] == [{"id": "oidc", "name": "Example account"}]
    assert b"hush" not in response.content


def test_a_browser_keeps_it_for_a_minute_and_nobody_else_does(api):
    response = api.get(URL)
    assert response.headers["Cache-Control"] == "private, max-age=60"
    assert not response.cookies
    assert api.get(URL, HTTP_IF_NONE_MATCH=response.headers["ETag"]).status_code == 304


def test_it_can_only_be_read(api):
    assert api.post(URL, {"open_access": True}).status_code == 405
