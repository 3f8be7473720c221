from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Agents: invitations, sign-in and API tokens."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Imported for what they register: the scheme, the check and the receivers.
        from accounts import checks, names, openapi  # noqa: F401
        from accounts.agents.rights import connect_guards
        from accounts.audit import receivers as audit_receivers  # noqa: F401
        from accounts.devices import receivers as device_receivers  # noqa: F401
        from accounts.sessions import receivers as session_receivers  # noqa: F401

        connect_guards()
