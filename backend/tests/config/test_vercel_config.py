"""`vercel.json` agrees with the product, and the platform's variables are understood."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment, read_environment
from config.middleware.security_headers import (
    DENY_ALL,
    FIXED_HEADERS,
    PAGE_POLICY,
    to_header_value,
)
from config.static_files import HASHED_ASSET, HASHED_STATIC, script_hashes

DIST = settings.PROJECT_DIR / "frontend" / "dist"
CONFIGURATION = json.loads((settings.PROJECT_DIR / "vercel.json").read_text())
SERVICES = CONFIGURATION["services"]
PLATFORM = {
    "VERCEL": "1",
    "VERCEL_ENV": "production",
    "VERCEL_URL": "tickets-a1b2c3-team.vercel.app",
    "VERCEL_BRANCH_URL": "tickets-git-main-team.vercel.app",
    "VERCEL_PROJECT_PRODUCTION_URL": "tickets.example.com",
}
OWNERS = {
    "DATABASE_URL": "postgres://user:pw@db.example.com:5432/tickets",
    "DJANGO_SECRET_KEY": "a-key-of-its-own-0123456789-abcdefghijklmnopqrstuvwxyz",
}


def matches(source, path):
    """Return True if a source matches a path on the platform: all are regular expressions."""
    return re.fullmatch(source, path) is not None


def headers_of(service, path):
    return {
        header["key"]: header["value"]
        for rule in SERVICES[service]["headers"]
        if matches(rule["source"], path)
        for header in rule["headers"]
    }


def service_of(path):
    rewrites = CONFIGURATION["rewrites"]
    return next(
        rule["destination"]["service"] for rule in rewrites if matches(rule["source"], path)
    )


@pytest.mark.parametrize(
    ("path", "service"),
    [
        *((path, "backend") for path in ("/api/", "/api/tickets/", "/api/requests/a/", "/api")),
        *((path, "backend") for path in ("/admin", "/admin/", "/admin/tickets/ticket/")),
        *((path, "backend") for path in ("/static/a.css", "/healthz", "/readyz")),
        *((path, "frontend") for path in ("/", "/index.html", "/assets/a.js", "/apis", "/x/api/")),
    ],
)
def test_who_answers(path, service):
    assert service_of(path) == service


def test_addresses_keep_their_slash():
    """Django's addresses end with a slash, files do not; the platform must redirect neither."""
    for scope in (CONFIGURATION, *SERVICES.values()):
        assert not {"trailingSlash", "cleanUrls", "redirects"} & set(scope)


ONCE = {
    **FIXED_HEADERS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": f"max-age={Environment.model_fields['hsts_seconds'].default}",
    "X-Content-Type-Options": "nosniff",
}


@pytest.mark.parametrize(
    ("service", "path"),
    [
        ("frontend", "/"),
        ("frontend", "/index.html"),
        ("frontend", "/icon.svg"),
        ("frontend", "/assets/index-lXYdzZ0g.js"),
        ("backend", "/static/admin/css/base.0123456789ab.css"),
    ],
)
def test_files_have_the_headers_of_the_product(service, path):
    headers = headers_of(service, path)
    caching = headers.pop("Cache-Control", None)
    policy = headers.pop("Content-Security-Policy")
    assert headers == ONCE
    is_page = path in ("/", "/index.html")
    assert (policy == to_header_value(DENY_ALL)) is not is_page
    if is_page:
        assert caching == "no-cache"
    elif HASHED_ASSET.match(path) or HASHED_STATIC.match(path):
        assert caching == "public, max-age=31536000, immutable"
    else:
        assert caching is None


def test_answers_of_the_function_have_none_of_the_networks():
    """Django sends its own headers."""
    for path in ("/api/tickets/", "/admin/", "/healthz"):
        assert headers_of("backend", path) == {}


def test_the_page_may_run_its_own_scripts():
    page = DIST / "index.html"
    if not page.is_file():
        pytest.skip("the interface has not been built: `make test` builds it")
    hashes = " ".join(["'self'", *script_hashes(page)])
    policy = headers_of("frontend", "/")["Content-Security-Policy"]
    assert policy == to_header_value({**PAGE_POLICY, "script-src": hashes})


