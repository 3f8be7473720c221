"""Filters of the list and of its counts, read from the query string into a `TicketQuery`."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from django_filters.utils import translate_validation
from drf_spectacular.utils import extend_schema_field
from rest_framework.request import Request

from core.dates import MAX_DAYS
from core.http.fields import is_email_address
from core.text.tidy import tidy_address
from people.teams.access import reader_of
from people.teams.selectors import team_ids_of
from tickets.models import Ticket
from tickets.search.query import DAYS_FIELDS, EXCLUDE, NONE, TicketQuery
from tickets.search.terms import MAX_LENGTH, MAX_TERMS
from tickets.tags.models import NO_TAG
from tickets.tags.selectors import key_of
from tickets.vocabulary import ME, MINE, Awaiting, Category, Folder, Priority, Status

# Values of a filter by a field of many values.
MAX_SPARSE_VALUES = 20
LONGEST_ID = 18
REQUESTER_ID = re.compile(rf"[0-9]{{1,{LONGEST_ID}}}", re.ASCII)
NO_REQUESTER = "Enter a requester's id, or an address like name@example.com."
NO_PERSON = "Enter an id, “me” or “none”."
NO_TEAM = "Enter an id, “mine” or “none”."
REQUESTER_SCHEMA = {
    "oneOf": [
        {"type": "integer", "minimum": 0, "maximum": 10**LONGEST_ID - 1},
        {"type": "string", "format": "email"},
    ]
}
SEARCH_SCHEMA = {
    "type": "string",
    "description": (
        "Words, and phrases in quotes, that a ticket must all have: in its title, its description, "
        "its messages, or its requester's name or address. Parts of words count; case, accents and "
        "kinds of quotes and dashes do not. A word may also be a ticket's number or its "
        f"requester's reference. The first {MAX_TERMS} words and phrases among the first "
        f"{MAX_LENGTH:,} characters count. Without any, all tickets match."
    ),
}


class ForgivingMultipleChoiceField(forms.MultipleChoiceField):
    """A multiple choice in which an empty value (`?status=`) is an unset one."""

    def to_python(self, value: Any) -> list[str]:
        return [choice for choice in super().to_python(value) if choice]


class VocabularyFilter(django_filters.MultipleChoiceFilter):
    """A repeatable filter by values of a vocabulary."""

    field_class = ForgivingMultipleChoiceField


def read_requester(text: str) -> int | str:
    """Return a requester's id or an address; raise `ValueError` for what is neither."""
    if REQUESTER_ID.fullmatch(text):
        return int(text)
    if not is_email_address(text):
        raise ValueError(NO_REQUESTER)
    return text


class RequestersField(forms.Field):
    """Repeatable ids and e-mail addresses; an empty value (`?requester=`) is an unset one."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: list[str] | None) -> list[int | str]:
        texts = [text for text in map(tidy_address, value or []) if text]
        if len(texts) > MAX_SPARSE_VALUES:
            raise forms.ValidationError(f"Give at most {MAX_SPARSE_VALUES} values.")
        try:
            return [read_requester(text) for text in texts]
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class RequesterFilter(django_filters.Filter):
    """A repeatable filter by the requester, or by the address that a ticket has."""

    field_class = RequestersField


def read_reference(text: str, words: Sequence[str]) -> int | str:
    """Return an id, or one of the words; raise `ValueError` for what is neither."""
    if REQUESTER_ID.fullmatch(text):
        return int(text)
    if text not in words:
        raise ValueError(NO_PERSON if ME in words else NO_TEAM)
    return text


def describe_reference(words: Sequence[str]) -> dict[str, Any]:
    """Return the schema of what `read_reference` takes."""
    return {
        "oneOf": [
            {"type": "integer", "minimum": 0, "maximum": 10**LONGEST_ID - 1},
            {"type": "string", "enum": list(words)},
        ]
    }


# No agent or team has this id.
NO_ID = 0
ASSIGNEE_WORDS = (ME, NONE)
TEAM_WORDS = (MINE, NONE)
# What a colleague follows is their own affair.
FOLLOWED = ((ME, "Followed by yourself"),)


class ReferencesField(forms.Field):
    """Repeatable ids and words; an empty value is an unset one."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, words: Sequence[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.words = words

    def clean(self, value: list[str] | None) -> list[int | str]:
        texts = [text for text in (one.strip() for one in value or []) if text]
        if len(texts) > MAX_SPARSE_VALUES:
            raise forms.ValidationError(f"Give at most {MAX_SPARSE_VALUES} values.")
        try:
            return [read_reference(text, self.words) for text in texts]
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class ReferenceFilter(django_filters.Filter):
    """A repeatable filter by an agent or a team."""

    field_class = ReferencesField

    def __init__(self, words: Sequence[str], description: str) -> None:
        super().__init__(words=words)
        extend_schema_field(
            {
                "type": "array",
                "items": describe_reference(words),
                "maxItems": MAX_SPARSE_VALUES,
                "description": description,
            }
        )(self)


