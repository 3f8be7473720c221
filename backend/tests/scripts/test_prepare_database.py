"""Preparation of the database by `make run`."""

import prepare_database
import pytest


@pytest.mark.parametrize(
    ("debug", "commands"),
    [
        (True, ["migrate", "record settings", "load_sample_tickets"]),
        (False, ["migrate", "record settings", "collectstatic"]),
    ],
)
def test_samples_are_for_development_and_collected_files_for_production(
    monkeypatch: pytest.MonkeyPatch, debug: bool, commands: list[str]
) -> None:
    called: list[str] = []
    monkeypatch.setattr(
        "django.core.management.call_command", lambda name, **options: called.append(name)
    )
    monkeypatch.setattr(
        "accounts.audit.settings_changes.record_settings", lambda: called.append("record settings")
    )
    monkeypatch.setattr("django.conf.settings.DEBUG", debug)
    prepare_database.prepare()
    assert called == commands
