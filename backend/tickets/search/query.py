"""By what tickets are narrowed: how they are found and counted depends on it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from tickets.models import Ticket, TicketQuerySet
from tickets.vocabulary import DONE, VOCABULARIES

# PostgreSQL takes words apart into three letters or digits each.
INDEXED = re.compile(r"[^\W_]{3}")


@dataclass(frozen=True)
class Narrowed:
    """Tickets that fit, and what they fit.

    `otherwise` is narrowed by all but values; `chosen` has the accepted values of categories,
    priorities and statuses, where not all are. `search` and the two numbers of days are empty where
    they narrow nothing.
    """

    otherwise: TicketQuerySet
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    search: str = ""
    created_within: int | None = None
    resolved_within: int | None = None

    @cached_property
    def tickets(self) -> TicketQuerySet:
        return self.otherwise.filter(
            **{f"{name}__in": given for name, given in self.chosen.items()}
        )

    def accepted(self, name: str) -> list[str]:
        """The values of a field that these tickets can have."""
        values: list[str] = VOCABULARIES[name].values
        if chosen := self.chosen.get(name):
            values = [value for value in values if value in chosen]
        if name == "status" and self.resolved_within:
            values = [value for value in values if value in DONE]
        return values

    def having(self, name: str, value: str) -> "Narrowed":
        """Those of the tickets that have a value of a field."""
        return replace(self, chosen={**self.chosen, name: [value]})

    def by_values(self) -> "Narrowed":
        """All tickets with the accepted values, whatever else narrows them."""
        return Narrowed(Ticket.objects.all(), self.chosen)

    @property
    def is_counted(self) -> bool:
        """Whether the database keeps count of such tickets: by day, and of one event at a time."""
        return not self.search and not (self.created_within and self.resolved_within)

    def is_in_order_of(self, time: str) -> bool:
        """Whether an index has these tickets in the order of a time, without others between."""
        return (
            not self.search
            and not self.resolved_within
            and (not self.created_within or time == "created_at")
        )

    @property
    def is_indexed(self) -> bool:
        """Whether an index finds these tickets, in whatever order."""
        return not self.search or any(INDEXED.search(word) for word in self.search.split())
