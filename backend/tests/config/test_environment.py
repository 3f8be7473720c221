"""Settings: defaults, empty and malformed values, requirements in production."""

import os
import re
import subprocess
import sys

import pytest
import run_stages
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.environment import VARIABLES, read_environment

PRODUCTION = {
    "DEBUG": "False",
    "DJANGO_SECRET_KEY": "a key that is long, that is nobody else's and that no file has",
    "DATABASE_URL": "postgres://user:pw@db.example.com:5432/tickets",
    "PUBLIC_URL": "https://help.example.com",
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
        *(
            (name, value)
            for name in ("CORS_ALLOWED_ORIGINS", "CSRF_TRUSTED_ORIGINS")
            for value in (
                "https://a.example.com/",
                "https://a.example.com/path",
                "https://a.example.com?x",
                "https://",
                "https://A.example.com",
                "https://user@a.example.com",
                "https://a.*.com",
                "ftp://a.example.com",
                "https://a.example.com,https://b.example.com/",
            )
        ),
        ("CORS_ALLOWED_ORIGINS", "https://*.example.com"),
        ("CORS_ALLOWED_ORIGINS", "*"),
        ("ALLOWED_HOSTS", "http://a.example.com"),
        ("ALLOWED_HOSTS", "a.example.com:8000"),
        ("ALLOWED_HOSTS", "a.example.com/x"),
        ("ALLOWED_HOSTS", "*.example.com"),
        ("ALLOWED_HOSTS", ","),
        ("DJANGO_SECRET_KEY", " "),
        ("LLM_BASE_URL", "localhost"),
        ("LLM_TIMEOUT", "soon"),
        ("LLM_TIMEOUT", "0"),
        ("LLM_TIMEOUT", "nan"),
        ("NUM_PROXIES", "-1"),
        ("HTTPS_ONLY", "maybe"),
        ("HSTS_SECONDS", "-1"),
        *(
            ("ADMIN_PATH", path)
            for path in ("admin", "/admin/", "/", "api/x/", "a//", "../", "A/", "a b/", "static/")
        ),
        ("SIGN_IN_ORIGINS", "https://a.example.com; script-src *"),
        ("SIGN_IN_ORIGINS", "https://a.example.com,https://b.example.com"),
        ("LOG_LEVEL", "LOUD"),
        *(
            ("PUBLIC_URL", f"https://help.example.com{rest}")
            for rest in (
                "/a//b",
                "/../x",
                "/a b",
                "/a%20b",
                "/.git",
                ":0",
                ":65536",
                ":x",
                "?a",
                "\\",
                "@b.example.com",
            )
        ),
        *(
            ("TEAM_TIME_ZONE", name)
            for name in (
                "Los Angeles",
                "PST",
                "GMT+2",
                "+02:00",
                "Europe",
                "europe/berlin",
                "../../etc/passwd",
                "/etc/localtime",
                "localtime",
                "Factory",
                "posix/Europe/Berlin",
                "right/Europe/Berlin",
                "Mars/Olympus",
                "Europe/Berlin'; --",
                "🕰",
            )
        ),
        ("RETENTION_CLOSED_DAYS", "0"),
        ("RETENTION_CLOSED_DAYS", "a year"),
        ("RETENTION_HISTORY_TEXT_DAYS", "-1"),
        ("BIN_DAYS", "-1"),
        ("REPLY_HOLD_SECONDS", "61"),
        ("REOPEN_WITHIN_DAYS", "two weeks"),
    ],
)
def test_malformed_values_are_named_and_not_shown(monkeypatch, name, value):
    with pytest.raises(ImproperlyConfigured) as error:
        read(monkeypatch, **{name: value})
    assert f"\n{name}: " in str(error.value)
    assert f"'{value}'" not in str(error.value)


def test_a_time_zone_that_does_not_exist_has_near_ones_suggested(monkeypatch):
    reason = "TEAM_TIME_ZONE: .*no such time zone.* did you mean America/Los_Angeles"
    with pytest.raises(ImproperlyConfigured, match=reason):
        read(monkeypatch, TEAM_TIME_ZONE="America/Los Angeles")
    assert read(monkeypatch, TEAM_TIME_ZONE=" Asia/Kathmandu ").team_time_zone == "Asia/Kathmandu"


@pytest.mark.parametrize("missing", ["DJANGO_SECRET_KEY", "DATABASE_URL"])
def test_production_demands_its_values(monkeypatch, missing):
    with pytest.raises(ImproperlyConfigured, match=f"DEBUG=False, set {missing}"):
        read(monkeypatch, **{**PRODUCTION, missing: ""})
    assert read(monkeypatch, **PRODUCTION).debug is False


