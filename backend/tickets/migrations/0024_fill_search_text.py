import sys

from django.db import migrations, transaction

from core.db.trigrams import create_extension, operator_class
from core.text.folding import fold

# The texts must be as the search compares them now, not as it did once: this alone is imported.

BATCH_SIZE = 250
FIELDS = ("title", "description", "requester_name", "requester_email")
FORMER_INDEXES = ("ticket_title_trigrams", "ticket_description_trigrams")
INDEX = "search_text_trigrams"
NO_EXTENSION = """
  There is no pg_trgm ({problem}): searches read the tickets' texts, and the model's
  examples are chosen by common words.
  Once an administrator has created it, run `manage.py index_words`.
"""
# Rows that were written by a transaction which may not have ended when the fill began. Their time
# of change would not do: a program or a person may write without setting it.
WRITTEN_SINCE = "SELECT id FROM tickets_ticket WHERE age(xmin) <= age(%s::text::xid) ORDER BY id"


def copies_of(ticket):
    """Return the sources and folded texts by which a ticket is found."""

    def join(*texts):
        return "\n".join(folded for text in texts if (folded := fold(text)))

    requester = join(ticket.requester_name, ticket.requester_email)
    copies = [("ticket", join(ticket.title, ticket.description))]
    return [*copies, ("requester", requester)] if requester else copies


def put_right(apps, ids):
    """Write what is missing or wrong of these tickets, which are locked so long."""
    ticket_model, copy_model = (apps.get_model("tickets", n) for n in ("Ticket", "SearchText"))
    with transaction.atomic():
        locked = ticket_model.objects.filter(pk__in=ids).select_for_update(no_key=True)
        tickets = list(locked.order_by("pk").only(*FIELDS))
        stored = {ticket.pk: [] for ticket in tickets}
        copies = copy_model.objects.filter(ticket__in=stored, source__in=("ticket", "requester"))
        for ticket_id, source, text in copies.values_list("ticket_id", "source", "text"):
            stored[ticket_id].append((source, text))
        wrong = [t for t in tickets if sorted(stored[t.pk]) != sorted(copies_of(t))]
        copies.filter(ticket__in=[t.pk for t in wrong]).delete()
        copy_model.objects.bulk_create(
            copy_model(ticket=ticket, source=source, text=text)
            for ticket in wrong
            for source, text in copies_of(ticket)
        )


def fill(apps, editor):
    """Go through all tickets; an interrupted run leaves the less to write to the next one."""
    tickets = apps.get_model("tickets", "Ticket").objects.order_by("pk")
    last = 0
    while ids := list(tickets.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH_SIZE]):
        put_right(apps, ids)
        last = ids[-1]


def oldest_running(editor):
    """Return the oldest transaction that has not ended: what it and later ones write is unseen."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT txid_snapshot_xmin(txid_current_snapshot()) % (2 ^ 32)::bigint")
        return cursor.fetchone()[0]


def build_index(editor):
    if problem := create_extension(editor.connection):
        sys.stderr.write(NO_EXTENSION.format(problem=problem))
        return
    editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {INDEX}")
    editor.execute(
        f"CREATE INDEX CONCURRENTLY {INDEX} ON tickets_searchtext "
        f"USING gin (text {operator_class(editor.connection)})"
    )


def fill_and_index(apps, editor):
    """Fill the table, index it, and write what others have written of tickets meanwhile."""
    if editor.connection.vendor != "postgresql":
        with transaction.atomic():
            fill(apps, editor)
        return
    since = oldest_running(editor)
    fill(apps, editor)
    editor.execute("ANALYZE tickets_searchtext")
    build_index(editor)
    for name in FORMER_INDEXES:
        editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
    written = [0]
    while len(written) > 0:
        until = oldest_running(editor)
        with editor.connection.cursor() as cursor:
            cursor.execute(WRITTEN_SINCE, [since])
            written = [row[0] for row in cursor.fetchall()]
        for start in range(0, len(written), BATCH_SIZE):
            put_right(apps, written[start : start + BATCH_SIZE])
        if len(written) < BATCH_SIZE:
            return
        since = until


def index_tickets_again(apps, editor):
    """Give the last release its indexes back."""
    if editor.connection.vendor != "postgresql" or create_extension(editor.connection):
        return
    for name, column in zip(FORMER_INDEXES, FIELDS, strict=False):
        editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
        editor.execute(
            f"CREATE INDEX CONCURRENTLY {name} ON tickets_ticket "
            f"USING gin (UPPER({column}::text) {operator_class(editor.connection)})"
        )


class Migration(migrations.Migration):
    """The copies for the search move to a table of their own, with its index."""

    atomic = False
    dependencies = [("tickets", "0023_search_text")]
    operations = [migrations.RunPython(fill_and_index, index_tickets_again, atomic=False)]
