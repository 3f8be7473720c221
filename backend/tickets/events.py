"""Signals about created, changed and deleted tickets, for apps above this one.

`tickets.services` sends them within the transaction that writes the tickets: an exception of a
receiver undoes the change. One signal tells of all tickets that were changed or deleted together,
up to 1,000, so that a receiver need not query for each. Imports send none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal


@dataclass(frozen=True)
class TicketChange:
    """The values of a ticket's changed fields, by name, before and after."""

    number: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


# Arguments: `ticket` (Ticket), `by` (Actor).
ticket_created = Signal()

# Arguments: `changes` (list of TicketChange), `by` (Actor), `at` (datetime, the new `updated_at`).
ticket_changed = Signal()

# Arguments: `numbers` (list of int), `by` (Actor), `at` (datetime).
ticket_deleted = Signal()
