"""Mail servers that refuse, hang, drip and lie."""

import socket
import time

import pytest
from django.core.mail import EmailMessage

from core import smtp
from tests.support.mail_server import mail_server

MESSAGE = EmailMessage("Subject", "Text", "us@example.com", ["agent@example.com"])


@pytest.fixture
def send(settings, monkeypatch):
    settings.EMAIL_TIMEOUT = 10
    monkeypatch.setattr(smtp, "TOTAL_SECONDS", 1)

    def send(server, **options):
        backend = smtp.EmailBackend(
            host="127.0.0.1", port=server.port, use_tls=False, **{"use_ssl": False, **options}
        )
        return backend.send_messages([MESSAGE])

    return send


def test_a_good_server_takes_the_mail(send):
    with mail_server() as server:
        assert send(server) == 1
        assert "Subject: Subject" in server.messages[0]


@pytest.mark.parametrize("behaviour", ["silent", "drip"])
@pytest.mark.parametrize("use_ssl", [False, True])
def test_a_slow_server_is_left_in_time(send, behaviour, use_ssl):
    with mail_server(behaviour) as server:
        started = time.monotonic()
        # The handshake of TLS meets a server that does not speak it.
        with pytest.raises(OSError if use_ssl else TimeoutError):
            send(server, use_ssl=use_ssl)
        assert time.monotonic() - started < 3


@pytest.mark.parametrize("behaviour", ["away", "endless", "garbage", "refuse", "busy", "drop"])
def test_any_other_fault_is_an_error_of_the_operating_system(send, behaviour):
    with mail_server(behaviour) as server:
        started = time.monotonic()
        with pytest.raises(OSError):
            send(server)
        assert time.monotonic() - started < 3


def test_replies_are_bounded_before_the_time_is_over(send, monkeypatch):
    monkeypatch.setattr(smtp, "TOTAL_SECONDS", 60)
    with mail_server("endless") as server:
        started = time.monotonic()
        with pytest.raises(OSError):
            send(server)
        assert time.monotonic() - started < 5


def test_no_socket_is_left_open(send):
    with mail_server() as server:
        before = len(open_sockets())
        for _ in range(5):
            send(server)
        assert len(open_sockets()) <= before + 1


def open_sockets():
    import gc

    return [
        item
        for item in gc.get_objects()
        # `isinstance` would ask a dead weak reference for its object.
        if issubclass(type(item), socket.socket) and item.fileno() > 0
    ]
