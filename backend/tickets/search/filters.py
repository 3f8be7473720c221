"""What `GET /api/tickets/` and `GET /api/tickets/counts/` can be narrowed by."""

from functools import cache
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict
from django_filters.rest_framework import DjangoFilterBackend
from django_filters.utils import translate_validation
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from core.dates import MAX_DAYS, start_of_last
from tickets.models import Ticket, TicketQuerySet
from tickets.search.query import Narrowed
from tickets.vocabulary import FACETS, Category, Priority, Status

SEARCH_MAX_LENGTH = 200
SEARCH_MAX_WORDS = 20
SEARCH_SCHEMA = {
    "type": "string",
    "maxLength": SEARCH_MAX_LENGTH,
    "pattern": rf"^\s*([^\s\u0000]+\s+){{0,{SEARCH_MAX_WORDS - 1}}}[^\s\u0000]*\s*$",
}
GIVEN_ONCE = (
    "search",
    "created_within",
    "resolved_within",
    "ordering",
    "page_size",
    "cursor",
    "period",
)


def check_given_once(query: QueryDict) -> None:
    """Raise `ValidationError` where a query has two values for what can have one."""
    repeated = [name for name in GIVEN_ONCE if len(query.getlist(name)) > 1]
    if repeated:
        raise ValidationError({name: ["Give it once."] for name in repeated})


class ForgivingMultipleChoiceField(forms.MultipleChoiceField):
    """Takes an empty value (`?status=`) for an unset one."""

    def to_python(self, value: Any) -> list[str]:
        return [choice for choice in super().to_python(value) if choice]


class VocabularyFilter(django_filters.MultipleChoiceFilter):
    """A repeatable filter: any of the values given will do."""

    field_class = ForgivingMultipleChoiceField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # No join repeats a ticket; comparing all columns of all tickets would cost much.
        super().__init__(*args, distinct=False, **kwargs)


class LastDaysFilter(django_filters.Filter):
    """Keeps what happened within the last so many days, today included."""

    field_class = forms.IntegerField

    def __init__(self, field_name: str, event: str) -> None:
        description = f"{event} within the last so many days (UTC), today included."
        reason = f"Give a whole number from 1 to {MAX_DAYS}."
        super().__init__(
            field_name,
            "gte",
            min_value=1,
            max_value=MAX_DAYS,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), reason),
        )
        extend_schema_field(
            {
                "type": "integer",
                "minimum": 1,
                "maximum": MAX_DAYS,
                "description": description,
            }
        )(self)

    def filter(self, qs: TicketQuerySet, value: int | None) -> TicketQuerySet:
        recent: TicketQuerySet = super().filter(qs, value and start_of_last(value))
        return recent


def with_words(tickets: TicketQuerySet, text: str) -> TicketQuerySet:
    """Tickets that a search finds; raises `ValidationError` for too many words."""
    if len(text.split()) > SEARCH_MAX_WORDS:
        raise ValidationError({"search": [f"Search for at most {SEARCH_MAX_WORDS} words."]})
    return tickets.matching(text)


class NarrowingFilter(django_filters.FilterSet):
    """What narrows the list and the counts alike."""

    search = extend_schema_field(
        {
            **SEARCH_SCHEMA,
            "description": (
                "Words that must all occur in the title or the description, in any case."
            ),
        }
    )(
        django_filters.CharFilter(
            method="filter_search",
            max_length=SEARCH_MAX_LENGTH,
        )
    )
    created_within = LastDaysFilter("created_at", "Created")
    resolved_within = LastDaysFilter("resolved_at", "Last resolved or closed")

    class Meta:
        model = Ticket
        fields: tuple[str, ...] = ("search", "created_within", "resolved_within")

    def filter_search(self, tickets: TicketQuerySet, name: str, text: str) -> TicketQuerySet:
        return with_words(tickets, text)


class TicketFilter(NarrowingFilter):
    """Values of one field are alternatives; different fields must all hold."""

    category = VocabularyFilter(choices=Category.choices)
    priority = VocabularyFilter(choices=Priority.choices)
    status = VocabularyFilter(choices=Status.choices)

    class Meta(NarrowingFilter.Meta):
        fields = ("category", "priority", "status", *NarrowingFilter.Meta.fields)


@cache
def form_of(filterset: type[NarrowingFilter]) -> type[forms.Form]:
    """The form that judges what a request is narrowed by; to make its class takes long."""
    form: type[forms.Form] = filterset().get_form_class()
    return form


class NarrowingBackend(DjangoFilterBackend):
    """Filters, and tells the view by what, as `narrowed`."""

    def filter_queryset(
        self, request: Request, queryset: TicketQuerySet, view: Any
    ) -> TicketQuerySet:
        form = form_of(self.get_filterset_class(view, queryset))(request.query_params)
        if not form.is_valid():
            raise translate_validation(form.errors)
        fits = form.cleaned_data
        filters = NarrowingFilter.base_filters
        for name in ("created_within", "resolved_within"):
            queryset = filters[name].filter(queryset, fits[name])
        view.narrowed = Narrowed(
            with_words(queryset, fits["search"]),
            {name: list(dict.fromkeys(fits[name])) for name in FACETS if fits.get(name)},
            fits["search"],
            fits["created_within"],
            fits["resolved_within"],
        )
        narrowed: TicketQuerySet = view.narrowed.tickets
        return narrowed
