"""Bring the database up to date; put samples into an empty one, or collect files in production.

With DEBUG off nobody wants sample tickets, and the pages of the admin and the API's description
need their files in one place, under names of their content.

The commands of `manage.py` do this too; here it takes one start of Django instead of two, and what
is wrong with the settings or the database is said in a line.
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
