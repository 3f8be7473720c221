"""What the rules of masking have in common: they find spans in text of plain letters and digits."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """A part of a text that must not leave the house, and the word that stands in for it."""

    start: int
    end: int
    word: str


# A rule sees the text folded and answers with spans in order, none overlapping another.
Rule = Callable[[str], Iterator[Span]]

WORDS = ("email", "phone", "card", "iban", "token", "password")

PLACEHOLDER = rf"\[(?:{'|'.join(WORDS)})\]"

# Scripts written without spaces, where a name or a number touches the words around it.
UNSPACED = r"\u2e80-\u2fff\u3005-\u30ff\u3100-\ua4cf\uac00-\ud7af\uf900-\ufaff"

# A letter, a digit or an underscore of the scripts that do have spaces.
WORD = rf"[^\W{UNSPACED}]"

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"
OTHER_SIGNS = {"\u3002": ".", "\uff61": ".", "\ufe6b": "@", "\u2024": "."}


def look_alikes() -> Iterator[tuple[int, str]]:
    """Digits, spaces and full-width letters of other scripts, with what they are in ASCII."""
    for code in range(0x80, 0x20000):
        character = chr(code)
        category = unicodedata.category(character)
        if category == "Nd":
            yield code, str(unicodedata.digit(character))
        elif category == "Zs":
            yield code, " "
        elif 0xFF01 <= code <= 0xFF5E:
            yield code, chr(code - 0xFF01 + 0x21)


FOLDED = dict(look_alikes()) | str.maketrans(dict.fromkeys(DASHES, "-") | OTHER_SIGNS)


def fold(text: str) -> str:
    """The text in ASCII digits, dashes and spaces whatever the script, at the same positions."""
    return text if text.isascii() else text.translate(FOLDED)


def replace(text: str, rule: Rule) -> str:
    """The text with everything that the rule finds replaced by its bracketed word."""
    pieces = []
    done = 0
    for start, end, word in rule(fold(text)):
        pieces += [text[done:start], f"[{word}]"]
        done = end
    return "".join([*pieces, text[done:]])


def matches(pattern: re.Pattern[str], word: str) -> Rule:
    """A rule that takes every match of a pattern, or of its group `secret` where it has one."""
    group = "secret" if "secret" in pattern.groupindex else 0

    def find(text: str) -> Iterator[Span]:
        for match in pattern.finditer(text):
            yield Span(match.start(group), match.end(group), word)

    return find
