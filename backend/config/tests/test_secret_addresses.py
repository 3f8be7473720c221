"""What is secret in an address stays out of the logs."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from gunicorn.config import Config

from config.gunicorn_log import LoggerWithoutSecrets
from config.secret_addresses import HideSecrets, hide

TOKEN = "jYb0Zr-secret_token"


@pytest.mark.parametrize(
    "address",
    [
        f"/api/requests/{TOKEN}/",
        f"/api/requests/{TOKEN}",
        f"/?request={TOKEN}",
        f"/?tab=submit&request={TOKEN}&x=1",
        f"https://help.example.com/?reset={TOKEN}#top",
        f"/?invite={TOKEN}",
    ],
)
def test_it_is_left_out_and_the_rest_stays(address):
    hidden = hide(f'"GET {address} HTTP/1.1" 404')
    assert TOKEN not in hidden
    assert hidden == f'"GET {address.replace(TOKEN, "…")} HTTP/1.1" 404'


@pytest.mark.parametrize("address", ["/api/tickets/1/", "/?search=request", "/api/requests/"])
def test_other_addresses_are_written_as_they_are(address):
    assert hide(address) == address


def test_what_the_product_logs_goes_through_it():
    logging_settings: Any = settings.LOGGING
    assert logging_settings["handlers"]["console"]["filters"] == ["hide_secrets"]
    for name in ("django", "django.server"):
        assert logging_settings["loggers"][name]["handlers"] == []


@pytest.mark.django_db
def test_a_refused_link_is_logged_without_its_token(client, caplog):
    caplog.handler.addFilter(HideSecrets())
    client.get(f"/api/requests/{TOKEN}/")
    assert "/api/requests/…/" in caplog.text
    assert TOKEN not in caplog.text


def test_gunicorn_logs_requests_without_it(capfd):
    config = Config()
    config.set("accesslog", "-")
    logger = LoggerWithoutSecrets(config)
    try:
        environ = {
            "REQUEST_METHOD": "GET",
            "RAW_URI": f"/api/requests/{TOKEN}/",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_REFERER": f"https://help.example.com/?request={TOKEN}",
        }
        response = SimpleNamespace(status="200 OK", sent=1, headers=[])
        elapsed = SimpleNamespace(seconds=0, microseconds=1)
        logger.access(response, SimpleNamespace(headers=[]), environ, elapsed)
    finally:
        for name in ("gunicorn.access", "gunicorn.error"):
            logging.getLogger(name).handlers.clear()
    written = "".join(capfd.readouterr())
    assert '"GET /api/requests/…/ HTTP/1.1" 200' in written
    assert TOKEN not in written
