"""Values that cannot work are refused with what to do; harmless ones are taken."""

import os

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import VARIABLES, hints, read_environment
from config.setting_values import find_database_problem, find_host_problem, find_misspelt

SECRET = "pa55word"


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DOTENV_PATH", os.devnull)


@pytest.fixture
def dotenv(tmp_path, monkeypatch):
    path = tmp_path / ".env"
    monkeypatch.setenv("DOTENV_PATH", str(path))
    return path


@pytest.mark.parametrize(
    ("host", "remedy"),
    [
        ("help_desk.example.com", "underscore"),
        ("https://help.example.com", "leave the scheme out"),
        ("help.example.com:8000", "leave the port out"),
        ("help.example.com/desk", "leave the path out"),
        ("help.example.com.", "leave the dot at its end out"),
        ("a.example.com b.example.com", "by commas"),
        ("*.example.com", "write .example.com instead"),
        ("*example.com", "write .example.com instead"),
        ("::1", "square brackets"),
        ("münchen.example", "xn--mnchen-3ya.example"),
        ("a..example.com", "cannot be a host's name"),
        ('["a.example.com"]', "cannot be a host's name"),
        ("-", None),
        ("help.example.com", None),
        ("HELP.example.com", None),
        (".example.com", None),
        ("*", None),
        ("192.0.2.7", None),
        ("[2001:db8::1]", None),
    ],
)
def test_names_of_hosts(monkeypatch, host, remedy):
    problem = find_host_problem(host)
    if remedy is None:
        assert problem is None
        return
    assert problem is not None and remedy in problem
    monkeypatch.setenv("ALLOWED_HOSTS", f"good.example.com,{host}")
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS: "):
        read_environment()


@pytest.mark.parametrize("host", ["help_desk.example.com", "münchen.example"])
def test_an_address_that_no_browser_can_ask_for(monkeypatch, host):
    monkeypatch.setenv("PUBLIC_URL", f"https://{host}")
    with pytest.raises(ImproperlyConfigured, match=r"\nPUBLIC_URL: "):
        read_environment()