@pytest.mark.parametrize("hosts", ["", "*", "*,.example.com", ".example.com"])
def test_production_demands_an_address(monkeypatch, hosts):
    values = {**PRODUCTION, "PUBLIC_URL": "", "ALLOWED_HOSTS": hosts}
    with pytest.raises(ImproperlyConfigured, match="DEBUG=False, set PUBLIC_URL"):
        read(monkeypatch, **values)
    monkeypatch.setenv("PUBLIC_URL", "https://help.example.com")
    assert read_environment().debug is False


def test_beside_names_no_other_host_is_taken_without_an_address(monkeypatch):
    values = {**PRODUCTION, "PUBLIC_URL": "", "ALLOWED_HOSTS": "help.example.com,*"}
    with pytest.raises(ImproperlyConfigured, match=r"take \* out of ALLOWED_HOSTS"):
        read(monkeypatch, **values)
    monkeypatch.setenv("ALLOWED_HOSTS", "help.example.com,.example.com")
    assert read_environment().hosts == ["help.example.com", ".example.com"]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://help.example.com", "help.example.com"),
        ("https://help.example.com:8443/", "help.example.com"),
        ("http://[::1]:3000", "[::1]"),
    ],
)
def test_the_address_names_the_host(monkeypatch, url, host):
    env = read(monkeypatch, **{**PRODUCTION, "PUBLIC_URL": url})
    assert env.hosts == [host, "localhost", "127.0.0.1", "[::1]"]
    assert read(monkeypatch, ALLOWED_HOSTS="a.example.com").hosts == ["a.example.com"]


@pytest.mark.parametrize(
    ("url", "stored"),
    [
        ("https://a.example.com/helpdesk/", "https://a.example.com/helpdesk"),
        ("https://a.example.com/helpdesk", "https://a.example.com/helpdesk"),
        ("http://localhost:8000/a/b_c-d.e~f/", "http://localhost:8000/a/b_c-d.e~f"),
    ],
)
def test_the_address_may_have_a_path(monkeypatch, url, stored):
    env = read(monkeypatch, **{**PRODUCTION, "PUBLIC_URL": url})
    assert env.public_url == stored
    assert env.hosts[0] == url.split("/")[2].partition(":")[0]


@pytest.mark.parametrize("path", ["api", "admin/x", "static/", "assets", "healthz", "back-office"])
def test_no_path_is_one_of_the_products_own(monkeypatch, path):
    office = {"ADMIN_PATH": "back-office/x/"} if path == "back-office" else {}
    with pytest.raises(ImproperlyConfigured, match="give PUBLIC_URL another path"):
        read(monkeypatch, **PRODUCTION | {"PUBLIC_URL": f"https://a.example.com/{path}"} | office)


def test_development_answers_to_any_host(monkeypatch):
    assert read(monkeypatch, PUBLIC_URL="http://localhost:3000").hosts == ["*"]


def test_only_the_documented_name_sets_a_value(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match="set DJANGO_SECRET_KEY"):
        read(monkeypatch, **{**PRODUCTION, "DJANGO_SECRET_KEY": ""}, SECRET_KEY="x" * 50)


def test_hosts_and_origins_that_can_match(monkeypatch):
    hosts = ["*", ".example.com", "Help.example.com", "localhost", "127.0.0.1", "[::1]"]
    origins = ["https://a.example.com", "http://localhost:3000", "http://[::1]:3000"]
    env = read(
        monkeypatch,
        ALLOWED_HOSTS=",".join(hosts),
        CORS_ALLOWED_ORIGINS=",".join(origins),
        CSRF_TRUSTED_ORIGINS=",".join([*origins, "https://*.example.com"]),
    )
    assert env.allowed_hosts == hosts
    assert env.cors_allowed_origins == origins
    assert env.csrf_trusted_origins == [*origins, "https://*.example.com"]


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


def test_no_setting_of_a_developer_has_a_part_in_the_tests(monkeypatch):
    for name in VARIABLES:
        monkeypatch.setenv(name, "set")
    # Whoever starts the tests names the database.
    assert set(run_stages.environment_without_settings()) & set(VARIABLES) == {"DATABASE_URL"}


@pytest.mark.parametrize("name", [".env.example", "README.md"])
def test_every_setting_is_documented(name):
    text = (settings.PROJECT_DIR / name).read_text(encoding="utf-8")
    for variable in VARIABLES:
        assert re.search(rf"\b{variable}\b", text), f"{variable} is missing from {name}"
