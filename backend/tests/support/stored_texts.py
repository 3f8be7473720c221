"""A search through all that a database stores."""

import base64
import binascii
from collections.abc import Iterator

from django.contrib.sessions.models import Session
from django.db import connection


def readings(value: object) -> Iterator[str]:
    """Yield a value as text, and what it holds as base64, as cached values are stored."""
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode("utf-8", "replace")
    text = str(value)
    yield text
    if isinstance(value, str) and len(text) >= 8:
        try:
            yield base64.b64decode(text, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return


def places_with(marker: str) -> set[str]:
    """Return the columns, as `table.column`, in which any row has the marker, in any case."""
    places = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                places |= {
                    f"{table}.{name}"
                    for name, value in zip(names, row, strict=True)
                    if any(marker in text.lower() for text in readings(value))
                }
    if any(marker in str(session.get_decoded()).lower() for session in Session.objects.all()):
        places.add("django_session, decoded")
    return places