@pytest.mark.parametrize(
    ("url", "remedy"),
    [
        (f"postgres://u:{SECRET}#1@db:5432/n", "%23"),
        (f"postgres://u:{SECRET}/1@db:5432/n", "percent sign"),
        (f"postgres://u:12/{SECRET}@db:5432/n", "percent sign"),
        (f"postgres://u:{SECRET}?1@db:5432/n", "percent sign"),
        (f"postgres://u:12?{SECRET}@db:5432/n", "names no database"),
        (f"postgres://u:{SECRET}[1@db:5432/n", "percent sign"),
        (f"postgres://u:{SECRET}@db:5432", "names no database"),
        (f"postgres://u:{SECRET}@db:5432/", "names no database"),
        (f"postgres://u:{SECRET}@db:port/n", "percent sign"),
        (f"postgres://u:{SECRET}@db:99999/n", "percent sign"),
        (f"postgres://u:{SECRET}@fe80::1:5432/n", "percent sign"),
        (f"psql://u:{SECRET}@db/n", "its scheme is none of"),
        (f"mysql://u:{SECRET}@db/n", "its scheme is none of"),
        (f"postgresql+psycopg2://u:{SECRET}@db/n", "its scheme is none of"),
        (f"'postgres://u:{SECRET}@db/n'", "quotes"),
        (f"postgres://u:{SECRET} @db/n", "space"),
        (f"postgres:u:{SECRET}@db/n", "not a database URL"),
        (f"postgres://u:{SECRET}@db/n?schema=x", "search_path"),
        ("db.sqlite3", "not a database URL"),
        ("sqlite://db.sqlite3", "three slashes"),
        ("sqlite://data/db.sqlite3", "three slashes"),
        ("sqlite:///", "name a file"),
        ("sqlite://:memory:", "name a file"),
    ],
)
def test_addresses_of_databases_that_cannot_work(monkeypatch, url, remedy):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match=r"\nDATABASE_URL: ") as error:
        read_environment()
    assert remedy in str(error.value)
    assert SECRET not in str(error.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgres://u:p@db:5432/n",
        "postgresql://u:p@db/n?sslmode=require&connect_timeout=3",
        "pgsql://u@db/n",
        "POSTGRES://u:p@db/n",
        "postgres:///n",
        "postgres://u:p@%2Fvar%2Frun%2Fpostgresql/n",
        "postgres://u:p%23%2F%40@[2001:db8::1]:5432/n",
        "postgres://u:p@ss@db/n",
        "postgres://u:p@db/n?options=-c%20search_path%3Dhelpdesk&supa=x&pgbouncer=true",
        "postgres://u:p@db/n?currentSchema=helpdesk",
        "sqlite:///db.sqlite3",
        "sqlite:////srv/db.sqlite3",
    ],
)
def test_addresses_of_databases_that_can(url):
    assert find_database_problem(url) is None


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("WEB_CONCURRENCY", "two", "a whole number in digits"),
        ("WEB_CONCURRENCY", "1e3", "a whole number in digits"),
        ("WEB_CONCURRENCY", "2.5", "a whole number in digits"),
        ("WEB_CONCURRENCY", "0", "at least 1"),
        ("WEB_CONCURRENCY", "-1", "at least 1"),
        ("WEB_CONCURRENCY", "9" * 5000, "number"),
        ("GUNICORN_THREADS", "0", "at least 1"),
        ("GUNICORN_THREADS", "8 threads", "a whole number in digits"),
        ("EMAIL_PORT", "smtp", "a whole number in digits"),
        ("EMAIL_PORT", "70000", "at most 65535"),
        ("HSTS_SECONDS", "1 year", "a whole number in digits"),
        ("LLM_TIMEOUT", "8s", "a number in digits, without a unit"),
        ("LLM_TIMEOUT", "inf", "number"),
        ("DATABASE_STATEMENT_TIMEOUT", "10s", "a number in digits, without a unit"),
        ("DEBUG", '"False"', "True or False"),
        ("DEBUG", "no!", "True or False"),
        ("SECOND_FACTOR_REQUIRED", "some", "'none', 'admins' or 'all'"),
        ("EMAIL_SECURITY", "ssl", "'starttls', 'tls' or 'none'"),
        ("LOG_LEVEL", "verbose", "'DEBUG'"),
        ("LLM_BASE_URL", "localhost:11434", "http"),
        ("EMAIL_HOST", "smtp://mail.example.com", "name alone"),
        ("EMAIL_HOST", "mail.example.com:587", "name alone"),
        ("EMAIL_FROM", "TicketFlow", "an address"),
        ("EMAIL_FROM", "Ticket Flow <help@example.com>\nBcc: x@example.com", "an address"),
    ],
)
def test_other_values_say_what_to_give(monkeypatch, name, value, remedy):
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured) as error:
        read_environment()
    last = str(error.value).splitlines()[-1]
    assert last.startswith(f"{name}: ")
    assert remedy in last


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        *(("DEBUG", value, True) for value in ("True", "true", "yes", "on", "1", " True\r")),
        *(("DEBUG", value, True) for value in ("TRUE", "Yes")),
        ("OPEN_ACCESS", "off", False),
        ("LOG_LEVEL", "info", "INFO"),
        ("EMAIL_SECURITY", "TLS", "tls"),
        ("WEB_CONCURRENCY", " 4\r", 4),
        ("LLM_MODEL", "a-model\r", "a-model"),
        ("EMAIL_FROM", "help@example.com", "help@example.com"),
    ],
)
def test_what_nobody_sees_does_no_harm(monkeypatch, name, value, meant):
    monkeypatch.setenv(name, value)
    assert getattr(read_environment(), name.lower()) == meant


