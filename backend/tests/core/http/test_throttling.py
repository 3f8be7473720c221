"""Requests are counted and limited, by the example of `POST /api/tickets/classify/`."""

import pytest
from django.db import OperationalError
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

from core.http import throttling
from core.models import ThrottleCount
from tests.support.classify import TEXT, URL

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]


@pytest.fixture
def noon(monkeypatch):
    """Stop the clock of the throttles, or a minute could end within a test."""
    monkeypatch.setattr("core.http.throttling.time.time", lambda: 1_800_000_001)


@pytest.mark.parametrize(
    ("one", "everyone", "addresses"),
    [("2/min", "9/min", ["10.0.0.1"] * 3), ("9/min", "2/min", ["10.0.0.1", "10.0.0.2", "::1"])],
)
def test_too_many_are_slowed_down(api, settings, monkeypatch, noon, one, everyone, addresses):
    settings.LLM_API_KEY = None
    rates = {"classify": one, "classify_all": everyone}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    responses = [api.post(URL, {"description": TEXT}, REMOTE_ADDR=address) for address in addresses]
    assert [response.status_code for response in responses] == [200, 200, 429]
    assert int(responses[-1]["Retry-After"]) > 0


def test_nobody_uses_up_what_is_there_for_all(api, settings, monkeypatch, noon):
    settings.LLM_API_KEY = None
    rates = {"classify": "2/min", "classify_all": "3/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    codes = [
        api.post(URL, {"description": TEXT}, REMOTE_ADDR=address).status_code
        for address in ["10.0.0.1"] * 9 + ["10.0.0.2"]
    ]
    assert codes == [200, 200, *[429] * 7, 200]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8::1", "2001:db8::2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("10.0.0.1", "10.0.0.2", False),
        ("x" * 5_000, "y", True),
    ],
)
def test_who_counts_as_one(api, settings, monkeypatch, noon, one, other, is_same):
    settings.LLM_API_KEY = None
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)
    rates = {"classify": "1/min", "classify_all": "9/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    codes = [
        api.post(URL, {"description": TEXT}, headers={"X-Forwarded-For": address}).status_code
        for address in (one, other)
    ]
    assert codes == [200, 429 if is_same else 200]


def test_who_cannot_be_counted_is_let_pass(api, settings, monkeypatch):
    def fail(*args):
        raise OperationalError

    settings.LLM_API_KEY = None
    monkeypatch.setattr(throttling, "increment_count", fail)
    assert api.post(URL, {"description": TEXT}).status_code == 200


def test_old_counts_are_forgotten(db):
    throttling.increment_count("old", 0)
    throttling.increment_count("new", 10_000)
    throttling.delete_expired_counts(10_060)
    assert [row.key for row in ThrottleCount.objects.all()] == ["new"]
