"""Building blocks for figures that the database counts."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Q

from tickets.models import Category, Priority, Status

VOCABULARIES: dict[str, Any] = {"priority": Priority, "category": Category, "status": Status}


def counts_by_word(among: Q | None = None) -> dict[str, Count]:
    """Expressions that count tickets of each word, all of them or those of a condition."""
    return {
        f"{field}_{word}": Count("pk", filter=Q(**{field: word}) & (among or Q()))
        for field, vocabulary in VOCABULARIES.items()
        for word in vocabulary.values
    }


def breakdowns(row: dict[str, Any]) -> dict[str, dict[str, int]]:
    """What `counts_by_word` counted, every word there, zero included."""
    return {
        f"{field}_breakdown": {word: row[f"{field}_{word}"] for word in vocabulary.values}
        for field, vocabulary in VOCABULARIES.items()
    }


def ratio(part: int, whole: int, digits: int) -> float | None:
    """part ÷ whole, rounded half up as databases round decimals; null where the whole is 0."""
    if not whole:
        return None
    unit = Decimal(1).scaleb(-digits)
    return float((Decimal(part) / whole).quantize(unit, ROUND_HALF_UP))
