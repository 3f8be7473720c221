"""Conditions on tickets: one meaning of filters for the list, its counts and bulk changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.dates import start_of_last
from people.teams.access import READS_ALL, Reader
from tickets.access import PRESENT
from tickets.models import Ticket
from tickets.search.direct_hits import find_direct_hits
from tickets.search.tag_conditions import NO_CONDITIONS, TagConditions
from tickets.search.terms import split_terms
from tickets.search.trigram_index import has_trigrams
from tickets.search.word_frequency import Rarest, find_rarest
from tickets.search.word_match import find_by_term, match_terms
from tickets.vocabulary import DONE, FACETS, VOCABULARIES, Awaiting

# Filters by fields that the index of the facets does not know, and the fields by the types of the
# values. Each field needs an index of its own: tickets are found by it and then sorted.
SPARSE_FIELDS: dict[str, dict[type, str]] = {
    "requester": {int: "requester_id", str: "requester_email"},
    "assignee": {int: "assignee_id"},
    "team": {int: "team_id"},
    "awaiting": {str: "awaiting"},
    "folder": {str: "folder"},
    # Of an app above: at most one row for a ticket and an agent.
    "followed": {int: "followers__user_id"},
}
# Filters by the last so many days of the team's, and the columns of the times.
DAYS_FIELDS = {
    "created_within": "created_at",
    "resolved_within": "resolved_at",
    "first_response_within": "first_response_at",
    "assigned_within": "assigned_at",
    "answered_within": "last_agent_at",
}
# Those of them that the counters know.
COUNTED_DAYS = ("created_within", "resolved_within")
# The value that stands for a field without one, in the API too.
NONE = "none"
# Stands before the name of a filter by what a field is not.
EXCLUDE = "exclude_"
NO_ID = 0


def match_sparse(name: str, values: Sequence[int | str]) -> Q:
    """Return the condition that a ticket has one of the values of a sparse filter."""
    if not values:
        return Q(pk__in=[])
    condition = Q()
    columns = SPARSE_FIELDS[name]
    for kind, column in columns.items():
        if of_kind := [value for value in values if isinstance(value, kind)]:
            condition |= Q(**{f"{column}__in": of_kind})
    if str not in columns and NONE in values:
        condition |= Q(**{f"{columns[int]}__isnull": True})
    return condition


def match_excluded(name: str, values: Sequence[int | str]) -> Q:
    """Return the condition that a ticket has none of the values of a sparse filter.

    It names the ranges between the values: an index finds these, but not what a value is unlike.
    """
    column = SPARSE_FIELDS[name][int]
    ids = sorted({value for value in values if isinstance(value, int)})
    if not ids:
        return Q(**{f"{column}__isnull": False})
    condition = Q() if NONE in values else Q(**{f"{column}__isnull": True})
    condition |= Q(**{f"{column}__lt": ids[0]}) | Q(**{f"{column}__gt": ids[-1]})
    for low, high in pairwise(ids):
        if low + 1 < high:
            condition |= Q(**{f"{column}__gt": low, f"{column}__lt": high})
    return condition


def choose_sparse(conditions: Mapping[str, Any]) -> dict[str, dict[str, list[Any]]]:
    """Return the values of the sparse filters, and those that are excluded where any others may be.

    They are the arguments of a query.
    """
    filters: dict[str, list[Any]] = {}
    exclusions: dict[str, list[Any]] = {}
    for name in SPARSE_FIELDS:
        included = list(dict.fromkeys(conditions.get(name) or ()))
        excluded = list(dict.fromkeys(conditions.get(EXCLUDE + name) or ()))
        if included:
            filters[name] = [value for value in included if value not in excluded]
        elif excluded:
            exclusions[name] = excluded
    return {"sparse_filters": filters, "sparse_exclusions": exclusions}


def without_hidden(conditions: Mapping[str, Any], reader: Reader) -> Mapping[str, Any]:
    """Return conditions that name no hidden team: the index would find its tickets all the same."""
    teams = conditions.get("team")
    if not teams or not reader.hidden_teams:
        return conditions
    # No team has the number.
    shown = [team for team in teams if team not in reader.hidden_teams] or [NO_ID]
    return {**conditions, "team": shown}


def choose_values(name: str, conditions: Mapping[str, Any]) -> list[str] | None:
    """Return the values that a facet may have; None where it may have any."""
    included, excluded = conditions.get(name), conditions.get(EXCLUDE + name)
    if not included and not excluded:
        return None
    values = dict.fromkeys(included or VOCABULARIES[name].values)
    return [value for value in values if value not in (excluded or ())]


@dataclass(frozen=True)
class TicketQuery:
    """Conditions on tickets. Values of one field are alternatives; the conditions all hold.

    Only tickets that the reader may read meet them.
    `field_filters` has values of the `FACETS`, also where a filter excludes the others; without a
    value, no ticket matches. `sparse_filters` has values of the `SPARSE_FIELDS`, and
    `sparse_exclusions` values that these must not have; `tags` is what holds for a ticket's tags;
    `terms` are those of a search, and `direct_hits` the tickets that it names by number or
    reference. `days` has numbers of the team's days, today included, of the `DAYS_FIELDS`;
    `older_than` is such a number of days in which a ticket was not created. `is_snoozed` is true
    for tickets that are snoozed now, false for all others. What is empty or None is no condition;
    only without a `folder`, tickets are in none.
    """

    field_filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sparse_filters: Mapping[str, Sequence[int | str]] = field(default_factory=dict)
    sparse_exclusions: Mapping[str, Sequence[int | str]] = field(default_factory=dict)
    tags: TagConditions = NO_CONDITIONS
    terms: Sequence[str] = ()
    direct_hits: Sequence[int] = ()
    days: Mapping[str, int] = field(default_factory=dict)
    older_than: int | None = None
    is_snoozed: bool | None = None
    reader: Reader = READS_ALL

    @classmethod
    def from_conditions(
        cls,
        conditions: Mapping[str, Any],
        reader: Reader = READS_ALL,
        tags: Mapping[str, int] | None = None,
    ) -> Self:
        """Return a reader's query for validated conditions, by their names in the API.

        `tags` has the ids of the tags that they name, where the caller has looked them up.
        """
        terms = split_terms(conditions.get("search") or "")
        return cls(
            field_filters={
                name: chosen
                for name in FACETS
                if (chosen := choose_values(name, conditions)) is not None
            },
            **choose_sparse(without_hidden(conditions, reader)),
            tags=TagConditions.from_names(conditions, tags),
            terms=terms,
            direct_hits=find_direct_hits(terms),
            days={name: days for name in DAYS_FIELDS if (days := conditions.get(name))},
            older_than=conditions.get("older_than"),
            is_snoozed=conditions.get("snoozed"),
            reader=reader,
        )

    @cached_property
    def readable(self) -> QuerySet[Ticket]:
        """The tickets that the reader may read, but for spam and the bin unless it is of these."""
        tickets = Ticket.objects.filter(self.reader.match())
        return tickets if "folder" in self.sparse_filters else tickets.filter(PRESENT)

    @cached_property
    def without_words(self) -> QuerySet[Ticket]:
        """The tickets that meet all conditions but the search and the field filters."""
        tickets = self.readable
        for name, values in self.sparse_filters.items():
            tickets = tickets.filter(match_sparse(name, values))
        for name, values in self.sparse_exclusions.items():
            tickets = tickets.filter(match_excluded(name, values))
        if self.tags.is_given:
            tickets = tickets.filter(self.tags.condition())
        for name, days in self.days.items():
            tickets = tickets.filter(**{f"{DAYS_FIELDS[name]}__gte": start_of_last(days)})
        if self.older_than:
            tickets = tickets.filter(created_at__lt=start_of_last(self.older_than))
        if self.is_snoozed is not None:
            tickets = tickets.filter(self.match_snoozed())
        return tickets

    def match_snoozed(self) -> Q:
        """Return the condition that a ticket is snoozed now, or not; what is due is not."""
        now = timezone.now()
        if self.is_snoozed:
            return Q(snoozed_until__gt=now)
        return Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=now)

    @cached_property
    def base(self) -> QuerySet[Ticket]:
        """The tickets that meet all conditions but the field filters."""
        if not self.terms:
            return self.without_words
        condition = match_terms(self.terms)
        if self.direct_hits:
            condition |= Q(pk__in=self.direct_hits)
        return self.without_words.filter(condition)

    @cached_property
    def tickets(self) -> QuerySet[Ticket]:
        return self.filter_fields(self.base)

    @cached_property
    def rarest(self) -> Rarest | None:
        """The term to look up in the index of words."""
        return find_rarest(self.terms)

    @property
    def has_rare_term(self) -> bool:
        return self.rarest is not None and self.rarest.is_rare

    @cached_property
    def by_index(self) -> list[QuerySet[Ticket]]:
        """The same tickets as those of one or two statements that do not sort them.

        The index of words finds them, where it has a term and no other field is more selective.
        """
        if self.is_sparse or self.rarest is None:
            return [self.tickets]
        first = self.rarest.term
        others = [term for term in self.terms if term != first]
        parts = [find_by_term(self.without_words, first).filter(match_terms(others))]
        if self.direct_hits:
            # With OR, neither part would be found by its index.
            parts.append(self.without_words.filter(pk__in=self.direct_hits))
        return [self.filter_fields(part).order_by() for part in parts]

    def filter_fields(self, tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
        return tickets.filter(**{f"{name}__in": v for name, v in self.field_filters.items()})

    def allowed_values(self, name: str) -> list[str]:
        """Return the values of a facet that these tickets can have, in the vocabulary's order."""
        values: list[str] = VOCABULARIES[name].values
        if (filtered := self.field_filters.get(name)) is not None:
            values = [value for value in values if value in filtered]
        if name == "status" and "resolved_within" in self.days:
            values = [value for value in values if value in DONE]
        if name == "status" and self.is_open:
            values = [value for value in values if value not in DONE]
        return values

    @property
    def is_contradictory(self) -> bool:
        """True where no ticket can match.

        Of a field all values are excluded that it may have, or the days in which tickets were
        created are among those in which they were not.
        """
        created_within = self.days.get("created_within")
        if self.older_than and created_within and created_within <= self.older_than:
            return True
        return not all((*self.field_filters.values(), *self.sparse_filters.values()))

    @property
    def has_sparse(self) -> bool:
        """True where there are conditions on fields that the index of the facets does not know."""
        is_sparse = self.sparse_filters or self.sparse_exclusions or self.is_snoozed
        return bool(is_sparse) or self.tags.is_given

    @property
    def is_open(self) -> bool:
        """True where none is done: it is nobody's turn then, and such tickets are not snoozed."""
        turns = self.sparse_filters.get("awaiting", ())
        return bool(self.is_snoozed) or (bool(turns) and Awaiting.NOBODY not in turns)

    @property
    def is_sparse(self) -> bool:
        """True where the index of a column or of the tags finds the tickets, which are sorted."""
        return bool(self.sparse_filters or self.is_snoozed) or self.tags.is_sparse

    @property
    def is_broad(self) -> bool:
        """True where an index has these tickets, but probably more than can be sorted."""
        is_by_turn = self.sparse_filters.keys() == {"awaiting"}
        is_narrowed = self.terms or self.is_snoozed or self.tags.is_sparse
        return is_by_turn and not is_narrowed

    @property
    def has_own_order(self) -> bool:
        """True where an index of a sparse field has these tickets in the order of creation."""
        return bool(self.sparse_filters.keys() & {"assignee", "team"})

    @property
    def is_without_waiting(self) -> bool:
        """True where no requester waits for an agent in any of these tickets."""
        turns = self.sparse_filters.get("awaiting", ())
        return bool(turns) and Awaiting.AGENT not in turns

    def has_turn_in_order_of(self, time: str) -> bool:
        """True where an index has the tickets of the one turn in the order of a time column."""
        turns = self.sparse_filters.get("awaiting", ())
        if time == "waiting_since":
            return turns == [Awaiting.AGENT]
        return len(turns) == 1 and time in ("created_at", "last_message_at")

    def with_value(self, name: str, value: str) -> Self:
        """Return the query with one value of a facet as its filter."""
        return replace(self, field_filters={**self.field_filters, name: [value]})

    def without_tag(self, tag: int) -> Self:
        """Return what remains of the query for tickets that are known to have a tag."""
        return replace(self, tags=self.tags.without(tag))

    def with_field_filters_only(self) -> "TicketQuery":
        """Return the reader's query with the field filters and no other condition."""
        return TicketQuery(field_filters=self.field_filters, reader=self.reader)

    @property
    def is_counted(self) -> bool:
        """True where the counters have these tickets: they count by day, for one kind of event.

        They do not know who is snoozed: these few are counted, and taken off.
        """
        return (
            not self.terms
            and not self.has_sparse
            and not self.is_contradictory
            and self.days.keys() <= set(COUNTED_DAYS)
            and len(self.days) < len(COUNTED_DAYS)
            and not (self.older_than and "resolved_within" in self.days)
        )

    def is_in_order_of(self, time: str) -> bool:
        """True where an index has these tickets in the order of a time column.

        Those that are snoozed may stand between them: they are passed over.
        """
        return (
            not self.terms
            and not self.has_sparse
            and self.days.keys() <= {"created_within"}
            and (not (self.days or self.older_than) or time == "created_at")
        )

    @property
    def has_index(self) -> bool:
        """True where an index finds these tickets, in any order."""
        return not self.terms or self.is_sparse or any(map(has_trigrams, self.terms))
