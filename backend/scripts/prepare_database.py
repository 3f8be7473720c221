"""Migrate the database, then load sample tickets or, in production, collect static files.

Samples go into an empty database only. One process does what several commands of `manage.py` would:
Django starts once, and wrong settings or an unreachable database are reported in one line.
"""

import os
import sys
from pathlib import Path

import processes

BACKEND = Path(__file__).resolve().parent.parent


def prepare() -> None:
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError, call_command
    from django.db import DatabaseError

    try:
        django.setup()
        call_command("migrate", verbosity=0, interactive=False, skip_checks=False)
        from accounts.audit.settings_changes import record_settings

        record_settings()
        if settings.DEBUG:
            call_command("load_sample_tickets")
        else:
            call_command("collectstatic", verbosity=0, interactive=False)
    except (CommandError, DatabaseError, ImproperlyConfigured, OSError) as error:
        sys.exit(f"The database could not be prepared: {' '.join(str(error).split())}")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.path.insert(0, str(BACKEND))
    print("Preparing the database", flush=True)
    try:
        prepare()
    except KeyboardInterrupt:
        return processes.INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
