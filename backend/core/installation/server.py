"""The settings and the machine: key, caches, folders."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError

from core.installation.findings import Finding, Subject

settings_subject = Subject("Settings")
cache_subject = Subject("Cache")
folder_subject = Subject("Folders")


def check_settings() -> Iterator[Finding]:
    if settings.DEBUG:
        yield settings_subject.warning(
            "DEBUG is on, with a published key and open to everybody: set DEBUG=False for others"
        )
    else:
        # Production does not start with another one.
        yield settings_subject.ok("DEBUG is off, and DJANGO_SECRET_KEY is a long one of your own")
    access = "everyone has an agent's rights" if settings.OPEN_ACCESS else "agents sign in"
    if settings.OPEN_ACCESS and not settings.DEBUG:
        yield settings_subject.warning(f"{access}: set OPEN_ACCESS=False unless that is meant")
    else:
        yield settings_subject.ok(access)
    for hint in settings.SETTING_HINTS:
        yield settings_subject.warning(hint)


def check_caches() -> Finding:
    for name in ("default", "shared"):
        key = f"installation-check:{uuid4().hex}"
        try:
            caches[name].set(key, name, 60)
            kept = caches[name].get(key)
            caches[name].delete(key)
        except DatabaseError as error:
            return cache_subject.problem(
                f"its table cannot be used ({type(error).__name__}): run `manage.py migrate`"
            )
        if kept != name:
            return cache_subject.problem("what is stored in it is gone: look at the database's log")
    return cache_subject.ok("it keeps what is stored in it")


def check_folders() -> Iterator[Finding]:
    try:
        with tempfile.TemporaryFile():
            pass
    except OSError as error:
        yield folder_subject.problem(
            f"no temporary file can be made ({error.strerror}): name a folder for them in TMPDIR"
        )
    else:
        yield folder_subject.ok(f"temporary files can be made in {tempfile.gettempdir()}")
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite"):
        folder = Path(database["NAME"]).resolve().parent
        if not os.access(folder, os.W_OK | os.X_OK):
            yield folder_subject.problem(f"this account may not write to {folder}")
