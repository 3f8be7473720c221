"""Signals about created, changed and deleted tickets, for apps above this one.

`tickets.services` sends them within the transaction that writes the tickets: an exception of a
receiver undoes the change. Tickets that are changed or deleted together share one signal, up to
1,000 of them, so that a receiver need not query for each. Imports send none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal


@dataclass(frozen=True)
class TicketChange:
    """The values of a ticket's changed fields, by name, before and after."""

    ticket_id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


# Arguments: `ticket` (Ticket), `by` (Actor). Of one that goes straight to spam it is
# sent once that comes out of there.
ticket_created = Signal()

# A ticket that becomes spam, goes to the bin or comes back changes its `folder`.
# Arguments: `changes` (list of TicketChange), `by` (Actor), `at` (datetime, the new `updated_at`).
ticket_changed = Signal()

# Arguments: `ticket_ids` (list of int, all of one call). The tickets are locked, and still there,
# as are those that they were merged into.
ticket_deleting = Signal()

# Arguments: `ticket_ids` (list of int), `by` (Actor), `at` (datetime).
ticket_deleted = Signal()
