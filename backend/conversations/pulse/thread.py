"""A stamp of one ticket's conversation, which moves with each change."""

import hashlib

from django.db import connection

from people.teams.access import Reader

# Count and time of the messages move with each that is posted, taken back or deleted; an edit of a
# note moves neither. By the indexes of the ticket's id and of the edited messages of a ticket.
STAMP = """
    SELECT version, message_count, last_message_at, (
        SELECT MAX(edited_at) FROM conversations_message
        WHERE ticket_id = %(ticket)s AND edited_at IS NOT NULL
    )
    FROM tickets_ticket WHERE id = %(ticket)s AND {readable}
"""


def get_thread_stamp(ticket_id: int, reader: Reader) -> str | None:
    """Return what changes with a ticket and its messages; None of one that nobody may read."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP.format(readable=reader.readable_sql()), {"ticket": ticket_id})
        found = cursor.fetchone()
    return found and hashlib.sha256(repr(found).encode()).hexdigest()[:16]
