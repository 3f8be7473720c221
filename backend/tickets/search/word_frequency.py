"""An estimate of which words are rare, from the newest tickets.

It decides how a search goes, never what it finds: a rare word is looked up in the word index at
once, which would take long for a common one.
"""

import time
from functools import lru_cache
from itertools import islice

from django.db.models.functions import Left

from tickets.models import Ticket
from tickets.search.query import INDEXED_WORD

SAMPLE = 500
# A word is rare that fewer tickets of the sample have.
FEW = 6
LENGTH = 2_000
KEPT_SECONDS = 60


@lru_cache(maxsize=1)
def newest_texts(period: int) -> list[str]:
    """Return the beginnings of the newest tickets, in upper case, read once in each period."""
    tickets = Ticket.objects.order_by("-created_at", "-id")[:SAMPLE]
    return [
        f"{title}\n{start}".upper()
        for title, start in tickets.values_list("title", Left("description", LENGTH))
    ]


def is_rare_word(word: str, texts: list[str]) -> bool:
    wanted = word.upper()
    return not any(islice((True for text in texts if wanted in text), FEW - 1, None))


def is_rare(search: str) -> bool:
    """Return whether the word index finds the tickets with all these words quickly.

    False where there are too few tickets to tell.
    """
    texts = newest_texts(int(time.time()) // KEPT_SECONDS)
    return len(texts) == SAMPLE and any(
        is_rare_word(word, texts) for word in search.split() if INDEXED_WORD.search(word)
    )
