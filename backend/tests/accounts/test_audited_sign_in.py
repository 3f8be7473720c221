"""Audit events of sign-ins, and of what agents do with their accounts."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import DatabaseError
from django.utils import timezone

from accounts.audit import failures, receivers
from accounts.audit.models import AuditEvent
from accounts.models import ApiToken
from core.models import ThrottleCount
from tests.accounts.test_sign_in import EMAIL, PASSWORD, Browser, code_for
from tests.accounts.test_sign_in import agent as agent
from tests.accounts.test_sign_in import closed as closed
from tests.accounts.test_tokens import bearer

pytestmark = pytest.mark.django_db
Action = AuditEvent.Action


@pytest.fixture
def browser():
    return Browser()


@pytest.fixture(autouse=True)
def early_in_an_hour(time_machine):
    """Let no test go on in the next hour of the clock, by which failures are counted."""
    time_machine.move_to(timezone.now().replace(minute=1))


def events(action=None):
    found = AuditEvent.objects.order_by("pk")
    return list(found.filter(action=action) if action else found)


def actions():
    return [event.action for event in events()]


def guess(address, network="10.0.0.1", password="wrong horse battery"):
    return Browser().call(
        "post", "auth/login", {"email": address, "password": password}, REMOTE_ADDR=network
    )


def fail(*arguments, **options):
    # The limits on guesses are not what is tried here.
    ThrottleCount.objects.filter(key__startswith="limit:").delete()
    return guess(*arguments, **options)


def test_signing_in_and_out(agent, browser):
    browser.sign_in()
    browser.call("delete", "auth/session")
    signed_in, signed_out = events()
    assert (signed_in.action, signed_out.action) == (Action.SIGNED_IN, Action.SIGNED_OUT)
    for event in (signed_in, signed_out):
        assert (event.actor_kind, event.actor_name) == ("agent", EMAIL)
        assert event.address == "127.0.0.1"
    assert signed_in.details == {"methods": ["password"]}


def test_a_wrong_password_at_an_account_names_the_account_not_the_password(agent):
    assert fail(EMAIL.upper(), password="my other secret").status_code == 400
    (event,) = events()
    assert (event.action, event.actor_kind, event.target) == (
        Action.SIGN_IN_FAILED,
        "stranger",
        EMAIL,
    )
    assert (event.actor, event.address) == (None, "10.0.0.1")
    assert "my other secret" not in str(vars(event))


def test_what_is_no_account_is_not_stored(agent):
    """People type their password where the address belongs."""
    assert fail("correct-horse@battery.example").status_code == 400
    (event,) = events()
    assert (event.action, event.target) == (Action.SIGN_IN_FAILED, "")
    assert "horse" not in str(vars(event))


def test_strangers_cannot_fill_the_table(agent, monkeypatch):
    monkeypatch.setattr(failures, "STORED_FOR_ALL", 12)
    for number in range(40):
        fail(f"nobody{number}@example.com")
    one_network = len(events())
    # The first five, 8, 16 and 32.
    assert one_network == 8
    for number in range(60):
        fail("nobody@example.com", network=f"10.1.{number}.1")
    # Up to twelve in all, 16, 32 and 64.
    assert len(events()) == 12 + 3
    assert events()[-1].details["failures_of_all_this_hour"] == 64


def test_nor_by_locking_out_addresses_of_nobody(agent, monkeypatch):
    monkeypatch.setattr(failures, "STORED_FOR_ALL", 2)
    for network in range(10):
        for _ in range(5):
            guess(f"nobody{network}@example.com", network=f"10.1.{network}.1")
    # The first two, 4 and 8.
    assert len(events("sign_in_locked")) == 4
    for _ in range(5):
        guess(EMAIL, network="10.2.0.1")
    assert events("sign_in_locked")[-1].target == EMAIL


def test_no_flood_hides_failures_at_an_account(agent, monkeypatch):
    monkeypatch.setattr(failures, "STORED_FOR_ALL", 0)
    for number in range(9):
        fail("nobody@example.com", network=f"10.1.{number}.1")
    fail(EMAIL)
    assert events()[-1].target == EMAIL


def test_failures_at_one_account_are_bounded(agent):
    for number in range(33):
        fail(EMAIL, network=f"10.1.{number}.1")
    assert len(events()) == 10 + 2
    assert events()[-1].details["failures_this_hour"] == 32


@pytest.mark.parametrize("network", ["2001:db8::1", "::ffff:10.0.0.1"])
def test_a_network_is_one_client(network):
    for number in range(9):
        fail("nobody@example.com", network=f"{network}{number}")
    keys = ThrottleCount.objects.filter(key__startswith="audit:failures:network")
    assert (keys.count() == 1) == network.startswith("2001")


@pytest.mark.parametrize("module", [receivers, failures])
def test_a_sign_in_does_not_depend_on_storing(agent, browser, monkeypatch, module):
    def refuse(*_, **__):
        raise DatabaseError

    monkeypatch.setattr(module, "record", refuse)
    assert fail(EMAIL).status_code == 400
    assert browser.sign_in().status_code == 200
    assert browser.get("/api/account/").status_code == 200
    assert browser.call("delete", "auth/session").status_code == 401


def test_proof_that_failed_is_told_from_a_sign_in(agent, browser):
    browser.sign_in()
    browser.call("post", "auth/reauthenticate", {"password": "wrong horse battery"})
    event = events()[-1]
    assert (event.action, event.actor_kind, event.actor_name) == (
        Action.PROOF_FAILED,
        "agent",
        EMAIL,
    )


@pytest.mark.django_db(transaction=True)
def test_second_factors_and_recovery_codes(agent, browser):
    browser.sign_in()
    proof = browser.call("post", "auth/reauthenticate", {"password": PASSWORD})
    assert proof.status_code == 200, proof.json()
    secret = browser.get("/api/auth/browser/v1/account/authenticators/totp").json()["meta"][
        "secret"
    ]
    answer = browser.call("post", "account/authenticators/totp", {"code": code_for(secret)})
    assert answer.status_code == 200, answer.json()
    made = browser.call("post", "account/authenticators/recovery-codes").json()
    assert actions()[1:] == [
        Action.SECOND_FACTOR_ADDED,
        Action.RECOVERY_CODES_MADE,
        Action.RECOVERY_CODES_MADE,
    ]
    other = Browser()
    other.sign_in()
    other.call("post", "auth/2fa/authenticate", {"code": "000000"})
    assert events()[-1].action == Action.SIGN_IN_FAILED
    assert events()[-1].details["method"] == "totp"
    code = made["data"]["unused_codes"][0]
    assert other.call("post", "auth/2fa/authenticate", {"code": code}).status_code == 200
    assert actions()[-2:] == [Action.RECOVERY_CODE_USED, Action.SIGNED_IN]
    assert events()[-1].details == {"methods": ["password", "recovery_codes"]}
    browser.call("delete", "account/authenticators/totp")
    assert Action.SECOND_FACTOR_REMOVED in actions()
    stored = str([vars(event) for event in events()])
    for text in (secret, code, PASSWORD):
        assert text not in stored


def test_a_changed_password(agent, browser):
    browser.sign_in()
    values = {"current_password": PASSWORD, "new_password": "another good one"}
    assert browser.call("post", "account/password/change", values).status_code == 200
    assert Action.PASSWORD_CHANGED in actions()


class TestReset:
    @pytest.fixture
    def tokens(self, agent):
        other = User.objects.create_user("other", is_staff=True)
        return [
            ApiToken.objects.create(user=user, name=name)[1]
            for user, name in ((agent, "Export"), (agent, "Report"), (other, "Other"))
        ]

    def reset(self):
        client = Browser()
        client.call("post", "auth/password/request", {"email": EMAIL})
        (url,) = re.findall(r"http\S+", str(mail.outbox[0].body))
        values = {"key": parse_qs(urlsplit(url).query)["reset"][0], "password": "another good one"}
        assert client.call("post", "auth/password/reset", values).status_code == 200

    def test_it_revokes_all_tokens_of_the_account(self, tokens):
        self.reset()
        statuses = [bearer(token).get("/api/tickets/").status_code for token in tokens]
        assert statuses == [401, 401, 200]
        revoked = events(Action.TOKEN_REVOKED)
        assert {event.target for event in revoked} == {"Export", "Report"}
        assert revoked[0].details == {"owner": EMAIL, "reason": "password reset"}
        assert events(Action.PASSWORD_RESET_REQUESTED)[0].target == EMAIL
        assert events(Action.PASSWORD_RESET)[0].actor_name == EMAIL
        assert events(Action.SIGNED_IN)[-1].details == {"methods": ["password_reset"]}

    def test_it_does_so_without_its_event(self, tokens, monkeypatch):
        def refuse(*_, **__):
            raise DatabaseError

        monkeypatch.setattr(receivers, "record", refuse)
        self.reset()
        assert not ApiToken.objects.filter(user__email=EMAIL).exists()

    def test_changing_the_password_leaves_them(self, tokens, browser):
        browser.sign_in()
        values = {"current_password": PASSWORD, "new_password": "another good one"}
        browser.call("post", "account/password/change", values)
        assert ApiToken.objects.filter(user__email=EMAIL).count() == 2
