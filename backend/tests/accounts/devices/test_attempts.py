"""Limits on guesses, and who they lock out."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import caches

from accounts.agents.invitations import create_agent, invitation_url
from accounts.audit.models import AuditEvent
from accounts.devices.attempts import FAILURES, PASSWORDS
from core.models import ThrottleCount
from tests.accounts.devices.conftest import WRONG
from tests.accounts.test_sign_in import BASE, EMAIL, PASSWORD, Browser, code_for

LOCKED = "too_many_login_attempts"
# Whatever a client may send, or make a proxy pass on.
HEADERS = {
    "HTTP_ACCEPT": "application/json, {0}/x",
    "HTTP_ACCEPT_LANGUAGE": "en;q=0.{0}",
    "HTTP_CLIENT_IP": "10.0.0.{0}",
    "HTTP_COOKIE": "; ".join(
        (f"{settings.DEVICE_COOKIE_NAME}={{0}}", f"{settings.CSRF_COOKIE_NAME}={{1}}", "x={0}")
    ),
    "HTTP_FORWARDED": "for=10.0.0.{0};host=h{0}.example.com",
    "HTTP_FROM": "a{0}@example.com",
    "HTTP_HOST": "help{0}.example.com:{0}",
    "HTTP_ORIGIN": None,
    "HTTP_REFERER": None,
    "HTTP_TRUE_CLIENT_IP": "10.0.0.{0}",
    "HTTP_USER_AGENT": "Browser/{0}",
    "HTTP_VIA": "1.1 proxy{0}",
    "HTTP_X_CLIENT_IP": "10.0.0.{0}",
    "HTTP_X_FORWARDED_FOR": "10.0.0.{0}, 10.0.1.{0}",
    "HTTP_X_FORWARDED_HOST": "h{0}.example.com:{0}",
    "HTTP_X_FORWARDED_PORT": "{0}",
    "HTTP_X_FORWARDED_PROTO": "https{0}",
    "HTTP_X_REAL_IP": "10.0.0.{0}",
    "HTTP_X_REQUEST_ID": "{0}",
    "QUERY_STRING": "email=a{0}@example.com&x={0}",
}
SPELLINGS = ("{0}", "{1}", "{2}", "  {0} ", "{0}\t")


def code_of(answer):
    errors = answer.json().get("errors", [])
    return errors[0]["code"] if errors else None


def guess(browser, number=0, **headers):
    values = {"email": EMAIL, "password": f"{WRONG} {number}"}
    return browser.call("post", "auth/login", values, **headers)


def lock_out():
    """Guess five times, from a browser and a network that nobody knows."""
    for number in range(PASSWORDS.number):
        assert guess(Browser(), number, REMOTE_ADDR="192.0.2.1").status_code == 400


@pytest.fixture
def any_port(settings):
    """Development's tolerance of ports in `Host`, so that the limit itself is tried."""
    settings.DEBUG, settings.PUBLIC_URL = True, None


@pytest.mark.parametrize("header", HEADERS)
def test_no_header_makes_a_new_count(agent, any_port, header):
    codes = []
    for number in range(1, 9):
        browser = Browser()
        token = browser.cookies[settings.CSRF_COOKIE_NAME].value
        # Another origin does not pass the check of forged requests.
        value = (HEADERS[header] or "http://testserver").format(number, token)
        codes.append(code_of(guess(browser, number, **{header: value})))
    assert codes == ["email_password_mismatch"] * 5 + [LOCKED] * 3


def test_all_headers_together_make_no_new_count(agent, any_port):
    codes = []
    for number in range(1, 9):
        browser = Browser()
        token = browser.cookies[settings.CSRF_COOKIE_NAME].value
        headers = {name: text.format(number, token) for name, text in HEADERS.items() if text}
        codes.append(code_of(guess(browser, number, **headers)))
    assert codes == ["email_password_mismatch"] * 5 + [LOCKED] * 3


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.com"])
def test_spellings_of_an_address_are_one(agent, email):
    for spelling in SPELLINGS:
        answer = Browser().sign_in(spelling.format(email, email.upper(), email.title()), WRONG)
        assert code_of(answer) == "email_password_mismatch"
    assert code_of(Browser().sign_in(email, WRONG)) == LOCKED


