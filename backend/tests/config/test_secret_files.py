"""Secrets from files, as containers mount them."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from pydantic import SecretStr

from config.environment import Environment, read_environment
from config.secret_files import NAMES
from tests.config.test_production import settings_with
from tests.support.serving import production_environment

KEY = "a key that is long, that is nobody else's and that no file has"


def text_of(value):
    return value.get_secret_value() if isinstance(value, SecretStr) else value


@pytest.fixture
def secret(tmp_path, monkeypatch):
    """Write a secret to a file and set its variable."""

    def put(name, text):
        file = tmp_path / name.lower()
        file.write_text(text)
        monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv(f"{name}_FILE", str(file))

    for name, value in production_environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATABASE_URL", "postgres://ticketflow@db:5432/ticketflow")
    return put


def test_a_file_is_as_good_as_a_variable(secret):
    secret("DJANGO_SECRET_KEY", f"{KEY}\n")
    secret("DATABASE_PASSWORD", "p%40ss:/word\n")
    secret("LLM_API_KEY", "key-1\n")
    secret("SENTRY_DSN", "\n")
    env = read_environment()
    assert text_of(env.secret_key) == KEY
    assert text_of(env.database_password) == "p%40ss:/word"
    assert text_of(env.llm_api_key) == "key-1"
    assert env.sentry_dsn is None


def test_each_of_them_is_read(secret, monkeypatch):
    texts = {
        "DATABASE_URL": "postgres://u:p@h:5432/n",
        "DJANGO_SECRET_KEY": KEY,
        "SENTRY_DSN": "https://abc@sentry.example.com/1",
    }
    for name in NAMES:
        secret(name, texts.get(name, f"text of {name}"))
    monkeypatch.setenv("OIDC_SERVER_URL", "https://id.example.com")
    monkeypatch.setenv("OIDC_CLIENT_ID", "ticketflow")
    env = read_environment()
    values = {
        str(info.validation_alias): getattr(env, field)
        for field, info in Environment.model_fields.items()
    }
    for name in NAMES:
        assert text_of(values[name]) == texts.get(name, f"text of {name}")


def test_every_secret_may_be_in_a_file():
    secrets = {
        str(info.validation_alias)
        for info in Environment.model_fields.values()
        if "SecretStr" in str(info.annotation)
    }
    assert secrets | {"DATABASE_URL"} == set(NAMES)


def test_what_a_file_says_is_checked_as_well(secret):
    secret("DJANGO_SECRET_KEY", "changeme")
    with pytest.raises(ImproperlyConfigured, match="fewer than 50 characters") as error:
        read_environment()
    assert "changeme" not in str(error.value)


def test_one_that_cannot_be_read_stops_the_start(monkeypatch, tmp_path):
    monkeypatch.setenv("LLM_API_KEY_FILE", str(tmp_path / "nothing"))
    monkeypatch.delenv("LLM_API_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match=r"LLM_API_KEY_FILE: .*nothing cannot be read"):
        read_environment()


def test_a_secret_is_set_in_one_way(secret, monkeypatch):
    secret("LLM_API_KEY", "one")
    monkeypatch.setenv("LLM_API_KEY", "two")
    with pytest.raises(ImproperlyConfigured, match="LLM_API_KEY or LLM_API_KEY_FILE, not both"):
        read_environment()


def test_the_database_gets_the_password():
    read = settings_with(
        "DATABASES", DATABASE_URL="postgres://u:old@h/n", DATABASE_PASSWORD="s3cret-word"
    )
    assert "'s3cret-word'," in read
    assert "'old'," not in read
