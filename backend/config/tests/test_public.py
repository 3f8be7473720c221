"""`GET /api/config/`."""

import pytest

URL = "/api/config/"


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize(("key", "suggestions"), [(None, False), ("sk-secret", True)])
def test_everybody_may_know_how_it_is_set_up(api, settings, is_open, key, suggestions):
    settings.OPEN_ACCESS = is_open
    settings.LLM_API_KEY = key
    response = api.get(URL)
    assert response.status_code == 200
    assert response.json() == {"open_access": is_open, "suggestions": suggestions}


def test_a_browser_keeps_it_for_a_minute_and_nobody_else_does(api):
    response = api.get(URL)
    assert response.headers["Cache-Control"] == "private, max-age=60"
    assert api.get(URL, HTTP_IF_NONE_MATCH=response.headers["ETag"]).status_code == 304


def test_it_can_only_be_read(api):
    assert api.post(URL, {"open_access": True}).status_code == 405
