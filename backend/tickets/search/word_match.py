"""The condition of a search: the words that a ticket must have."""

from django.db.models import Q, QuerySet

from tickets.models import Ticket


def match_words(tickets: QuerySet[Ticket], text: str) -> QuerySet[Ticket]:
    """Return the tickets whose title or description contains each word of the text, in any case."""
    return tickets.filter(
        *(Q(title__icontains=word) | Q(description__icontains=word) for word in text.split())
    )
