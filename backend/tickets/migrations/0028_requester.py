import django.db.models.deletion
from django.db import migrations, models, transaction
from django.db.models import Q

from core.db.online_migrations import AddFieldOnline, AddIndexOnline

BATCH_SIZE = 250
EMAIL_MAX_LENGTH = 254
FIELDS = ("requester_name", "requester_email", "requester_id")
# As in 0024: rows written by a transaction which may not have ended when the links were made.
WRITTEN_SINCE = (
    "SELECT id FROM tickets_ticket WHERE (requester_email <> '' OR requester_id IS NOT NULL) "
    "AND age(xmin) <= age(%s::text::xid) ORDER BY id"
)


def to_key(address):
    """Return an address in the form that requesters have."""
    lower = address.lower()
    return lower if len(lower) <= EMAIL_MAX_LENGTH else address


def make_requesters(apps, tickets):
    """Return the ids of the tickets' requesters by their addresses; make those that are missing."""
    requester_model = apps.get_model("people", "Requester")
    names = {}
    for ticket in tickets:
        if key := to_key(ticket.requester_email):
            names[key] = names.get(key) or ticket.requester_name
    there = {one.email: one for one in requester_model.objects.filter(email__in=names)}
    requester_model.objects.bulk_create(
        [requester_model(name=names[key], email=key) for key in sorted(names.keys() - there)],
        ignore_conflicts=True,
    )
    for key, requester in sorted(there.items()):
        if names[key] and not requester.name:
            requester_model.objects.filter(pk=requester.pk, name="").update(name=names[key])
    found = requester_model.objects.filter(email__in=names)
    return dict(found.values_list("email", "pk"))


def put_right(apps, ids):
    """Link these tickets, which are locked so long; they count as unchanged."""
    ticket_model = apps.get_model("tickets", "Ticket")
    with transaction.atomic():
        locked = ticket_model.objects.filter(pk__in=ids).select_for_update(no_key=True)
        tickets = list(locked.order_by("pk").only(*FIELDS))
        requesters = make_requesters(apps, tickets)
        wrong = []
        for ticket in tickets:
            right = requesters.get(to_key(ticket.requester_email))
            if ticket.requester_id != right:
                ticket.requester_id = right
                wrong.append(ticket)
        ticket_model.objects.bulk_update(wrong, ["requester"])


def link(apps):
    """Go through all tickets with an address; an interrupted run leaves the less to the next."""
    tickets = apps.get_model("tickets", "Ticket").objects.exclude(requester_email="")
    last = 0
    while ids := list(
        tickets.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH_SIZE]
    ):
        put_right(apps, ids)
        last = ids[-1]


def oldest_running(editor):
    """Return the oldest transaction that has not ended: what it and later ones write is unseen."""
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT txid_snapshot_xmin(txid_current_snapshot()) % (2 ^ 32)::bigint")
        return cursor.fetchone()[0]


def link_all(apps, editor):
    """Link all tickets, also those that others have written meanwhile."""
    if editor.connection.vendor != "postgresql":
        link(apps)
        return
    since = oldest_running(editor)
    link(apps)
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


class Migration(migrations.Migration):
    """Tickets of one address belong to one requester."""

    atomic = False
    dependencies = [
        ("people", "0001_initial"),
        ("tickets", "0027_conversation_state"),
    ]
    operations = [
        AddFieldOnline(
            model_name="ticket",
            name="requester",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                editable=False,
                help_text="Whose address the ticket has; null where it has none.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tickets",
                to="people.requester",
            ),
        ),
        migrations.RunPython(link_all, migrations.RunPython.noop, atomic=False),
        AddIndexOnline(
            model_name="ticket",
            index=models.Index(
                fields=["requester", "-created_at", "-id"],
                condition=Q(requester__isnull=False),
                name="ticket_of_requester",
            ),
        ),
    ]
