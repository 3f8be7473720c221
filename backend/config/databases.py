"""Django's settings for a database, from its URL."""

from typing import Any

import dj_database_url

from .setting_values import PROVIDER_OPTIONS

# Else a query to a machine that has vanished hangs for minutes. The URL can override them.
POSTGRES_TIMEOUTS = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
    "tcp_user_timeout": 15_000,
}


def database_settings(url: str, *, pooled: bool = False) -> dict[str, Any]:
    """Return Django's settings for one database.

    SQLite gets options for several threads. A pooler may run each transaction on a different
    connection of the server: behind one nothing may outlive a transaction (see
    `core/db/pooler.py`), and Django need not keep connections open.
    """
    database: dict[str, Any] = dict(
        dj_database_url.parse(url, conn_max_age=0 if pooled else 60, conn_health_checks=True)
    )
    database["DISABLE_SERVER_SIDE_CURSORS"] = pooled
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["ENGINE"] = "core.db.private_sqlite"
        # A transaction that reads, then writes, fails at once if another one wrote in between,
        # whatever the time-out. Taking the write lock first makes it wait.
        database["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    elif database["ENGINE"] == "django.db.backends.postgresql":
        options = {**POSTGRES_TIMEOUTS, **database.get("OPTIONS", {})}
        database["OPTIONS"] = {
            name: value for name, value in options.items() if name not in PROVIDER_OPTIONS
        }
    return database
