"""An index of the parts of words for SQLite, so that a search need not read every ticket.

FTS5's trigrams stand in for what PostgreSQL has in `pg_trgm`. The index only says which tickets may
have the words: it folds case by rules of its own, and whoever searches still compares. Triggers
keep it right whatever writes the tickets; they call built-in functions only, so that a plain
SQLite shell can write too. The index counts just as long as its triggers are there.
"""

import sqlite3
import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Any

from django.core.exceptions import FullResultSet
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import BooleanField, F, Func
from django.db.models.sql.compiler import SQLCompiler

from core.db.sqlite_unicode_like import fold

TABLE = "tickets_words"
SINCE = ("tickets", "0009_sqlite_words")
PART_LENGTH = 3
# The tokenizer stops at a NUL, so a text with one is filed under this: it may have any word.
UNREADABLE = "\ue000\ue001\ue002"
# Where one in so many tickets may have the words, reading them in order finds a page sooner than
# picking each of them out.
COMMON = 8

# Neither texts nor positions are kept: which tickets have a part is all that is asked.
DEFINITION = "fts5(text, content='', columnsize=0, detail=none, tokenize='trigram')"


def text_of(row: str) -> str:
    """An expression for what is filed of a row of the tickets' table."""
    text = f"{row}.title || char(10) || {row}.description"
    return f"CASE WHEN instr({text}, char(0)) THEN '{UNREADABLE}' ELSE {text} END"


def add(row: str) -> str:
    return f"INSERT INTO {TABLE} (rowid, text) VALUES ({row}.id, {text_of(row)});"


def remove(row: str) -> str:
    return (
        f"INSERT INTO {TABLE} ({TABLE}, rowid, text) VALUES ('delete', {row}.id, {text_of(row)});"
    )


TRIGGERS = {
    f"{TABLE}_insert": ("INSERT", add("NEW")),
    f"{TABLE}_delete": ("DELETE", remove("OLD")),
    f"{TABLE}_update": ("UPDATE OF id, title, description", f"{remove('OLD')} {add('NEW')}"),
}


@lru_cache(maxsize=1)
def spellings() -> dict[str, tuple[str, ...]] | None:
    """The characters that count as one to the search but not to the tokenizer, by that one.

    To the search "ı" is an "I" and to the tokenizer it is not; which others there are depends on
    the Unicode that Python and SQLite have each, so the tokenizer itself is asked. None where this
    SQLite has no such tokenizer.
    """
    same: dict[str, list[str]] = {}
    for character in map(chr, range(sys.maxunicode + 1)):
        if fold(character) != character:
            same.setdefault(fold(character), [fold(character)]).append(character)
    try:
        terms = terms_of([character for characters in same.values() for character in characters])
    except sqlite3.OperationalError:
        return None
    return {
        folded: tuple({terms[character]: character for character in characters}.values())
        for folded, characters in same.items()
    }


def terms_of(characters: list[str]) -> dict[str, str]:
    """What the tokenizer makes of each character, three times over."""
    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE VIRTUAL TABLE words USING fts5(text, tokenize='trigram')")
        database.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(words, instance)")
        database.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            ((ord(character), character * PART_LENGTH) for character in characters),
        )
        return {chr(code): term for term, code in database.execute("SELECT term, doc FROM terms")}
    finally:
        database.close()


def parts_of(word: str) -> Iterator[str]:
    """Every part of a word, as a query for it in each of its spellings."""
    spelled = spellings() or {}
    folded = fold(word)
    for part in dict.fromkeys(
        folded[start : start + PART_LENGTH] for start in range(len(folded) - PART_LENGTH + 1)
    ):
        if "\0" in part:
            continue
        choices = product(*(spelled.get(character, (character,)) for character in part))
        quoted = ('"' + "".join(choice).replace('"', '""') + '"' for choice in choices)
        yield f"({' OR '.join(quoted)})"


def query_for(words: list[str]) -> str:
    """A query that finds at least the tickets with all the words; empty where it finds any."""
    parts = dict.fromkeys(part for word in words for part in parts_of(word))
    return f'"{UNREADABLE}" OR ({" AND ".join(parts)})' if parts else ""


class MayHaveWords(Func):
    """The condition that a ticket may have the words.

    It is left out, for the comparison alone to decide, where there is no index to ask, where the
    words are too short for it, and where too many tickets have them for it to help.
    """

    output_field = BooleanField()

    def __init__(self, words: list[str]) -> None:
        super().__init__(F("pk"))
        self.words = words

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        """Elsewhere the comparison itself has an index."""
        raise FullResultSet

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any
    ) -> tuple[str, tuple[str | int, ...]]:
        query = query_for(self.words)
        if not query or not is_installed(connection) or is_common(connection, query):
            raise FullResultSet
        pk, parameters = compiler.compile(self.source_expressions[0])
        rows = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"
        return f"{pk} IN ({rows})", (*parameters, query)


def is_installed(connection: BaseDatabaseWrapper) -> bool:
    """Whether the index is there, and kept right by all its triggers."""
    if spellings() is None:
        return False
    count = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (?, ?, ?)"
    return number(connection, count, *TRIGGERS) == len(TRIGGERS)


def is_common(connection: BaseDatabaseWrapper, query: str) -> bool:
    """Whether so many tickets may have the words that the index is of no help."""
    few = number(connection, "SELECT MAX(id) FROM tickets_ticket") // COMMON
    found = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH ? LIMIT ?"
    return number(connection, f"SELECT COUNT(*) FROM ({found})", query, few + 1) > few


def number(connection: BaseDatabaseWrapper, sql: str, *values: Any) -> int:
    """Ask past Django's cursor: this is part of making a query, not one of its own."""
    connection.ensure_connection()
    return connection.connection.execute(sql, values).fetchone()[0] or 0


def install(connection: BaseDatabaseWrapper) -> None:
    """Have the index, with all tickets in it, where SQLite can: filled anew if it went unkept.

    A SQLite that cannot must not be asked to, or nothing could write a ticket any more.
    """
    if spellings() is None:
        drop_triggers(connection)
    elif not is_installed(connection):
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            drop_triggers(connection)
            cursor.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING {DEFINITION}")
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")
            cursor.execute(
                f"INSERT INTO {TABLE} (rowid, text) "
                f"SELECT t.id, {text_of('t')} FROM tickets_ticket AS t ORDER BY t.id"
            )
            for name, (event, body) in TRIGGERS.items():
                cursor.execute(
                    f"CREATE TRIGGER {name} AFTER {event} ON tickets_ticket "
                    f"FOR EACH ROW BEGIN {body} END"
                )


def resume_indexing(using: str, **_: Any) -> None:
    """Put back the triggers that SQLite drops where a migration has made the table anew.

    Receiver of `post_migrate`. By the migration, not by the index, which is not there as long as
    SQLite cannot have one.
    """
    connection = connections[using]
    if (
        connection.vendor == "sqlite"
        and SINCE in MigrationRecorder(connection).applied_migrations()
    ):
        install(connection)


def uninstall(connection: BaseDatabaseWrapper) -> None:
    drop_triggers(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
