from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People whom tickets refer to: requesters."""

    name = "people"
    default_auto_field = "django.db.models.BigAutoField"
