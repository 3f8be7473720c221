"""Whether e-mail reaches anybody."""

from django.conf import settings

# Those that send nothing.
UNSENT = ("dummy", "console")


def can_send() -> bool:
    return settings.EMAIL_BACKEND.split(".")[-2] not in UNSENT
