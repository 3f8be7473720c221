"""Which words are rare, as the newest tickets tell.

It decides by which way a search goes, never what it finds: a rare word is looked up in the index of
words at once, where a common one would take it long.
"""

import time
from functools import lru_cache
from itertools import islice

from django.db.models.functions import Left

from tickets.models import Ticket
from tickets.search.query import INDEXED

SAMPLE = 500
# Fewer of the sample than this have a rare word.
FEW = 6
LENGTH = 2_000
KEPT_SECONDS = 60


@lru_cache(maxsize=1)
def newest_texts(period: int) -> list[str]:
    """The beginnings of the newest tickets, in upper case, read once in each period of time."""
    tickets = Ticket.objects.order_by("-created_at", "-id")[:SAMPLE]
    return [
        f"{title}\n{start}".upper()
        for title, start in tickets.values_list("title", Left("description", LENGTH))
    ]


def is_rare(word: str, texts: list[str]) -> bool:
    wanted = word.upper()
    return not any(islice((True for text in texts if wanted in text), FEW - 1, None))


def has_rare_word(search: str) -> bool:
    """Whether the index of words soon finds the tickets with all these words.

    False where there are too few tickets to tell.
    """
    texts = newest_texts(int(time.time()) // KEPT_SECONDS)
    return len(texts) == SAMPLE and any(
        is_rare(word, texts) for word in search.split() if INDEXED.search(word)
    )
