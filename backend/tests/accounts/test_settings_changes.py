"""Changed settings in the audit trail."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from accounts.audit import settings_changes
from accounts.audit.models import AuditEvent
from accounts.audit.settings_changes import record_settings
from config.audited_settings import audited_settings
from config.environment import VARIABLES, Environment
from tests.accounts.test_audit_log import audit_log

pytestmark = pytest.mark.django_db
KEY = "k" * 50


@pytest.fixture(autouse=True)
def without_variables(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def values(**changed):
    env = Environment(_env_file=None, **changed)  # type: ignore[call-arg]  # pydantic's own
    return audited_settings(env, {"OPEN_ACCESS": False}, KEY)


def recorded():
    return AuditEvent.objects.filter(action="settings_changed").order_by("pk")


def start(settings, **changed):
    settings.AUDITED_SETTINGS = values(**changed)
    record_settings()


def test_other_settings_are_recorded_once(settings):
    start(settings)
    start(settings)
    start(settings, NUM_PROXIES=2, ALLOWED_HOSTS="help.example.com, other.example.com")
    start(settings, NUM_PROXIES=2, ALLOWED_HOSTS="help.example.com, other.example.com")
    first, second = recorded()
    assert first.details["changed"] == {}
    assert second.details["changed"] == {
        "ALLOWED_HOSTS": ["*", "help.example.com, other.example.com"],
        "NUM_PROXIES": ["0", "2"],
    }
    assert second.actor_kind == "system"


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("EMAIL_PASSWORD", "geheim one", "geheim two"),
        ("LLM_API_KEY", "geheim one", "geheim two"),
        ("DJANGO_SECRET_KEY", "geheim one", "geheim two"),
        ("DATABASE_PASSWORD", "geheim one", "geheim two"),
        ("DATABASE_URL", "postgres://a:geheim1@db/x", "postgres://a:geheim2@db/x"),
        ("LLM_BASE_URL", "https://a:geheim1@llm.example/v1", "https://a:geheim2@llm.example/v1"),
        ("SENTRY_DSN", "https://geheim1@sentry.example/1", "https://geheim2@sentry.example/1"),
    ],
)
def test_of_a_secret_only_that_it_changed(settings, name, before, after):
    start(settings)
    start(settings, **{name: before})
    start(settings, **{name: after})
    _, added, changed = recorded()
    assert added.details["changed"] == {name: ["", "(secret)"]}
    assert changed.details["changed"] == {name: ["(secret)", "(secret)"]}
    assert "geheim" not in str([event.details for event in recorded()])
    assert "hash:" not in "".join(audit_log("--json"))


def test_every_variable_is_compared():
    assert values().keys() == {
        str(field.validation_alias) for field in Environment.model_fields.values()
    }
    assert values()["OPEN_ACCESS"] == "False"


def test_starting_does_not_depend_on_it(settings, monkeypatch):
    def refuse(*_, **__):
        raise DatabaseError

    monkeypatch.setattr(settings_changes, "record", refuse)
    start(settings)
    assert not recorded().exists()


def test_what_runs_before_a_start_records_them(settings):
    call_command("migrate_once", verbosity=0)
    assert recorded().get().details["snapshot"] == settings.AUDITED_SETTINGS


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("DATABASE_URL", "postgres://db.example.com/tickets?user=u&password=hush-hush"),
        ("DATABASE_URL", "postgres://u:hush-hush@db.example.com/tickets"),
        ("LLM_BASE_URL", "https://llm.example.com/v1?key=hush-hush"),
        ("LLM_BASE_URL", "https://llm.example.com/v1#hush-hush"),
    ],
)
def test_no_part_of_an_address_shows_a_secret(settings, name, address):
    start(settings)
    start(settings, **{name: address})
    assert "hush" not in str(recorded().last().details)
    assert "(secret)" in str(recorded().last().details["changed"][name])
