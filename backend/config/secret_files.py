"""Secrets read from files, as Docker mounts them: `NAME_FILE` holds the path for `NAME`."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

NAMES = (
    "DATABASE_PASSWORD",
    "DATABASE_URL",
    "DJANGO_SECRET_KEY",
    "EMAIL_PASSWORD",
    "LLM_API_KEY",
    "OIDC_CLIENT_SECRET",
    "SENTRY_DSN",
)


def read_secret_files() -> Iterator[tuple[str, str]]:
    """Yield the name and value of each variable that a file sets; an empty file sets none."""
    for name in NAMES:
        path = os.environ.get(f"{name}_FILE")
        if not path:
            continue
        if os.environ.get(name):
            raise ImproperlyConfigured(f"Please set {name} or {name}_FILE, not both.")
        try:
            value = Path(path).read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is not text"
            raise ImproperlyConfigured(f"{name}_FILE: {path} cannot be read: {why}.") from None
        if value:
            yield name, value
