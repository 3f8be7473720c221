"""Mails about an agent's account: each that can be sent is in our words."""

import re
from pathlib import Path
from types import SimpleNamespace

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.template import Engine
from django.test import RequestFactory

from accounts.agents.invitations import create_agent

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NOTIFICATIONS = {
    "account/email/password_changed": "was changed",
    "account/email/password_reset": "by a link",
    "account/email/password_set": "had none before",
    "mfa/email/totp_activated": "authenticator app was set up",
    "mfa/email/totp_deactivated": "authenticator app was removed",
    "mfa/email/webauthn_added": "passkey was added",
    "mfa/email/webauthn_removed": "passkey was removed",
    "mfa/email/recovery_codes_generated": "recovery codes",
    "socialaccount/email/account_connected": "Company account",
}
OTHERS = {"account/email/password_reset_key"}
# Their views have no address here, or their feature is off.
NEVER_SENT = {
    "account/email/account_already_exists",
    "account/email/email_changed",
    "account/email/email_deleted",
    "account/email/login_code",
    "account/email/password_reset_code",
    "account/email/unknown_account",
    "socialaccount/email/account_disconnected",
}


@pytest.fixture
def request_of_an_agent():
    request = RequestFactory().get("/", HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="203.0.113.7")
    request.user = AnonymousUser()
    with context.request_context(request):
        yield request


def test_all_mails_of_the_library_are_known():
    source = "".join(path.read_text() for path in Path(allauth.__file__).parent.rglob("*.py"))
    sent = set(re.findall(r'send(?:_notification)?_mail\(\s*"(\w+/email/\w+)"', source))
    assert sent == NOTIFICATIONS.keys() | OTHERS | NEVER_SENT


@pytest.mark.parametrize("name", [*NOTIFICATIONS, *OTHERS])
@pytest.mark.parametrize("part", ["subject", "message"])
def test_its_words_are_ours(name, part):
    ours = Path(settings.BASE_DIR) / "accounts" / "templates"
    assert (ours / f"{name}_{part}.txt").is_file()
    first = Engine.get_default().get_template(f"{name}_{part}.txt").origin
    assert first.name.startswith(str(ours))


@pytest.mark.parametrize("name", NOTIFICATIONS)
def test_it_says_what_happened_when_from_where_and_what_to_do(name, request_of_an_agent):
    user = create_agent("ada@example.org", "Ada")
    provider = SimpleNamespace(name="Company account")
    get_adapter().send_notification_mail(name, user, {"provider": provider})
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    assert NOTIFICATIONS[name] in f"{message.subject}\n{message.body}"
    assert re.search(r"When: \d+ \w+ 20\d\d, \d\d:\d\d UTC\n", str(message.body))
    assert "From: 203.0.113.7\n" in message.body
    assert "Device: Firefox on Linux\n" in message.body
    assert "If it was not" in message.body
    assert "tell an admin" in message.body
    whole = f"{message.subject}\n{message.body}"
    assert not re.search(r"https?://|example\.com|testserver|\[|\{|&#|\n{3}", whole)
    assert message.subject[0].isupper()


def test_a_device_that_names_itself_gets_no_text_of_its_own_into_a_mail():
    request = RequestFactory().get("/", HTTP_USER_AGENT="Call +1 555 0100 https://evil.example/1.0")
    with context.request_context(request):
        get_adapter().send_notification_mail(
            "account/email/password_changed", create_agent("ada@example.org")
        )
    assert "evil" not in mail.outbox[0].body
    assert "Device: An unknown device\n" in mail.outbox[0].body
