"""The settings: defaults, empty and malformed values, what production demands."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment, read_environment

VARIABLES = [str(field.validation_alias) for field in Environment.model_fields.values()]
PRODUCTION = {
    "DEBUG": "False",
    "DJANGO_SECRET_KEY": "x" * 50,
    "DATABASE_URL": "postgres://user:pw@db.example.com:5432/tickets",
}


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DOTENV_PATH", os.devnull)


def read(monkeypatch, **values):
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return read_environment()


def test_defaults(monkeypatch):
    env = read(monkeypatch)
    assert env.debug is True
    assert env.allowed_hosts == ["*"]
    assert env.llm_model == "gpt-3.5-turbo"
    assert env.llm_timeout == 8
    assert env.llm_api_key is None
    assert env.open_access is None


def test_empty_means_unset(monkeypatch):
    assert read(monkeypatch, **dict.fromkeys(VARIABLES, "")) == read(monkeypatch)


def test_lists_are_separated_by_commas(monkeypatch):
    env = read(
        monkeypatch,
        ALLOWED_HOSTS="a.example.com, b.example.com,",
        CORS_ALLOWED_ORIGINS="https://a.example.com",
    )
    assert env.allowed_hosts == ["a.example.com", "b.example.com"]
    assert env.cors_allowed_origins == ["https://a.example.com"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("OPEN_ACCESS", "2"),
        ("DATABASE_URL", "my database"),
        ("CORS_ALLOWED_ORIGINS", "example.com"),
        ("CSRF_TRUSTED_ORIGINS", "example.com"),
        ("LLM_BASE_URL", "localhost"),
        ("LLM_TIMEOUT", "soon"),
        ("LLM_TIMEOUT", "0"),
        ("LLM_TIMEOUT", "nan"),
        ("NUM_PROXIES", "-1"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_malformed_values_are_named_and_not_shown(monkeypatch, name, value):
    with pytest.raises(ImproperlyConfigured) as error:
        read(monkeypatch, **{name: value})
    assert f"\n{name}: " in str(error.value)
    assert f"'{value}'" not in str(error.value)


@pytest.mark.parametrize("missing", ["DJANGO_SECRET_KEY", "DATABASE_URL"])
def test_production_demands_its_values(monkeypatch, missing):
    with pytest.raises(ImproperlyConfigured, match=f"DEBUG=False, set {missing}"):
        read(monkeypatch, **{**PRODUCTION, missing: ""})
    assert read(monkeypatch, **PRODUCTION).debug is False


def test_the_dotenv_file_gives_way_to_the_environment(monkeypatch, tmp_path):
    dotenv = tmp_path / ".env"
    dotenv.write_text("LLM_MODEL=from-file\nLLM_TIMEOUT=3\nSOMETHING_ELSE=1\n")
    env = read(monkeypatch, DOTENV_PATH=str(dotenv), LLM_TIMEOUT="4")
    assert (env.llm_model, env.llm_timeout) == ("from-file", 4)


def start(**values):
    environment = {"PATH": os.environ["PATH"], "DOTENV_PATH": os.devnull, **values}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_bad_start_says_what_to_set():
    result = start(DEBUG="False")
    assert result.returncode != 0
    assert "set DJANGO_SECRET_KEY and DATABASE_URL" in result.stderr


def test_production_is_closed_and_development_open():
    code = "from django.conf import settings; print(settings.OPEN_ACCESS)"
    for values, expected in (({}, "True"), (PRODUCTION, "False")):
        result = subprocess.run(
            [sys.executable, "-c", code],
            cwd=settings.BASE_DIR,
            env={
                "PATH": os.environ["PATH"],
                "DOTENV_PATH": os.devnull,
                "DJANGO_SETTINGS_MODULE": "config.settings",
                **values,
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert result.stdout.strip() == expected


@pytest.mark.parametrize("name", [".env.example", "README.md"])
def test_every_setting_is_documented(name):
    text = (settings.PROJECT_DIR / name).read_text(encoding="utf-8")
    for variable in VARIABLES:
        assert re.search(rf"\b{variable}\b", text), f"{variable} is missing from {name}"
