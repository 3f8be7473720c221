"""What people have decided about similar tickets, for the model to learn from."""

import re
from typing import NamedTuple

from django.contrib.postgres.search import TrigramDistance
from django.db import connection
from django.db.models import F, Q

from tickets.models import Classification, Status
from tickets.search.trigram_index import has_trigrams

# Similar ones are sought among so many, the latest, whatever the number of all.
LATEST_COMPARED = 1_000
LATEST_COMPARED_HERE = 300
WORD = re.compile(r"\w{3,}")


class Example(NamedTuple):
    """A text, without contact data, and what people made of it."""

    text: str
    category: str
    priority: str


def confirmed() -> Q:
    """Classifications whose ticket an agent has taken up or set right.

    What a stranger chose when submitting counts for nothing, or anyone could teach the model.
    """
    # What is closed without a change may be what nobody should learn from, such as spam.
    taken_up = Q(ticket__status__in=(Status.IN_PROGRESS, Status.RESOLVED))
    corrected = ~Q(ticket__category=F("chosen_category")) | ~Q(
        ticket__priority=F("chosen_priority")
    )
    return taken_up | corrected


def words_of(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text.casefold()))


def likeness(words: frozenset[str], others: frozenset[str]) -> float:
    """The share of words that two texts have in common, 0 to 1."""
    return len(words & others) / len(words | others) if words and others else 0.0


def similar_examples(prepared: str, count: int) -> list[Example]:
    """The `count` most similar texts that people have decided about, the most similar first."""
    if count < 1:
        return []
    is_compared_there = has_trigrams(connection.alias)
    bound = LATEST_COMPARED if is_compared_there else LATEST_COMPARED_HERE
    latest_rows = Classification.objects.filter(ticket__isnull=False).exclude(excerpt="")
    decided = (
        Classification.objects.filter(pk__in=latest_rows.order_by("-pk").values("pk")[:bound])
        .filter(confirmed())
        .values_list("excerpt", "ticket__category", "ticket__priority")
    )
    excerpt = prepared[: Classification.EXCERPT_MAX_LENGTH]
    if is_compared_there:
        nearest = decided.order_by(TrigramDistance("excerpt", excerpt))[:count]
        return [Example(*row) for row in nearest]
    words = words_of(excerpt)
    latest = [Example(*row) for row in decided.order_by("-pk")]
    latest.sort(key=lambda example: likeness(words, words_of(example.text)), reverse=True)
    return latest[:count]
