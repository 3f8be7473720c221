from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


def keep_counting(using: str, **_: Any) -> None:
    """Put back the triggers that SQLite drops where a migration has made the table anew."""
    from tickets import summary_sql

    connection = connections[using]
    if (
        connection.vendor == "sqlite"
        and summary_sql.TABLE in connection.introspection.table_names()
    ):
        summary_sql.install(connection)


class TicketsConfig(AppConfig):
    """The core of the product: tickets, their vocabularies, statistics and triage."""

    name = "tickets"

    def ready(self) -> None:
        from tickets.sqlite import make_like_ignore_case_everywhere

        connection_created.connect(
            make_like_ignore_case_everywhere, dispatch_uid="tickets.sqlite.like"
        )
        post_migrate.connect(keep_counting, sender=self, dispatch_uid="tickets.summary")