NO_TAG_ALONE = f"“{NO_TAG}” stands for no tag, in `tag` alone."


def read_tag(text: str, *, has_none: bool) -> str:
    """Return the name of a tag; raise `ValueError` where `none` has no meaning."""
    if not has_none and key_of(text) == NO_TAG:
        raise ValueError(NO_TAG_ALONE)
    return text


class TagsField(forms.Field):
    """Repeatable names of tags; an empty value is an unset one."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, has_none: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.has_none = has_none

    def clean(self, value: list[str] | None) -> list[str]:
        texts = [text for text in value or [] if key_of(text)]
        if len(texts) > MAX_SPARSE_VALUES:
            raise forms.ValidationError(f"Give at most {MAX_SPARSE_VALUES} values.")
        try:
            return [read_tag(text, has_none=self.has_none) for text in texts]
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class TagFilter(django_filters.Filter):
    """A repeatable filter by tags."""

    field_class = TagsField

    def __init__(self, description: str, *, has_none: bool = False) -> None:
        super().__init__(has_none=has_none)
        extend_schema_field(
            {
                "type": "array",
                "items": {"type": "string"},
                "maxItems": MAX_SPARSE_VALUES,
                "description": description,
            }
        )(self)


def resolve_words(conditions: dict[str, Any], user: Any) -> dict[str, Any]:
    """Return the conditions with ids instead of `me` and `mine`, for who asks.

    Without a user, or where they are in no team, it is an id that nobody has.
    """
    own = user.pk if user is not None and user.is_authenticated else NO_ID
    resolved = dict(conditions)
    for name in ("assignee", f"{EXCLUDE}assignee", "followed"):
        if ME in (values := conditions.get(name) or ()):
            resolved[name] = [own if one == ME else one for one in values]
    for name in ("team", f"{EXCLUDE}team"):
        if MINE in (values := conditions.get(name) or ()):
            own_teams = team_ids_of(own) or [NO_ID]
            resolved[name] = [one for one in values if one != MINE] + own_teams
    return resolved


def within_days(event: str) -> str:
    """Return the description of a filter by the time of an event."""
    return f"{event} within the last so many days of the team's, today included."


class LastDaysFilter(django_filters.Filter):
    """A filter by the last so many days, today included."""

    field_class = forms.IntegerField

    def __init__(self, field_name: str, description: str, lookup: str = "gte") -> None:
        reason = f"Give a whole number from 1 to {MAX_DAYS}."
        super().__init__(
            field_name,
            lookup,
            min_value=1,
            max_value=MAX_DAYS,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), reason),
        )
        extend_schema_field(
            {"type": "integer", "minimum": 1, "maximum": MAX_DAYS, "description": description}
        )(self)


class WordField(forms.Field):
    """True or false, as words; an empty value is an unset one."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> bool | None:
        if value not in (None, "", "true", "false"):
            raise forms.ValidationError("Give true or false.")
        return value == "true" if value else None


@extend_schema_field(
    {
        "type": "boolean",
        "description": "Snoozed now, or not; without it both. Those that are due are not snoozed.",
    }
)
class SnoozedFilter(django_filters.Filter):
    """A filter by whether a ticket is snoozed now."""

    field_class = WordField


class SearchField(forms.Field):
    """Any text: what of it cannot be searched for is left out."""

    def to_python(self, value: Any) -> str:
        return value or ""


class SearchFilter(django_filters.Filter):
    """The search."""

    field_class = SearchField


