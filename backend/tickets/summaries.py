"""All tables of counts that the database keeps."""

from collections.abc import Sequence
from typing import Any

from django.db import connections, transaction

from tickets import summary_sql, triage_summary_sql

SUMMARIES = (summary_sql.SUMMARY, triage_summary_sql.SUMMARY)


def stop_counting(using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    """Take the triggers away before migrations, on SQLite, which could not go past them.

    It changes a table by making it anew, and refuses to where a trigger elsewhere names the table.
    Receiver of `pre_migrate`.
    """
    connection = connections[using]
    if connection.vendor == "sqlite" and plan:
        for summary in SUMMARIES:
            summary.uninstall(connection)


def resume_counting(using: str, **_: Any) -> None:
    """Put the triggers back, and count what was written meanwhile. Receiver of `post_migrate`.

    Also where nothing was migrated: what was interrupted before may have left them away.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        for summary in SUMMARIES:
            if summary.is_there(connection) and not summary.has_triggers(connection):
                with transaction.atomic(using=using):
                    summary.install(connection)
                    summary.mend(connection)
