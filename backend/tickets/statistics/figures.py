"""Building blocks for figures."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from tickets.vocabulary import VOCABULARIES


def breakdowns(words: Counter[str]) -> dict[str, dict[str, int]]:
    """How many tickets have each word, every word there, zero included."""
    return {
        f"{field}_breakdown": {word: words[word] for word in vocabulary.values}
        for field, vocabulary in VOCABULARIES.items()
    }


def ratio(part: int, whole: int, digits: int) -> float | None:
    """part ÷ whole, rounded half up as databases round decimals; null where the whole is 0."""
    if not whole:
        return None
    unit = Decimal(1).scaleb(-digits)
    return float((Decimal(part) / whole).quantize(unit, ROUND_HALF_UP))
