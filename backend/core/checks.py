"""Checks of `manage.py check --database default`, which `migrate` runs too."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from core.db.requirements import find_obstacle


@register
def check_names_of_settings(**_: Any) -> list[CheckMessage]:
    """Warn of what is probably not as it was meant."""
    return [Warning(hint, id="core.W001") for hint in settings.SETTING_HINTS]


@register(Tags.database)
def check_database(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Refuse a database that the product cannot use."""
    obstacles = (find_obstacle(connections[alias]) for alias in databases or ())
    return [Error(obstacle, id="core.E001") for obstacle in obstacles if obstacle]
