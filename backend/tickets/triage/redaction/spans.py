"""Spans to redact, and the patterns that the rules share."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """A part of a text to redact, and the label of its placeholder."""

    start: int
    end: int
    label: str


# A rule gets the text with ASCII look-alikes and yields spans in order, without overlaps.
Rule = Callable[[str], Iterator[Span]]

LABELS = ("email", "phone", "card", "iban", "token", "password")

PLACEHOLDER = rf"\[(?:{'|'.join(LABELS)})\]"

# Scripts written without spaces, where a name or a number touches the words around it.
UNSPACED = r"\u2e80-\u2fff\u3005-\u30ff\u3100-\ua4cf\uac00-\ud7af\uf900-\ufaff"

# A letter, a digit or an underscore of the scripts that do have spaces.
WORD_CHARACTER = rf"[^\W{UNSPACED}]"

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"
PUNCTUATION = {"\u3002": ".", "\uff61": ".", "\ufe6b": "@", "\u2024": "."}


def lookalikes() -> Iterator[tuple[int, str]]:
    """Yield digits, spaces and full-width letters of other scripts with their ASCII equivalents."""
    for code in range(0x80, 0x20000):
        character = chr(code)
        category = unicodedata.category(character)
        if category == "Nd":
            yield code, str(unicodedata.digit(character))
        elif category == "Zs":
            yield code, " "
        elif 0xFF01 <= code <= 0xFF5E:
            yield code, chr(code - 0xFF01 + 0x21)


ASCII_LOOKALIKES = dict(lookalikes()) | str.maketrans(dict.fromkeys(DASHES, "-") | PUNCTUATION)


def fold_to_ascii(text: str) -> str:
    """Return the text with ASCII digits, dashes and spaces, all at their former positions."""
    return text if text.isascii() else text.translate(ASCII_LOOKALIKES)


def apply_rule(text: str, rule: Rule) -> str:
    """Return the text with every span that the rule finds replaced by its placeholder."""
    pieces = []
    done = 0
    for start, end, label in rule(fold_to_ascii(text)):
        pieces += [text[done:start], f"[{label}]"]
        done = end
    return "".join([*pieces, text[done:]])


def pattern_rule(pattern: re.Pattern[str], label: str) -> Rule:
    """Return a rule that finds a pattern's matches, or their group `secret` if it has one."""
    group = "secret" if "secret" in pattern.groupindex else 0

    def find(text: str) -> Iterator[Span]:
        for match in pattern.finditer(text):
            yield Span(match.start(group), match.end(group), label)

    return find
