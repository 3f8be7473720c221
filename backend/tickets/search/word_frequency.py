"""An estimate of which words are rare, from the newest tickets.

It chooses the strategy of a search and never changes its result: the word index is used at once for
a rare word, and would take long for a common one.
"""

import time
from functools import lru_cache
from itertools import islice

from django.db.models.functions import Left

from tickets.models import Ticket
from tickets.search.query import INDEXED_WORD

SAMPLE_SIZE = 500
# A word is common that so many tickets of the sample have.
COMMON_FROM = 6
TEXT_LENGTH = 2_000
CACHE_SECONDS = 60


@lru_cache(maxsize=1)
def newest_texts(period: int) -> list[str]:
    """Return the beginnings of the newest tickets, in upper case, read once in each period."""
    tickets = Ticket.objects.order_by("-created_at", "-id")[:SAMPLE_SIZE]
    return [
        f"{title}\n{start}".upper()
        for title, start in tickets.values_list("title", Left("description", TEXT_LENGTH))
    ]


def is_rare_word(word: str, texts: list[str]) -> bool:
    upper_word = word.upper()
    return not any(islice((True for text in texts if upper_word in text), COMMON_FROM - 1, None))


def is_rare(search: str) -> bool:
    """Return whether one of the words is rare, so that the word index is quick.

    False where there are fewer tickets than a sample has.
    """
    texts = newest_texts(int(time.time()) // CACHE_SECONDS)
    return len(texts) == SAMPLE_SIZE and any(
        is_rare_word(word, texts) for word in search.split() if INDEXED_WORD.search(word)
    )
