"""Build steps on Vercel: migrations by one build at a time, and files that are deleted or kept.

`tests/config/test_vercel.py` runs the whole build.
"""

import os
from pathlib import Path

import build_for_vercel
import pytest
from django.db import connection


def test_without_the_platforms_variables_the_build_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.delenv("VERCEL", raising=False)
    assert build_for_vercel.main(["--packages", str(tmp_path)]) == 1
    assert "System Environment Variables" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"VERCEL_ENV": "production"}, True),
        ({"VERCEL_ENV": "preview"}, False),
        ({"VERCEL_ENV": "preview", "MIGRATE_PREVIEWS": "True"}, True),
        ({"VERCEL_ENV": "preview", "MIGRATE_PREVIEWS": "False"}, False),
        ({}, False),
    ],
)
def test_a_preview_leaves_the_database_alone(environ: dict[str, str], expected: bool) -> None:
    assert build_for_vercel.should_migrate(environ) is expected


def test_migrations_take_the_direct_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u@pooler/n")
    monkeypatch.setenv("DATABASE_POOLED", "True")
    monkeypatch.delenv("DATABASE_URL_UNPOOLED", raising=False)
    monkeypatch.delenv("POSTGRES_URL_NON_POOLING", raising=False)
    build_for_vercel.use_direct_connection()
    assert os.environ["DATABASE_URL"] == "postgres://u@pooler/n"
    monkeypatch.setenv("POSTGRES_URL_NON_POOLING", "postgres://u@direct/n")
    build_for_vercel.use_direct_connection()
    assert os.environ["DATABASE_URL"] == "postgres://u@direct/n"
    assert os.environ["DATABASE_POOLED"] == "False"


def test_only_what_nobody_asks_for_is_deleted(tmp_path: Path) -> None:
    kept = (
        "django/conf/locale/__init__.py",
        "django/conf/locale/en/LC_MESSAGES/django.mo",
        "django/conf/locale/en_GB/formats.py",
        "phonenumbers/data/region_DE.py",
        "stdnum/iban.dat",
        "allauth/socialaccount/providers/__init__.py",
        "allauth/socialaccount/providers/openid_connect/provider.py",
        "django/contrib/admin/static/admin/css/base.css",
    )
    deleted = (
        "django/conf/locale/de/LC_MESSAGES/django.mo",
        "allauth/socialaccount/providers/google/provider.py",
        "django/contrib/auth/locale/zh_Hans/LC_MESSAGES/django.mo",
        "allauth/locale/fr/LC_MESSAGES/django.mo",
        "phonenumbers/geodata/data0.py",
        "rest_framework/static/rest_framework/js/default.js",
        "stdnum/oui.dat",
        "gunicorn/app/base.py",
    )
    for name in (*kept, *deleted):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    build_for_vercel.slim(tmp_path)
    assert all((tmp_path / name).exists() for name in kept)
    assert not any((tmp_path / name).exists() for name in deleted)


@pytest.mark.skipif(connection.vendor == "postgresql", reason="this is about SQLite")
def test_it_needs_a_postgresql() -> None:
    with pytest.raises(SystemExit, match="must be a PostgreSQL"):
        build_for_vercel.migrate()
