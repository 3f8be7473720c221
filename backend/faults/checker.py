"""Compare acknowledged changes with the stored ones: none lost, none doubled."""

from collections import defaultdict
from collections.abc import Iterable

from faults.load import SubmittedTicket

Row = tuple[int, str, str, int]
ROWS = "SELECT id, title, description, version FROM tickets_ticket"


def problems(submitted: Iterable[SubmittedTicket], rows: Iterable[Row]) -> list[str]:
    """Return the differences, one line each."""
    by_title: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_title[row[1]].append(row)
    found: list[str] = []
    for ticket in submitted:
        stored = by_title[ticket.title]
        if len(stored) > 1:
            found.append(f"doubled: {ticket.title}")
        if ticket.id is None:
            continue
        if [row[0] for row in stored] != [ticket.id]:
            found.append(f"lost: {ticket.title} was acknowledged as {ticket.id}")
            continue
        _, _, description, version = stored[0]
        if description not in (ticket.description, *ticket.doubtful):
            found.append(f"change lost: {ticket.title} has {description}, not {ticket}")
        if not ticket.changes < version <= ticket.changes + 1 + len(ticket.doubtful):
            found.append(f"changed {version - 1} times, not {ticket}")
    return found
