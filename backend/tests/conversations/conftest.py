"""Fixtures of tests about conversations."""

import pytest
from rest_framework.throttling import SimpleRateThrottle


@pytest.fixture
def unthrottled(monkeypatch):
    rates = {**SimpleRateThrottle.THROTTLE_RATES, "answer": None}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
