"""Checks of `manage.py check --deploy`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def check_public_url(**_: Any) -> list[CheckMessage]:
    """Warn if only a guess tells where links in e-mails lead."""
    if settings.PUBLIC_URL:
        return []
    return [
        Warning(
            "PUBLIC_URL is not set: links in e-mails are made of the first name in ALLOWED_HOSTS.",
            hint="Set PUBLIC_URL to the interface's address, for example https://help.example.com",
            id="accounts.W001",
        )
    ]
