"""The query string of a view, read as the list reads its own."""

from typing import Any

from django.core.exceptions import TooManyFieldsSent
from django.http import QueryDict
from django.utils.http import urlencode

from tickets.search.filters import TicketFilter, form_class

UNKNOWN = "There is no filter “{name}”."
REPEATED = "Give “{name}” once."
TOO_MANY = "These are too many filters."
# Names may be anything, and are told in the reason.
NAME_SHOWN = 40


class QueryError(Exception):
    """A query string that the list would not take, by the names of its filters."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(*reasons)
        self.reasons = reasons


def read_query(text: str) -> dict[str, Any]:
    """Return the conditions of a query string; raise `QueryError`."""
    try:
        given = QueryDict(text)
    except TooManyFieldsSent:
        raise QueryError([TOO_MANY]) from None
    names = list(TicketFilter.base_filters)
    unknown = [name for name in given if name not in names]
    repeated = [name for name in TicketFilter.SINGLE if len(given.getlist(name)) > 1]
    reasons = [UNKNOWN.format(name=name[:NAME_SHOWN]) for name in unknown]
    reasons += [REPEATED.format(name=name) for name in repeated]
    if reasons:
        raise QueryError(reasons)
    form = form_class(TicketFilter)(given)
    if not form.is_valid():
        raise QueryError([f"{name}: {e}" for name, errors in form.errors.items() for e in errors])
    return dict(form.cleaned_data)


def to_canonical(text: str) -> str:
    """Return a valid query string with its filters in one order and without empty ones."""
    given = QueryDict(text)
    pairs = [
        (name, values)
        for name in TicketFilter.base_filters
        if (values := list(dict.fromkeys(value for value in given.getlist(name) if value)))
    ]
    return urlencode(pairs, doseq=True)