@pytest.mark.parametrize("count", [1, 0], ids=["at one proxy", "without a proxy"])
def test_the_network_is_the_one_that_trusted_proxies_tell(agent, settings, count):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": count}
    for number in range(12):
        browser = Browser()
        made_up = f"203.0.113.{number}, 198.51.100.7" if count else f"203.0.113.{number}"
        answer = browser.call(
            "post",
            "auth/login",
            {"email": f"a{number}@example.com", "password": WRONG},
            HTTP_X_FORWARDED_FOR=made_up,
        )
    assert code_of(answer) == LOCKED
    told = "198.51.100.7" if count else "127.0.0.1"
    assert ThrottleCount.objects.get(pk=FAILURES.key(f"network:{told}")).count == 12


def test_the_owners_device_gets_in_while_strangers_guess(agent, own):
    lock_out()
    assert code_of(guess(Browser())) == LOCKED
    assert code_of(Browser().sign_in()) == LOCKED
    assert own.sign_in().status_code == 200
    assert own.get("/api/tickets/").status_code == 200


def test_the_owners_device_gets_in_from_the_network_of_the_attack(agent, own):
    for number in range(40):
        Browser().sign_in(f"a{number}@example.com", WRONG)
    assert Browser().sign_in().status_code in (400, 429)
    assert own.sign_in().status_code == 200


def test_a_known_device_guesses_within_a_limit_of_its_own(agent, own):
    for number in range(PASSWORDS.number):
        assert code_of(guess(own, number)) == "email_password_mismatch"
    assert code_of(own.sign_in()) == LOCKED
    # Nobody else is the worse for it.
    assert Browser().sign_in().status_code == 200


def test_ones_own_device_is_unknown_to_other_accounts(agent, own):
    other = create_agent("other@example.com")
    other.set_password(PASSWORD)
    other.save()
    for number in range(PASSWORDS.number):
        own.sign_in("other@example.com", f"{WRONG} {number}")
    assert code_of(Browser().sign_in("other@example.com", WRONG)) == LOCKED


def test_a_new_password_forgets_devices(agent, own):
    agent.refresh_from_db()
    agent.set_password("another good one")
    agent.save()
    lock_out()
    assert code_of(own.sign_in(password="another good one")) == LOCKED


