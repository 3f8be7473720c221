from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Agents: invitations, sign-in and API tokens."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Importing them registers the scheme and connects the receivers.
        from accounts import openapi  # noqa: F401
        from accounts.sessions import receivers  # noqa: F401