def test_all_services_are_built_from_what_is_there():
    frontend, backend = SERVICES["frontend"], SERVICES["backend"]
    scripts = json.loads((settings.PROJECT_DIR / "frontend" / "package.json").read_text())[
        "scripts"
    ]
    assert frontend["buildCommand"].removeprefix("npm run ") in scripts
    module, _, variable = backend["entrypoint"].partition(":")
    assert variable == "application"
    (function,) = backend["functions"]
    assert function == f"{module.replace('.', '/')}.py"
    for path in (
        function,
        *backend["buildCommand"].split()[1:],
        backend["installCommand"].split()[-1],
    ):
        assert (settings.BASE_DIR / path).is_file()
    assert "--require-hashes" in backend["installCommand"]


def test_the_longest_question_to_a_model_ends_before_the_function_does():
    limit = SERVICES["backend"]["functions"]["config/vercel.py"]["maxDuration"]
    bounds = Environment.model_fields["llm_timeout"].metadata
    longest = next(bound.le for bound in bounds if hasattr(bound, "le"))
    statements = Environment.model_fields["database_statement_timeout"].default
    assert longest + statements < limit


@pytest.fixture
def known(monkeypatch):
    for field in Environment.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.setenv("DOTENV_PATH", os.devnull)

    def read(**values):
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return read_environment()

    return read


def test_a_production_deployment_knows_itself(known):
    env = known(**PLATFORM, **OWNERS)
    assert (env.debug, env.database_pooled, env.num_proxies) == (False, True, 1)
    assert env.allowed_hosts == [PLATFORM[name] for name in list(PLATFORM)[2:]]
    assert env.public_url == "https://tickets.example.com"


def test_a_preview_is_reached_at_its_branch(known):
    env = known(**{**PLATFORM, "VERCEL_ENV": "preview"}, **OWNERS)
    assert env.public_url == "https://tickets-git-main-team.vercel.app"
    without_git = known(VERCEL_BRANCH_URL="")
    assert without_git.public_url == "https://tickets-a1b2c3-team.vercel.app"


def test_what_the_owner_sets_goes_before(known):
    env = known(
        **PLATFORM,
        **OWNERS,
        ALLOWED_HOSTS="help.example.com",
        PUBLIC_URL="https://help.example.com",
        POSTGRES_URL="postgres://other@db.example.com/other",
        DATABASE_POOLED="False",
    )
    assert env.allowed_hosts == ["help.example.com"]
    assert env.public_url == "https://help.example.com"
    assert env.database_url == OWNERS["DATABASE_URL"]
    assert env.database_pooled is False


def test_a_provider_may_call_the_database_otherwise(known):
    url = "postgres://u:p@pooler.example.com:6543/postgres?sslmode=require&supa=base-pooler.x"
    env = known(**PLATFORM, DJANGO_SECRET_KEY=OWNERS["DJANGO_SECRET_KEY"], POSTGRES_URL=url)
    assert env.database_url == url


def test_without_a_database_the_start_says_so(known):
    with pytest.raises(ImproperlyConfigured, match="set DATABASE_URL"):
        known(**PLATFORM, DJANGO_SECRET_KEY=OWNERS["DJANGO_SECRET_KEY"])


@pytest.mark.parametrize("values", [{}, {"VERCEL": "1", "VERCEL_ENV": "development"}])
def test_elsewhere_nothing_changes(known, values):
    env = known(**values, POSTGRES_URL="postgres://u@h/n", VERCEL_URL="a.vercel.app")
    assert (env.debug, env.database_url, env.database_pooled) == (True, None, False)
    assert (env.allowed_hosts, env.public_url, env.num_proxies) == (["*"], None, 0)


def test_the_platform_finds_the_entry_point_in_the_settings():
    """It reads all settings as JSON, and loads WSGI_APPLICATION."""
    code = (
        "import json; from config import settings as s; "
        "print(json.dumps({k: getattr(s, k) for k in dir(s) if k.isupper()}, default=str))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "DOTENV_PATH": os.devnull, **PLATFORM, **OWNERS},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(result.stdout)
    assert found["WSGI_APPLICATION"] == SERVICES["backend"]["entrypoint"].replace(":", ".")
    assert found["STATIC_ROOT"]
    assert found["STORAGES"]["staticfiles"]["BACKEND"].endswith("ManifestStaticFilesStorage")
