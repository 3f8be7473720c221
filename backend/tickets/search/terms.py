"""The words and phrases of a search, in the folded form.

`frontend/src/lib/searchCases.json` has cases that the interface, which marks them, is held to too.
"""

import re

from core.text.folding import fold

MAX_TERMS = 20
# What is looked at of a text that was pasted into the search.
MAX_LENGTH = 1_000
# A phrase in quotes, which may have punctuation around it, or a word. Folding has made all quotes
# the same. One within a word or at its end is part of it, as in 27" or can't.
TERM = re.compile(r"""(?<!\S)[(\[{]*(?:"([^"]*)"|'(\S[^"]*?)')[)\]}.,;:!?]*(?!\S)|(\S+)""")
# An address in what is pasted with it: <jane@example.com>, or mailto:jane@example.com.
ADDRESS = re.compile(r'[^\s<>()\[\]{},;:"|?=&!*@]+@[^\s<>()\[\]{},;:"|?=&!*@]+')


def split_word(word: str) -> list[str]:
    """Return the e-mail addresses in a word; without any, the word.

    The quote of a phrase that is not closed, or not yet, is left out.
    """
    addresses = [found.strip(".'") for found in ADDRESS.findall(word)]
    whole = [address for address in addresses if not address.startswith("@")]
    return [address for address in whole if not address.endswith("@")] or [word.lstrip("\"'")]


def split_terms(search: str) -> list[str]:
    """Return what a ticket must have to be found: at most `MAX_TERMS` words and phrases, folded."""
    terms: list[str] = []
    for match in TERM.finditer(fold(search[:MAX_LENGTH])):
        double_quoted, single_quoted, word = match.groups()
        terms += split_word(word) if word else [(double_quoted or single_quoted or "").strip()]
    return list(dict.fromkeys(term for term in terms if term))[:MAX_TERMS]
