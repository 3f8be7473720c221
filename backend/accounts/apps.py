from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Agents: invitations, sign-in and API tokens."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Importing them registers the scheme and the receivers.
        from accounts import names, openapi  # noqa: F401
        from accounts.agents import connect_guards
        from accounts.audit import receivers  # noqa: F401

        connect_guards()