class CountFilter(django_filters.FilterSet):
    """Conditions on the tickets that are counted, without those that the counts divide by."""

    search = extend_schema_field(SEARCH_SCHEMA)(SearchFilter())
    created_within = LastDaysFilter("created_at", within_days("Created"))
    older_than = LastDaysFilter(
        "created_at",
        "Created before the last so many days of the team's, today included: all that "
        "`created_within` leaves out.",
        "lt",
    )
    resolved_within = LastDaysFilter("resolved_at", within_days("Last resolved or closed"))
    first_response_within = LastDaysFilter(
        "first_response_at", within_days("First replied to by an agent")
    )
    assigned_within = LastDaysFilter(
        "assigned_at", within_days("Given to the assignee that it has now")
    )
    answered_within = LastDaysFilter("last_agent_at", within_days("Last replied to by an agent"))
    requester = extend_schema_field(
        {
            "type": "array",
            "items": REQUESTER_SCHEMA,
            "maxItems": MAX_SPARSE_VALUES,
            "description": (
                "A requester's id, or the e-mail address that a ticket has, exactly; any of "
                "several."
            ),
        }
    )(RequesterFilter())

    assignee = ReferenceFilter(
        ASSIGNEE_WORDS,
        "An agent's id, `me`, or `none` for tickets that nobody has yet; any of several.",
    )
    team = ReferenceFilter(
        TEAM_WORDS,
        "A team's id, `mine` for one's own teams, or `none` for no team; any of several.",
    )
    exclude_assignee = ReferenceFilter(
        ASSIGNEE_WORDS, "Whose tickets are left out, by the same values."
    )
    exclude_team = ReferenceFilter(
        TEAM_WORDS, "The teams whose tickets are left out, by the same values."
    )
    awaiting = VocabularyFilter(choices=Awaiting.choices)
    snoozed = SnoozedFilter()
    followed = VocabularyFilter(choices=FOLLOWED)
    tag = TagFilter(
        "The name of a tag, in any case and with any accents, or `none` for tickets without tags; "
        "any of several.",
        has_none=True,
    )
    tag_all = TagFilter("The names of tags that a ticket must all have.")
    exclude_tag = TagFilter("The names of tags of which a ticket has none.")
    # Without it, tickets that are in none.
    folder = VocabularyFilter(choices=Folder.choices)

    class Meta:
        model = Ticket
        fields: tuple[str, ...] = (
            "search",
            *DAYS_FIELDS,
            "older_than",
            "requester",
            "assignee",
            "team",
            "exclude_assignee",
            "exclude_team",
            "awaiting",
            "snoozed",
            "followed",
            *("tag", "tag_all", "exclude_tag"),
            "folder",
        )

    # Parameters that may occur only once in a query.
    SINGLE = ("search", *DAYS_FIELDS, "older_than", "snoozed")


class TicketFilter(CountFilter):
    """Conditions on the list. Values of one field are alternatives; the conditions all hold."""

    category = VocabularyFilter(choices=Category.choices)
    priority = VocabularyFilter(choices=Priority.choices)
    status = VocabularyFilter(choices=Status.choices)
    exclude_category = VocabularyFilter(choices=Category.choices)
    exclude_priority = VocabularyFilter(choices=Priority.choices)
    exclude_status = VocabularyFilter(choices=Status.choices)

    class Meta(CountFilter.Meta):
        fields = (
            *("category", "priority", "status"),
            *("exclude_category", "exclude_priority", "exclude_status"),
            *CountFilter.Meta.fields,
        )


@cache
def form_class(filterset: type[CountFilter]) -> type[forms.Form]:
    """Return the form that validates the filters; django-filter would make it for each request."""
    form: type[forms.Form] = filterset().get_form_class()
    return form


class TicketFilterBackend(DjangoFilterBackend):
    """Reads a view's filters into its `ticket_query`."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Ticket], view: Any
    ) -> QuerySet[Ticket]:
        form = form_class(self.get_filterset_class(view, queryset))(request.query_params)
        if not form.is_valid():
            raise translate_validation(form.errors)
        conditions = resolve_words(form.cleaned_data, request.user)
        view.ticket_query = TicketQuery.from_conditions(conditions, reader_of(request))
        tickets: QuerySet[Ticket] = view.ticket_query.tickets
        return tickets
