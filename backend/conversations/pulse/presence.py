"""Presence on a ticket: written by each tab for itself, and read by the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from conversations.pulse.models import Doing, Presence
from core.db.transactions import repeatable
from tickets.history.actors import Actor

REFRESH_AFTER = timedelta(seconds=20)
GONE_AFTER = timedelta(seconds=45)
DELETE_AFTER = timedelta(minutes=5)
DELETE_BATCH_SIZE = 100
# Tabs that have one ticket open, as far as they are read.
MAX_TABS = 200
MAX_SHOWN = 50
SOMEONE = "Someone"
# Written out, because each open tab asks it every few seconds: to build it anew would take longer
# than the database needs for it.
PRESENT = """
    SELECT * FROM conversations_presence WHERE ticket_id = %(ticket)s AND at > %(heard_since)s
    ORDER BY since, id LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Visit:
    """A tab on a ticket, and whose it is."""

    tab: str
    ticket_id: int
    doing: Doing
    by: Actor


def get_present(ticket_id: int, now: datetime) -> list[Presence]:
    """Return the tabs that have a ticket open, those that came first before others."""
    heard_since = connection.ops.adapt_datetimefield_value(now - GONE_AFTER)
    values = {"ticket": ticket_id, "heard_since": heard_since, "limit": MAX_TABS}
    return list(Presence.objects.raw(PRESENT, values))


def others_of(present: Iterable[Presence], tab: str, user_id: int | None) -> list[Presence]:
    """Return one row for each other person: of several tabs the one where more is done."""
    found: dict[object, Presence] = {}
    for row in present:
        if row.tab == tab or (user_id is not None and row.user_id == user_id):
            continue
        # Of those who are not signed in, each tab may be a person.
        person = row.user_id or row.tab
        if person not in found or rank(row) > rank(found[person]):
            found[person] = row
    return list(found.values())[:MAX_SHOWN]


def rank(row: Presence) -> int:
    return Doing.values.index(row.doing)


def refresh(visit: Visit, present: Iterable[Presence], now: datetime) -> None:
    """Store the visit if others could not tell it from what is stored, or not for much longer."""
    own = next((row for row in present if row.tab == visit.tab), None)
    is_same = own is not None and (own.doing, own.user_id) == (visit.doing, visit.by.user_id)
    if own is not None and is_same and own.at > now - REFRESH_AFTER:
        return
    row = Presence(
        tab=visit.tab,
        ticket_id=visit.ticket_id,
        user_id=visit.by.user_id,
        name=visit.by.name,
        doing=visit.doing,
        since=own.since if own is not None and is_same else now,
        at=now,
    )
    written = ("ticket", "user", "name", "doing", "since", "at")
    Presence.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["tab"], update_fields=written
    )
    if own is None:
        # Rows come with the opening of tickets, and so they go.
        delete_old(now)


@repeatable
def delete_old(now: datetime) -> None:
    old = Presence.objects.filter(at__lt=now - DELETE_AFTER)
    if ids := list(old.values_list("pk", flat=True)[:DELETE_BATCH_SIZE]):
        # One whose tab was heard of in the meantime stays.
        old.filter(pk__in=ids).delete()


def leave(tab: str) -> None:
    Presence.objects.filter(tab=tab).delete()
