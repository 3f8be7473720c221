"""Similar tickets with the decisions of people, as examples for the model."""

import re
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Q

from core.db.trigrams import distance, find_schema
from tickets.triage.models import Classification
from tickets.vocabulary import Status

# Only so many of the latest are compared, whatever the number of tickets.
COMPARED_IN_DATABASE = 1_000
COMPARED_IN_PYTHON = 300
WORD = re.compile(r"\w{3,}")


class Example(NamedTuple):
    """A redacted text with the category and priority that people chose."""

    text: str
    category: str
    priority: str


def confirmed_by_agent() -> Q:
    """Return a condition for classifications whose ticket an agent has taken up or corrected.

    The requester's own choice does not count, or anyone could teach the model.
    """
    # A ticket that was closed without a change may be spam.
    taken_up = Q(ticket__status__in=(Status.IN_PROGRESS, Status.RESOLVED))
    corrected = ~Q(ticket__category=F("chosen_category")) | ~Q(
        ticket__priority=F("chosen_priority")
    )
    return Q(ticket__folder__isnull=True) & (taken_up | corrected)


def split_words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold()))


def similarity(words: frozenset[str], others: frozenset[str]) -> float:
    """Return the share of words that two texts have in common, 0 to 1."""
    return len(words & others) / len(words | others) if words and others else 0.0


def similar_examples(prepared: str, count: int) -> list[Example]:
    """Return the `count` examples most similar to a prepared text, the most similar first."""
    if count < 1:
        return []
    schema = find_schema(connection)
    compared = COMPARED_IN_DATABASE if schema else COMPARED_IN_PYTHON
    latest_rows = Classification.objects.filter(ticket__isnull=False).exclude(excerpt="")
    decided = (
        Classification.objects.filter(pk__in=latest_rows.order_by("-pk").values("pk")[:compared])
        .filter(confirmed_by_agent())
        .values_list("excerpt", "ticket__category", "ticket__priority")
    )
    excerpt = prepared[: Classification.EXCERPT_MAX_LENGTH]
    if schema:
        nearest = decided.order_by(distance(schema, "excerpt", excerpt))[:count]
        return [Example(*row) for row in nearest]
    words = split_words(excerpt)
    latest = [Example(*row) for row in decided.order_by("-pk")]
    latest.sort(key=lambda example: similarity(words, split_words(example.text)), reverse=True)
    return latest[:count]
