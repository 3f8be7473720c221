"""Failures of the database that whoever runs the product can mend, each as one sentence.

They are told apart by codes: PostgreSQL words its messages in the server's language.
"""

import os
import sqlite3
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, NotSupportedError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.exceptions import MigrationSchemaMissing

from core.db.outages import PRIMARY_CODE, code_of

READ_ONLY = "25006"
NO_TABLE = ("42P01", "3F000")
NO_RIGHT = "42501"
SHUT_OUT_SQLITE = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
)


def explain(error: BaseException, connection: BaseDatabaseWrapper | None = None) -> str | None:
    """Return what is wrong and what to do, for settings and databases; None for other errors."""
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    if not isinstance(error, DatabaseError):
        return None
    if isinstance(error, MigrationSchemaMissing) and error.__context__:
        error = error.__context__
    connection = connection or connections["default"]
    text = words_of(error, connection)
    code = code_of(error)
    if isinstance(error, NotSupportedError) and error.__cause__ is None:
        old = text.rstrip(".")
        return f"{old}: upgrade the server, or name another one in DATABASE_URL."
    if isinstance(code, int):
        return explain_sqlite(code & PRIMARY_CODE, text, connection)
    if code == READ_ONLY:
        return (
            "The database takes no changes: it is a standby, or default_transaction_read_only is "
            "on. Name the primary in DATABASE_URL, or switch that off (ALTER DATABASE … RESET "
            "default_transaction_read_only)."
        )
    if code in NO_TABLE:
        return f"The database lacks a table: run `manage.py migrate` ({text})."
    if code == NO_RIGHT:
        return (
            f"The database's role lacks a right: grant it as the owner, or name the owner in "
            f"DATABASE_URL ({text})."
        )
    if code is None and isinstance(error, OperationalError):
        return (
            "The database does not take our connection: check DATABASE_URL and DATABASE_PASSWORD "
            f"({text})."
        )
    return None


def explain_sqlite(code: int, text: str, connection: BaseDatabaseWrapper) -> str | None:
    path = Path(connection.settings_dict["NAME"])
    if code == sqlite3.SQLITE_NOTADB:
        return f"{path} is not an SQLite database: name another file in DATABASE_URL."
    if code in SHUT_OUT_SQLITE:
        return (
            f"The SQLite database {path} cannot be used, {explain_unusable(path)}: mend that, or "
            "name another file in DATABASE_URL."
        )
    if text.startswith("no such table"):
        return f"The database lacks a table: run `manage.py migrate` ({text})."
    return None


def explain_unusable(path: Path) -> str:
    """Return why a database's file cannot be used."""
    folder = path.resolve().parent
    if not folder.is_dir():
        return f"for there is no folder {folder}"
    if path.is_dir():
        return "for it is a folder"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"for this account may not write to {folder}"
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        return "for this account may not read and write it"
    return "for the disk is full or refuses to write"


def words_of(error: BaseException, connection: BaseDatabaseWrapper) -> str:
    """Return the database's own words in one line, without the password."""
    text = " ".join(str(error).split())
    password = connection.settings_dict.get("PASSWORD")
    return text.replace(password, "…") if password else text
