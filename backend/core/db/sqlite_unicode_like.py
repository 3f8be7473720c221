"""A `LIKE` for SQLite that ignores case in every script, as PostgreSQL's `UPPER` comparison does.

SQLite's own `LIKE` folds the case of A–Z only, so that "ÜBERWEISUNG" would not find
"Überweisung". SQLite lets an application replace the function behind the operator
(https://www.sqlite.org/lang_corefunc.html#like).
"""

import re
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def fold(text: str) -> str:
    """Return the text in upper case, each character by itself, as PostgreSQL does: ß stays ß."""
    upper = text.upper()
    if len(upper) == len(text):
        return upper
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


@lru_cache(maxsize=256)
def compile_like(pattern: str, escape: str | None) -> re.Pattern[str]:
    """Return a regular expression that matches folded texts as a `LIKE` pattern does."""
    parts: list[str] = []
    characters = iter(pattern)
    for character in characters:
        if character == escape:
            parts.append(re.escape(fold(next(characters, ""))))
        elif character == "%":
            parts.append(".*?")
        elif character == "_":
            parts.append(".")
        else:
            parts.append(re.escape(fold(character)))
    # Without the wildcards at its ends the expression starts and stops at the literal text, for
    # which the matcher scans many times faster.
    start, end = r"\A", r"\Z"
    if parts[:1] == [".*?"]:
        start, parts = "", parts[1:]
    if parts[-1:] == [".*?"]:
        end, parts = "", parts[:-1]
    return re.compile(start + "".join(parts) + end, re.DOTALL)


def like(pattern: str | None, text: str | None, escape: str | None = None) -> bool | None:
    """Return the result of SQL's `text LIKE pattern ESCAPE escape`, whatever the case."""
    if pattern is None or text is None:
        return None
    return compile_like(str(pattern), escape).search(fold(str(text))) is not None


def make_like_ignore_case_everywhere(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Install `like` on a new SQLite connection; receiver of `connection_created`."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("like", 2, like, deterministic=True)
        connection.connection.create_function("like", 3, like, deterministic=True)
