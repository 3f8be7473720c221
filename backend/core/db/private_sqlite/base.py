"""Django's SQLite backend, with a database that other users of the machine cannot read."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from core.private_files import PRIVATE, make_private

# SQLite gives these the rights of the database when it creates them.
COMPANIONS = ("", "-wal", "-shm", "-journal")


def protect(database: str) -> None:
    """Create the database's file if it is missing, and tighten what an earlier release made.

    An existing file is not opened: closing it would end the locks of this process's connections.
    """
    with suppress(OSError):
        os.close(os.open(database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    for companion in COMPANIONS:
        make_private(Path(f"{database}{companion}"))


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to a database that only its owner can read."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not self.is_in_memory_db():
            protect(str(conn_params["database"]))
        return super().get_new_connection(conn_params)
