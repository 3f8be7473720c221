"""An estimate of which words are rare, from the newest tickets.

It chooses the strategy of a search and never changes its result: the word index is used at once for
a rare word, and would take long for a common one.
"""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.db.models.functions import Left

from people.teams.access import READS_ALL, Reader
from tickets.access import PRESENT
from tickets.models import Ticket
from tickets.search.models import SearchText
from tickets.search.trigram_index import has_trigrams

SAMPLE_SIZE = 500
# A word is common that so many tickets of the sample have.
COMMON_FROM = 6
TEXT_LENGTH = 2_000
CACHE_SECONDS = 60
# Of all tickets, and of what people read who do not read all.
MAX_SAMPLES = 4


@dataclass(frozen=True, eq=False)
class Sample:
    """The beginnings of the newest tickets' folded texts, by the tickets' ids."""

    texts: Mapping[int, str]

    def count(self, term: str) -> int:
        return sum(term in text for text in self.texts.values())


class Rarest(NamedTuple):
    """The term that the fewest of the newest tickets have, among those that the index finds."""

    term: str
    is_rare: bool


@lru_cache(maxsize=MAX_SAMPLES)
def newest_texts(period: int, reader: Reader = READS_ALL) -> Sample:
    """Return the texts of the newest tickets that somebody may read, once in each period."""
    tickets = Ticket.objects.filter(PRESENT, reader.match())
    newest = tickets.order_by("-created_at", "-id").values("pk")[:SAMPLE_SIZE]
    copies = SearchText.objects.filter(ticket__in=newest)
    texts: defaultdict[int, str] = defaultdict(str)
    for ticket, start in copies.values_list("ticket_id", Left("text", TEXT_LENGTH)):
        texts[ticket] += f"{start}\n"
    return Sample(dict(texts))


def read_sample(reader: Reader = READS_ALL) -> Sample:
    return newest_texts(int(time.time()) // CACHE_SECONDS, reader)


def find_rarest(terms: Sequence[str]) -> Rarest | None:
    """Return the term to look up in the index first; None where it finds none of them.

    No term is taken for rare where there are fewer tickets than a sample has.
    """
    indexed = list(filter(has_trigrams, terms))
    if not indexed:
        return None
    sample = read_sample()
    counts = {term: sample.count(term) for term in indexed}
    # Of two that are equally rare, the longer one has more trigrams.
    rarest = min(counts, key=lambda term: (counts[term], -len(term)))
    return Rarest(rarest, len(sample.texts) == SAMPLE_SIZE and counts[rarest] < COMMON_FROM)
