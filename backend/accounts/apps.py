from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Agents: invitations, sign-in and API tokens."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Importing it registers the scheme.
        from accounts import openapi  # noqa: F401
        from accounts.agents import connect_guards

        connect_guards()
