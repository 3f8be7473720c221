"""Times that sort last where they are null.

Databases disagree on where nulls sort, and a row comparison with one is neither true nor false.
"""

from datetime import UTC, datetime
from typing import Any

from django.db.models import DateTimeField, Func

# Later than anything that can have happened.
LATEST = datetime(9999, 12, 31, tzinfo=UTC)


class LatestIfNull(Func):
    """A time, or `LATEST` where it is null.

    Indexes have this text. The constant is part of it, because with a parameter in its place SQLite
    would not use the index.
    """

    template = "COALESCE(%(expressions)s, '9999-12-31 00:00:00+00'::timestamptz)"
    output_field = DateTimeField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "COALESCE(%(expressions)s, '9999-12-31 00:00:00')"
        return self.as_sql(compiler, connection, template=template, **context)
