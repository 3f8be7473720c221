"""Mail about accounts, with mail servers that are good, slow and away."""

import re
import statistics
import time

import pytest
from django.core import mail

from accounts.agents.invitations import create_agent
from accounts.audit.models import AuditEvent
from accounts.mail import explain_failure, is_temporary
from core.jobs import wait_for_own_jobs, worker
from tests.accounts.test_sign_in import Browser
from tests.support.browser import PASSWORD, Visitor, make_agents
from tests.support.mail_server import mail_server, wait_for
from tests.support.serving import gunicorn

SLOW = 0.1
# Far below what the slow server takes for a mail, far above what else differs.
MAX_DIFFERENCE = 0.25
EMAIL = "agent@example.com"


def served(folder, server):
    return gunicorn(
        folder,
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=str(server.port),
        EMAIL_SECURITY="none",
        PUBLIC_URL="https://help.example.com",
        NUM_PROXIES="1",
    )


def ask_for_link(product, email):
    visitor = Visitor(product)
    visitor.send("/api/csrf/")
    started = time.monotonic()
    answer = visitor.call("auth/password/request", email=email)
    return time.monotonic() - started, answer


@pytest.mark.own_database
def test_time_and_answer_do_not_tell_who_has_an_account(tmp_path):
    times: dict[str, list[float]] = {
        kind: [] for kind in ("known", "unknown", "inactive", "passwordless")
    }
    with mail_server("slow", delay=SLOW) as server, served(tmp_path, server) as product:
        make_agents(tmp_path, known=6, inactive=6, passwordless=6)
        answers = set()
        for index in range(6):
            for kind, taken in times.items():
                seconds, answer = ask_for_link(product, f"{kind}{index}@example.com")
                taken.append(seconds)
                answers.add((answer.status, answer.body))
        # Those with an account that is active got a link.
        assert wait_for(lambda: len(server.messages) == 12, 30)
    assert answers == {(200, b'{"status": 200}')}
    medians = [statistics.median(taken) for taken in times.values()]
    assert max(medians) - min(medians) < MAX_DIFFERENCE


@pytest.mark.own_database
@pytest.mark.parametrize("behaviour", ["away", "silent", "drip"])
def test_a_bad_mail_server_is_nobodys_error(tmp_path, behaviour):
    with mail_server(behaviour) as server, served(tmp_path, server) as product:
        make_agents(tmp_path, known=1)
        answers = [
            ask_for_link(product, email)
            for email in ("known0@example.com", "unknown@example.com") * 2
        ]
        assert {answer.status for _, answer in answers} == {200}
        assert max(seconds for seconds, _ in answers) < 2
        agent = Visitor(product)
        assert agent.call("auth/login", email="known0@example.com", password=PASSWORD).status == 200
        changed = agent.call(
            "account/password/change", current_password=PASSWORD, new_password="another good one"
        )
        assert changed.status == 200
        again = Visitor(product)
        assert (
            again.call("auth/login", email="known0@example.com", password="another good one").status
            == 200
        )


@pytest.mark.own_database
def test_a_stopped_process_sends_what_is_left_and_logs_no_secret(tmp_path):
    with mail_server("slow", delay=SLOW) as server:
        with served(tmp_path, server) as product:
            make_agents(tmp_path, known=3)
            for index in range(3):
                ask_for_link(product, f"known{index}@example.com")
            log = product.log
        assert wait_for(lambda: len(server.messages) == 3)
    text = log.read_text()
    assert "reset=" not in text
    assert "known" not in text


@pytest.fixture
def by_smtp(settings, monkeypatch):
    settings.PUBLIC_URL = "https://help.example.com"
    settings.OPEN_ACCESS = False
    settings.EMAIL_BACKEND = "core.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_USE_TLS = False
    monkeypatch.setattr("core.smtp.TOTAL_SECONDS", 1)

    def use(server):
        settings.EMAIL_PORT = server.port

    return use


@pytest.mark.django_db
@pytest.mark.parametrize("behaviour", ["away", "silent", "drip", "refuse", "drop", "garbage"])
def test_a_mail_that_is_never_sent_is_in_the_audit_trail(by_smtp, behaviour, caplog):
    user = create_agent(EMAIL)
    with mail_server(behaviour) as server:
        by_smtp(server)
        answer = Browser().call("post", "auth/password/request", {"email": EMAIL})
    assert answer.status_code == 200
    event = AuditEvent.objects.get(action="mail_failed")
    assert (event.target, event.actor_kind) == (EMAIL, "system")
    assert event.details["template"] == "account/email/password_reset_key"
    assert EMAIL not in caplog.text
    assert not re.search(r"reset=|https?://", caplog.text)
    assert not user.has_usable_password()


@pytest.mark.django_db
def test_a_refusal_for_good_is_not_tried_again(by_smtp):
    for behaviour, expected in (("refuse", False), ("busy", True), ("away", True)):
        with mail_server(behaviour) as server:
            by_smtp(server)
            message = mail.EmailMessage("a", "b", "us@example.com", [EMAIL])
            with pytest.raises(OSError) as caught:
                message.send()
            assert is_temporary(caught.value) is expected, behaviour
            assert explain_failure(caught.value).startswith("The mail server")
            assert EMAIL not in explain_failure(caught.value)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("behaviour", ["slow", "silent"])
def test_where_work_ends_with_the_request_everybody_waits_as_long(
    by_smtp, settings, monkeypatch, behaviour
):
    """As on Vercel, where the process may be stopped after each answer."""
    settings.BACKGROUND_JOBS = settings.JOBS_END_WITH_REQUEST = True
    monkeypatch.setattr("accounts.sign_in.password_reset.WAIT_SECONDS", 1)
    monkeypatch.setattr("core.jobs.RETRY_DELAYS", ())
    create_agent(EMAIL)
    times, answers = [], set()
    with mail_server(behaviour, delay=0.05) as server:
        by_smtp(server)
        for email in (EMAIL, "nobody@example.com"):
            browser = Browser()
            started = time.monotonic()
            answer = browser.call("post", "auth/password/request", {"email": email})
            wait_for_own_jobs(until=started + 1)
            times.append(time.monotonic() - started)
            answers.add((answer.status_code, answer.content))
        assert len(server.messages) == (1 if behaviour == "slow" else 0)
    # The failure is recorded before the database is cleared.
    assert wait_for(lambda: not worker.current)
    assert len(answers) == 1
    assert min(times) >= 1
    assert max(times) < 1.5
