"""Helpers for tests of `POST /api/tickets/classify/`."""

import logging

from tests.support.model import KEY
from tickets import llm_service

URL = "/api/tickets/classify/"
TEXT = "My card was charged twice, please refund."


def suggestion_of(response):
    assert response.status_code == 200
    answer = response.json()
    return answer["suggested_category"], answer["suggested_priority"]


def assert_no_suggestion(response, caplog, cause):
    assert response.status_code == 200
    assert response.json() == {
        "suggested_category": None,
        "suggested_priority": None,
        "error": llm_service.UNAVAILABLE,
    }
    [record] = [record for record in caplog.records if record.name == llm_service.__name__]
    assert record.levelno == logging.WARNING
    assert record.getMessage().startswith(f"Classification failed: {cause}")
    for secret in (KEY, TEXT, "charged twice"):
        assert secret not in caplog.text
