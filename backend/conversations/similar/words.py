"""The words of tickets, weighed by how rare they are, and how much two texts have in common."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from tickets.search.word_frequency import MAX_SAMPLES, Sample

# Letters or digits in a row.
WORD = re.compile(r"[^\W_]{3,40}")
# Of scripts that write no blanks between words: there any three letters in a row are one.
UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{3,}")
# What is compared of a text. What is pasted below a problem tells less of it.
TEXT_LENGTH = 2_000
TITLE_SHARE = 0.4
LEAST = 0.01


def words_in(text: str) -> dict[str, None]:
    """Return the different words of a folded text in their order."""
    words: dict[str, None] = {}
    for word in WORD.findall(text[:TEXT_LENGTH]):
        if UNSPACED.search(word):
            words.update(dict.fromkeys(word[at : at + 3] for at in range(len(word) - 2)))
        else:
            words[word] = None
    return words


def trigrams_of(text: str) -> set[str]:
    """Return the trigrams of a folded text, as PostgreSQL counts them."""
    return {
        padded[at : at + 3]
        for word in re.findall(r"[^\W_]+", text)
        for padded in [f"  {word} "]
        for at in range(len(padded) - 2)
    }


def compare_titles(one: set[str], other: set[str]) -> float:
    """Return the share of trigrams that two titles have in common."""
    return len(one & other) / len(one | other) if one and other else 0.0


@lru_cache(maxsize=MAX_SAMPLES)
def index_words(sample: Sample) -> dict[str, list[int]]:
    """Return the tickets of a sample by their words; done once for each sample."""
    tickets: defaultdict[str, list[int]] = defaultdict(list)
    for pk, text in sample.texts.items():
        for word in words_in(text):
            tickets[word].append(pk)
    return dict(tickets)


def weigh(words: Iterable[str], sample: Sample) -> dict[str, float]:
    """Return the words with weights: what every ticket has weighs next to nothing."""
    index, size = index_words(sample), len(sample.texts) + 1
    return {word: max(LEAST, math.log(size / (len(index.get(word, ())) + 0.5))) for word in words}
