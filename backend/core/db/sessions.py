"""The settings of a session that the product relies on, whatever the server's defaults are.

`ALTER DATABASE … SET` and `ALTER ROLE … SET` change them for everybody who connects. Django itself
sets the time zone and the client's encoding, its driver the style of dates.
"""

from typing import Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper

from core.db.pooler import is_pooled

SETTINGS = {
    # The product locks rows and then reads them as they are by now.
    "default_transaction_isolation": "read committed",
    "default_transaction_deferrable": "off",
    "IntervalStyle": "postgres",
}
# In milliseconds. Commands may take their time; requests get limits of their own.
LIMITS = {
    "statement_timeout": "0",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "transaction_timeout": "0",
}
TRANSACTION_TIMEOUT_SINCE = 17_00_00


def set_session(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Set up a new connection; receiver of `connection_created`. Limits in `DATABASE_URL` stay.

    Behind a pooler `prefix_settings` does so.
    """
    if connection.vendor != "postgresql" or is_pooled(connection):
        return
    chosen = str(connection.settings_dict["OPTIONS"].get("options", ""))
    settings = SETTINGS | {name: value for name, value in LIMITS.items() if name not in chosen}
    if cast(Any, connection).pg_version < TRANSACTION_TIMEOUT_SINCE:
        settings.pop("transaction_timeout", None)
    calls = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in settings.items())
    with connection.cursor() as cursor:
        # A limit of the server's may be too short for more than one quick statement.
        cursor.execute(f"SELECT {calls}")