def test_the_device_that_changes_the_password_stays_known(agent):
    browser = Browser()
    browser.sign_in()
    values = {"current_password": PASSWORD, "new_password": "another good one"}
    assert browser.call("post", "account/password/change", values).status_code == 200
    browser.call("delete", "auth/session")
    lock_out()
    assert browser.sign_in(password="another good one").status_code == 200


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "W10:1:x", "\xff", "x" * 4_000])
def test_a_made_up_cookie_is_no_device(agent, value):
    browser = Browser()
    browser.cookies[settings.DEVICE_COOKIE_NAME] = value
    assert guess(browser).status_code == 400
    lock_out()
    assert code_of(guess(browser)) == LOCKED


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(agent):
    browser = Browser()
    browser.sign_in()
    cookie = browser.cookies[settings.DEVICE_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert PASSWORD not in cookie.value
    assert EMAIL not in cookie.value


def test_a_reset_link_lets_the_owner_in_and_strangers_guess_anew(agent):
    lock_out()
    key = invitation_url(agent).partition("invite=")[2]
    browser = Browser()
    values = {"key": key, "password": "another good one"}
    assert browser.call("post", "auth/password/reset", values).status_code == 200
    assert browser.get("/api/tickets/").status_code == 200
    assert Browser().sign_in(password="another good one").status_code == 200


def test_known_and_unknown_addresses_are_locked_alike(agent):
    answers: list[object] = []
    for email in (EMAIL, "nobody@example.com"):
        told = []
        for number in range(7):
            answer = Browser().call(
                "post",
                "auth/login",
                {"email": email, "password": f"{WRONG} {number}"},
                REMOTE_ADDR=f"192.0.2.{len(answers)}",
            )
            told.append((answer.status_code, answer.json(), sorted(answer.headers)))
        answers.append(told)
    assert answers[0] == answers[1]


class TestTelling:
    def test_the_agent_is_told_once_and_the_trail_says_so(self, agent):
        for _ in range(3):
            lock_out_again()
        (message,) = mail.outbox
        assert message.to == [EMAIL]
        assert "wrong passwords" in message.body
        assert "192.0.2.1" in message.body
        event = AuditEvent.objects.get(action="sign_in_locked")
        assert (event.target, event.details) == (EMAIL, {"minutes": 5, "proof": "password"})

    def test_nobody_is_told_without_an_account(self, db):
        for number in range(7):
            Browser().sign_in("nobody@example.com", f"{WRONG} {number}")
        assert mail.outbox == []

    def test_the_owners_own_mistakes_are_no_attack(self, agent, own):
        for number in range(7):
            guess(own, number)
        assert mail.outbox == []


def lock_out_again():
    ThrottleCount.objects.filter(pk__startswith=PASSWORDS.key("")).delete()
    ThrottleCount.objects.filter(pk__startswith=FAILURES.key("")).delete()
    lock_out()


class TestSecondFactor:
    @pytest.fixture
    def secret(self, agent):
        browser = Browser()
        browser.sign_in()
        browser.call("post", "auth/reauthenticate", {"password": PASSWORD})
        secret = browser.get(f"{BASE}account/authenticators/totp").json()["meta"]["secret"]
        answer = browser.call("post", "account/authenticators/totp", {"code": code_for(secret)})
        assert answer.status_code == 200
        caches["default"].clear()
        browser.call("delete", "auth/session")
        self.own = browser
        mail.outbox.clear()
        return secret

    def fail(self, browser):
        browser.sign_in()
        for _ in range(5):
            answer = browser.call("post", "auth/2fa/authenticate", {"code": "000000"})
            assert code_of(answer) == "incorrect_code"

    def test_strangers_with_the_password_lock_out_strangers(self, secret):
        stranger = Browser()
        self.fail(stranger)
        answer = stranger.call("post", "auth/2fa/authenticate", {"code": code_for(secret)})
        assert code_of(answer) == LOCKED
        self.own.sign_in()
        answer = self.own.call("post", "auth/2fa/authenticate", {"code": code_for(secret)})
        assert answer.status_code == 200
        assert self.own.get("/api/tickets/").status_code == 200
        (message,) = mail.outbox
        assert "your password is known" in message.body

    def test_a_new_session_makes_no_new_count(self, secret):
        self.fail(Browser())
        other = Browser()
        other.sign_in()
        answer = other.call("post", "auth/2fa/authenticate", {"code": code_for(secret)})
        assert code_of(answer) == LOCKED

    def test_confirming_who_one_is_has_limits_for_each_session(self, secret):
        stranger = Browser()
        self.fail(stranger)
        own = self.own
        own.sign_in()
        own.call("post", "auth/2fa/authenticate", {"code": code_for(secret)})
        caches["default"].clear()
        answer = own.call("post", "auth/2fa/reauthenticate", {"code": code_for(secret)})
        assert answer.status_code == 200
        for number in range(PASSWORDS.number):
            answer = own.call("post", "auth/reauthenticate", {"password": f"{WRONG} {number}"})
            assert code_of(answer) == "incorrect_password"
        answer = own.call("post", "auth/reauthenticate", {"password": PASSWORD})
        assert code_of(answer) == LOCKED


def test_strangers_do_not_keep_a_session_from_confirming(agent):
    browser = Browser()
    browser.sign_in()
    del browser.cookies[settings.DEVICE_COOKIE_NAME]
    lock_out()
    answer = browser.call("post", "auth/reauthenticate", {"password": PASSWORD})
    assert answer.status_code == 200


def test_guessing_the_password_by_changing_it_is_limited(agent):
    browser = Browser()
    browser.sign_in()
    for number in range(5):
        values = {"current_password": f"{WRONG} {number}", "new_password": "another good one"}
        answer = browser.call("post", "account/password/change", values)
        assert code_of(answer) == "enter_current_password"
    values["current_password"] = PASSWORD
    assert code_of(browser.call("post", "account/password/change", values)) == LOCKED


def test_weak_new_passwords_are_no_guesses(agent):
    browser = Browser()
    browser.sign_in()
    for _ in range(7):
        values = {"current_password": PASSWORD, "new_password": "ticketflow"}
        answer = browser.call("post", "account/password/change", values)
        assert code_of(answer) != LOCKED
    values["new_password"] = "another good one"
    assert browser.call("post", "account/password/change", values).status_code == 200


def test_an_account_without_an_address_of_the_library_is_counted_too(db):
    """As `createsuperuser` makes it."""
    User.objects.create_user("root", "root@example.com", PASSWORD, is_staff=True)
    assert not EmailAddress.objects.exists()
    for number in range(5):
        Browser().sign_in("root@example.com", f"{WRONG} {number}")
    assert code_of(Browser().sign_in("root@example.com")) == LOCKED
