from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    """Tools for HTTP, the database and dates that know no ticket."""

    name = "core"

    def ready(self) -> None:
        # These register themselves when they are imported.
        from core import checks  # noqa: F401
        from core.db.sessions import set_session
        from core.db.sqlite_unicode_like import make_like_ignore_case_everywhere
        from core.http import openapi_fields  # noqa: F401

        connection_created.connect(
            make_like_ignore_case_everywhere, dispatch_uid="core.db.sqlite_unicode_like"
        )
        connection_created.connect(set_session, dispatch_uid="core.db.sessions")
