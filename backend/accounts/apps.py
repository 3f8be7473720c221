from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Agents: invitations, sign-in and API tokens."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Importing them registers the scheme, the check and the receivers.
        from accounts import checks, openapi  # noqa: F401
        from accounts.devices import receivers  # noqa: F401
