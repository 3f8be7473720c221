"""PostgreSQL behind a pooler that lends a connection for a transaction, such as PgBouncer.

What is set for a session would meet whoever is lent that connection next, and not our own next
transaction. So what should hold goes along with each statement, and ends with its transaction.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def is_pooled(connection: BaseDatabaseWrapper) -> bool:
    """Whether nothing may outlive a transaction (`DATABASE_POOLED`)."""
    return bool(connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"))


@dataclass(frozen=True)
class SentAlong:
    """Wrapper of each statement. The two take one journey and, by themselves, are a transaction."""

    settings: str

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        return execute(sql if many else self.settings + sql, params, many, context)


def send_along(connection: BaseDatabaseWrapper, settings: Mapping[str, str]) -> None:
    """Have settings hold for all that is asked by this connection; names and values are our own."""
    calls = (f"set_config('{name}', '{value}', true)" for name, value in settings.items())
    others = [w for w in connection.execute_wrappers if not isinstance(w, SentAlong)]
    # Before the others: a wrapper that holds for a while is taken off the end again.
    connection.execute_wrappers[:] = [SentAlong(f"SELECT {', '.join(calls)}; "), *others]
