"""Mail servers that take our messages, and others."""

import pytest

from core.installation import mail
from tests.support.mail_server import mail_server


@pytest.fixture
def check(settings):
    """Check a server; return the texts by their status."""

    def check(server, security="none", user="", send_to=None):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = security == "starttls", security == "tls"
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = user, user and "secret-word"
        settings.EMAIL_BACKEND = "core.smtp.EmailBackend"
        texts: dict[str, list[str]] = {"ok": [], "warning": [], "problem": []}
        for finding in mail.check(send_to):
            texts[finding.status].append(finding.text)
            assert "secret-word" not in finding.text
            assert finding.text.isprintable()
        return texts

    return check


@pytest.mark.parametrize(
    ("behaviour", "user", "status", "said"),
    [
        ("good", "", "ok", "takes our connection without TLS"),
        ("good", "agent", "problem", "leave EMAIL_USER out"),
        ("refuse_login", "agent", "problem", "refuses EMAIL_USER and EMAIL_PASSWORD (535"),
        ("away", "", "problem", "check EMAIL_HOST"),
        ("garbage", "", "problem", "check EMAIL_HOST"),
        ("drop", "", "problem", "check EMAIL_HOST"),
    ],
)
def test_the_server_is_asked_and_gets_nothing(check, behaviour, user, status, said):
    with mail_server(behaviour) as server:
        found = check(server, user=user)
    assert any(said in text for text in found[status]), found
    assert server.messages == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_tls_that_the_server_does_not_speak(check, security):
    with mail_server() as server:
        found = check(server, security)
    assert any("EMAIL_SECURITY" in text for text in found["problem"]), found


def test_a_message_is_sent_where_it_was_asked_for(check):
    with mail_server() as server:
        found = check(server, send_to="agent@example.com")
    assert len(server.messages) == 1
    assert any("has taken a message to agent@example.com" in text for text in found["ok"])
    with mail_server("refuse") as server:
        found = check(server, send_to="agent@example.com")
    assert any("550 no agent@example.com here" in text for text in found["problem"])


def test_a_server_that_never_answers_is_left_in_time(check, settings, monkeypatch):
    monkeypatch.setattr("core.smtp.TOTAL_SECONDS", 1)
    with mail_server("silent") as server:
        found = check(server)
    assert len(found["problem"]) == 1


def test_without_a_server_only_a_wish_is_a_problem(settings):
    settings.EMAIL_HOST = ""
    assert [finding.status for finding in mail.check(None)] == ["warning"]
    assert [finding.status for finding in mail.check("agent@example.com")] == ["problem"]