def test_a_password_keeps_its_spaces(monkeypatch):
    monkeypatch.setenv("EMAIL_PASSWORD", " a b \r\n")
    assert read_environment().email_password.get_secret_value() == " a b "


def test_a_file_as_editors_and_shells_write_it(dotenv):
    dotenv.write_bytes(
        b"\xef\xbb\xbfLLM_MODEL=first\r\nexport LLM_TIMEOUT=3\r\n"
        b"EMAIL_HOST='mail.example.com' # ours\r\nOIDC_NAME=\"Our account\"\r\n"
    )
    env = read_environment()
    assert (env.llm_model, env.llm_timeout) == ("first", 3)
    assert (env.email_host, env.oidc_name) == ("mail.example.com", "Our account")
    assert hints() == []


@pytest.mark.parametrize("content", ["LLM_MODEL=é".encode("latin-1"), "A=1".encode("utf-16")])
def test_a_file_in_another_encoding_is_named(dotenv, content):
    dotenv.write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match="is not in UTF-8: save it in that encoding"):
        read_environment()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_named(dotenv):
    dotenv.write_text("DEBUG=True\n")
    dotenv.chmod(0)
    with pytest.raises(ImproperlyConfigured, match="the right to read it"):
        read_environment()


def test_a_file_that_was_named_has_to_be_there(monkeypatch, tmp_path):
    monkeypatch.setenv("DOTENV_PATH", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match="DOTENV_PATH: there is no file"):
        read_environment()
    monkeypatch.setenv("DOTENV_PATH", str(tmp_path))
    with pytest.raises(ImproperlyConfigured, match="is a folder"):
        read_environment()


def test_bytes_of_another_encoding_are_no_traceback(monkeypatch):
    monkeypatch.setenv("EMAIL_FROM", os.fsdecode(b"H\xe9l\xe8ne <help@example.com>"))
    with pytest.raises(ImproperlyConfigured, match="EMAIL_FROM: write it in UTF-8"):
        read_environment()


def test_names_of_other_products_in_the_file(dotenv):
    dotenv.write_text("SECRET_KEY=x\nOPENAI_API_KEY=y\nLLM_API_KEY=z\n")
    assert hints() == ["SECRET_KEY is no setting: did you mean DJANGO_SECRET_KEY?"]


def test_what_is_lost_in_a_file_is_told(dotenv, monkeypatch):
    dotenv.write_text("DEBUG=True\nDEBUG=False\nDJANGO_SECRETKEY=x\nLLM_MODEL: y\nOTHER_APP=1\n")
    monkeypatch.setenv("DATABASEURL", "postgres://u:p@db/n")
    told = hints()
    assert any("DEBUG stands in .env 2 times" in hint for hint in told)
    assert "Line 4 of .env is no NAME=VALUE and is left out." in told
    assert "DJANGO_SECRETKEY is no setting: did you mean DJANGO_SECRET_KEY?" in told
    assert "DATABASEURL is no setting: did you mean DATABASE_URL?" in told
    assert len(told) == 4
    with pytest.raises(ImproperlyConfigured, match="DJANGO_SECRETKEY is no setting") as error:
        read_environment()
    assert "set DJANGO_SECRET_KEY and DATABASE_URL" in str(error.value).splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("DJANGO_SECRET_KEYS", "DJANGO_SECRET_KEY"),
        ("ALLOWED_HOST", "ALLOWED_HOSTS"),
        ("allowed-hosts", "ALLOWED_HOSTS"),
        ("PUBLICURL", "PUBLIC_URL"),
        ("NUM_PROXY", None),
        ("PATH", None),
        ("HOSTNAME", None),
        ("LOGNAME", None),
        ("POSTGRES_PASSWORD", None),
        ("DATABASE_URL_FILE", None),
        ("debug", None),
        ("EMAIL", None),
    ],
)
def test_names_that_are_nearly_right(name, meant):
    assert find_misspelt([name], VARIABLES) == ({name: meant} if meant else {})
