"""Limits tell strangers nothing, and leave agents theirs."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.agents.invitations import create_agent
from accounts.devices.attempts import PASSWORDS
from tests.accounts.devices.conftest import WRONG
from tests.accounts.devices.test_attempts import LOCKED, code_of, guess
from tests.accounts.test_sign_in import EMAIL, PASSWORD, Browser


@pytest.mark.parametrize(
    "spelling", ["bo\u017fs@example.com", "bos\u017f@EXAMPLE.com", "boss@\uff45xample.com"]
)
def test_a_spelling_of_another_address_does_not_tell_who_has_an_account(db, spelling):
    create_agent("boss@example.com")
    answers = []
    for prefix in ("", "no"):
        for number in range(PASSWORDS.number):
            browser, headers = Browser(), {"REMOTE_ADDR": f"192.0.2.{number}"}
            values = {"email": f"{prefix}boss@example.com", "password": WRONG}
            assert browser.call("post", "auth/login", values, **headers).status_code == 400
        values = {"email": f"{prefix}{spelling}", "password": WRONG}
        answers.append(code_of(Browser().call("post", "auth/login", values)))
    assert answers[0] == answers[1]


def test_strangers_who_use_up_the_mails_for_a_reset_leave_those_of_own_devices(agent, own):
    def ask(browser, number):
        answer = browser.call(
            "post",
            "auth/password/request",
            {"email": EMAIL},
            REMOTE_ADDR=f"192.0.2.{number}",
        )
        assert answer.status_code == 200

    for number in range(8):
        ask(Browser(), number)
    assert len(mail.outbox) == 5
    for number in range(8):
        ask(own, number)
    assert len(mail.outbox) == 10


def queries_of(path, values):
    with CaptureQueriesContext(connection) as queries:
        Browser().call("post", path, values, REMOTE_ADDR="192.0.2.99")
    return len(queries)


def test_refused_strangers_cost_as_many_queries_with_and_without_an_account(agent):
    counts: dict[str, set[int]] = {path: set() for path in ("auth/login", "auth/password/request")}
    for email in (EMAIL, "nobody@example.com"):
        for path, taken in counts.items():
            values = {"email": email, "password": WRONG}
            for number in range(5):
                Browser().call("post", path, values, REMOTE_ADDR=f"192.0.2.{number}")
            taken.add(queries_of(path, values))
    assert [len(taken) for taken in counts.values()] == [1, 1]


def test_the_device_of_another_agent_is_a_stranger_here(agent):
    other = create_agent("other@example.com")
    other.set_password(PASSWORD)
    other.save()
    insider = Browser()
    assert insider.sign_in("other@example.com").status_code == 200
    insider.call("delete", "auth/session")
    for number in range(3):
        assert code_of(guess(insider, number)) == "email_password_mismatch"
    for number in range(2):
        assert code_of(guess(Browser(), number)) == "email_password_mismatch"
    assert code_of(guess(insider)) == code_of(guess(Browser())) == LOCKED


def test_all_doors_of_a_session_are_one(own):
    own.sign_in()
    for path, values in (
        ("auth/reauthenticate", {"password": WRONG}),
        ("account/password/change", {"current_password": WRONG, "new_password": "a good new one!"}),
    ):
        for _ in range(3):
            answer = own.call("post", path, values)
            assert answer.status_code == 400
    assert code_of(answer) == LOCKED
    assert code_of(own.call("post", "auth/reauthenticate", {"password": PASSWORD})) == LOCKED
