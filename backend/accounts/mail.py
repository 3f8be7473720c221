"""E-mail set-up."""

from django.conf import settings

# Django's backends that send nothing.
BACKENDS_WITHOUT_DELIVERY = ("dummy", "console")


def can_send_email() -> bool:
    return settings.EMAIL_BACKEND.split(".")[-2] not in BACKENDS_WITHOUT_DELIVERY
