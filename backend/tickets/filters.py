"""What `GET /api/tickets/` can be narrowed by."""

from typing import Any

import django_filters
from django import forms
from rest_framework.exceptions import ValidationError

from tickets.models import Category, Priority, Status, Ticket, TicketQuerySet

SEARCH_MAX_LENGTH = 200
SEARCH_MAX_WORDS = 20


class ForgivingMultipleChoiceField(forms.MultipleChoiceField):
    """Takes an empty value (`?status=`) for an unset one."""

    def to_python(self, value: Any) -> list[str]:
        return [choice for choice in super().to_python(value) if choice]


class VocabularyFilter(django_filters.MultipleChoiceFilter):
    """A repeatable filter: any of the values given will do."""

    field_class = ForgivingMultipleChoiceField


class TicketFilter(django_filters.FilterSet):
    """Values of one field are alternatives; different fields must all hold."""

    category = VocabularyFilter(choices=Category.choices)
    priority = VocabularyFilter(choices=Priority.choices)
    status = VocabularyFilter(choices=Status.choices)
    search = django_filters.CharFilter(
        method="filter_search",
        max_length=SEARCH_MAX_LENGTH,
        label="Words that must all occur in the title or the description, in any case.",
    )

    class Meta:
        model = Ticket
        fields = ("category", "priority", "status", "search")

    def filter_search(self, tickets: TicketQuerySet, name: str, text: str) -> TicketQuerySet:
        if len(text.split()) > SEARCH_MAX_WORDS:
            raise ValidationError({name: [f"Search for at most {SEARCH_MAX_WORDS} words."]})
        return tickets.matching(text)
