"""PostgreSQL behind a pooler that lends a connection for a transaction, such as PgBouncer.

Settings of a session would reach whoever is lent that connection next, and not our own next
transaction. So settings are sent with each statement, and end with its transaction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def is_pooled(connection: BaseDatabaseWrapper) -> bool:
    """Return if nothing may outlive a transaction (`DATABASE_POOLED`)."""
    return bool(connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"))


@dataclass(frozen=True)
class SettingsPrefix:
    """Wrapper of each statement: both are sent at once and, by themselves, are a transaction."""

    settings: str

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        return execute(sql if many else self.settings + sql, params, many, context)


# A transaction's level can be set until its first query; to set it to what it is, always.
ISOLATION = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; "


def prefix_settings(connection: BaseDatabaseWrapper, settings: Mapping[str, str]) -> None:
    """Send settings with every statement of a connection; names and values must be our own.

    So is the level of isolation, whatever the server's default is.
    """
    calls = (f"set_config('{name}', '{value}', true)" for name, value in settings.items())
    prefix = SettingsPrefix(f"{ISOLATION}SELECT {', '.join(calls)}; ")
    others = [w for w in connection.execute_wrappers if not isinstance(w, SettingsPrefix)]
    # Before the others: temporary wrappers are taken off the end again.
    connection.execute_wrappers[:] = [prefix, *others]
