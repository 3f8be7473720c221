"""The condition of a search: the terms that a ticket must have, each in any of its texts."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.lookups import Contains, IsNull

from tickets.models import Ticket
from tickets.search.models import SearchText


class Holds(Contains):
    """`LIKE`, literally; on SQLite its quicker function, because folded texts have no case."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, Sequence[Any]]:
        lhs, parameters = self.process_lhs(compiler, connection)
        return f"INSTR({lhs}, %s) > 0", [*parameters, self.rhs]


class Unindexed(Func):
    """An expression as it is, but not recognised by PostgreSQL's planner as an index's."""

    template = "(%(expressions)s || '')"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s", **context)


def texts_with(term: str, *, by_index: bool = False) -> QuerySet[SearchText]:
    """Return the texts that contain a term, by the index of words or by reading them."""
    text: Any = F("text")
    # To check few tickets, the planner would else find the texts of all tickets by the index.
    return SearchText.objects.filter(Holds(text if by_index else Unindexed(text), term))


def match_terms(terms: Sequence[str]) -> Q:
    """Return the condition that a ticket has all terms, for few tickets that are known already.

    Subqueries for a value: PostgreSQL may turn an EXISTS round, and does, because it expects few
    texts to contain any term. It would then read all texts first.
    """
    condition = Q()
    for term in terms:
        text = texts_with(term).filter(ticket=OuterRef("pk"))
        condition &= Q(IsNull(Subquery(text.values("pk")[:1]), rhs=False))
    return condition


def find_by_term(tickets: QuerySet[Ticket], term: str) -> QuerySet[Ticket]:
    """Return those of the tickets that have a term, found by the index of words."""
    return tickets.filter(pk__in=texts_with(term, by_index=True).values("ticket"))
