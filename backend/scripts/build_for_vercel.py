"""Build step on Vercel once the packages are installed: slim them, pack bytecode, migrate.

    python scripts/build_for_vercel.py

`vercel.json` names it. Migrations run last, for deployments to production; for a preview only if
MIGRATE_PREVIEWS says that it has a database of its own.
"""

import argparse
import json
import os
import py_compile
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path

BACKEND = Path(__file__).resolve().parent.parent
# The function's folder on the platform, with the packages in it.
TASK, VENDOR = Path("/var/task"), "_vendor"
# A third of all files: geocoding of phone numbers, vendors of network cards, ReDoc, the pages of
# the browsable API, a faster YAML, translations.
UNUSED = (
    "django/contrib/gis",
    "phonenumbers/carrierdata",
    "phonenumbers/geodata",
    "stdnum/imsi.dat",
    "stdnum/oui.dat",
    "drf_spectacular_sidecar/static/drf_spectacular_sidecar/redoc",
    "rest_framework/static",
    "yaml/_yaml.*",
    "gunicorn",
)
LANGUAGES = "*/**/locale/*"
# Of the providers to sign in with, the product knows one protocol.
PROVIDERS = "allauth/socialaccount/providers/*/"
USED_PROVIDERS = ("base", "oauth", "oauth2", "openid_connect")
# Everything that a function imports until it has answered.
LOADED = """
import json, sys
import config.wsgi, config.urls, phonenumbers, tickets.llm_service
from tickets.triage.address import base_url
from tickets.triage.http_client import create_client
create_client("none", base_url(None))
files = {getattr(module, "__file__", None) or "" for module in sys.modules.values()}
print(json.dumps(sorted(file for file in files if file.endswith(".py"))))
"""
# Variables with an address past the pooler.
DIRECT = ("DATABASE_URL_UNPOOLED", "POSTGRES_URL_NON_POOLING")


def check_settings() -> None:
    """Exit with what is wrong with the settings, before anything takes time."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path.insert(0, str(BACKEND))
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.DEBUG  # noqa: B018 - reads them
    except ImproperlyConfigured as error:
        sys.exit(str(error))


def slim(packages: Path) -> None:
    """Delete unused files from the installed packages."""
    languages = (
        folder
        for folder in packages.glob(LANGUAGES)
        if folder.is_dir() and not folder.name.startswith(("en", "__"))
    )
    providers = (one for one in packages.glob(PROVIDERS) if one.name not in USED_PROVIDERS)
    unused = (path for name in UNUSED for path in packages.glob(name))
    for path in (*unused, *languages, *providers):
        if path.is_file():
            path.unlink()
        else:
            shutil.rmtree(path, ignore_errors=True)


def loaded_files() -> list[Path]:
    """Return the source files of all modules that a function loads."""
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOADED],
        cwd=BACKEND,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        sys.exit(f"The product could not be loaded.\n{result.stderr}")
    return [Path(file) for file in json.loads(result.stdout)]


def pack_bytecode(packages: Path) -> int:
    """Compile the modules that a function loads, for `config/vercel.py`; return their number."""
    bytecode = BACKEND / "bytecode"
    shutil.rmtree(bytecode, ignore_errors=True)
    count = 0
    for file in loaded_files():
        if file.is_relative_to(packages):
            place = Path(VENDOR, file.relative_to(packages))
        elif file.is_relative_to(BACKEND):
            place = file.relative_to(BACKEND)
        else:
            continue
        py_compile.compile(
            str(file),
            cfile=str(bytecode / f"{place}c"),
            dfile=str(TASK / place),
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        count += 1
    return count


def should_migrate(environ: Mapping[str, str]) -> bool:
    """Return False for a preview that may share production's database: it may never land."""
    is_production = environ.get("VERCEL_ENV") == "production"
    return is_production or environ.get("MIGRATE_PREVIEWS", "").lower() in ("1", "true")


def use_direct_connection() -> None:
    """Connect past the pooler if the platform provides an address for that."""
    if url := next((os.environ[name] for name in DIRECT if os.environ.get(name)), None):
        os.environ.update(DATABASE_URL=url, DATABASE_POOLED="False")


def migrate() -> None:
    use_direct_connection()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path.insert(0, str(BACKEND))
    import django
    from django.core.management import CommandError, call_command
    from django.db import connection

    django.setup()
    if connection.vendor != "postgresql":
        sys.exit("On Vercel the database must be a PostgreSQL: set DATABASE_URL.")
    try:
        # Builds may run beside each other.
        call_command("migrate_once")
    except CommandError as error:
        sys.exit(str(error))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Build the function for Vercel.")
    parser.add_argument("--packages", type=Path, default=Path(sysconfig.get_path("purelib")))
    packages = parser.parse_args(arguments).packages.resolve()
    if not os.environ.get("VERCEL"):
        print(
            "VERCEL is not set. In the project's settings under Environment Variables, enable "
            "access to System Environment Variables.",
            file=sys.stderr,
        )
        return 1
    check_settings()
    slim(packages)
    print(f"Bytecode of {pack_bytecode(packages)} modules is packed.", flush=True)
    if should_migrate(os.environ):
        migrate()
    else:
        print("A preview: the database is left as it is (MIGRATE_PREVIEWS).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
