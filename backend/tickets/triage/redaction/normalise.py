"""Normalise and shorten texts."""

import re
import unicodedata

from core.text.invisible import BLANK, IGNORABLE
from core.text.tidy import tidy_text

OMISSION = " […] "

SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n\t ]")
SPACE_AT_LINE_END = re.compile(r"[ \t]\n")
BLANK_LINES = re.compile(r"\n{3,}")

# Format, private and unassigned characters: no reader can tell one from another.
UNREADABLE = {"Cf", "Co", "Cn"}
WITHOUT_SHAPE = re.compile(f"[{IGNORABLE}{BLANK}]")


def is_unreadable(character: str) -> bool:
    return unicodedata.category(character) in UNREADABLE


def normalise(text: str) -> str:
    """Return the text in NFC, without invisible characters and needless space.

    Invisible characters can carry an instruction that no reader of the ticket sees, and split a
    number so that it is not recognised as one.
    """
    text = WITHOUT_SHAPE.sub("", tidy_text(text))
    if not text.isprintable():
        text = "".join(character for character in text if not is_unreadable(character))
    text = unicodedata.normalize("NFC", text)
    text = SPACES.sub(" ", text)
    text = SPACE_AT_LINE_END.sub("\n", text)
    return BLANK_LINES.sub("\n\n", text).strip()


def is_combining(character: str) -> bool:
    """Return true for a character that belongs to the one before it: an accent, a vowel sign."""
    return unicodedata.combining(character) != 0 or unicodedata.category(character).startswith("M")


def head(text: str, limit: int) -> str:
    """Return at most `limit` characters of the start, cut between words where possible."""
    if text[limit].isspace():
        return text[:limit].rstrip()
    cut = max(text.rfind(space, limit // 2, limit) for space in " \n\t")
    if cut > 0:
        return text[:cut].rstrip()
    cut = limit
    while cut > limit // 2 and is_combining(text[cut]):
        cut -= 1
    return text[:cut]


def tail(text: str, limit: int) -> str:
    """Return at most `limit` characters of the end, cut between words where possible."""
    start = len(text) - limit
    if text[start - 1].isspace():
        return text[start:].lstrip()
    middle = start + limit // 2
    cuts = [cut for space in " \n\t" if (cut := text.find(space, start, middle)) != -1]
    if cuts:
        return text[min(cuts) :].lstrip()
    while start < middle and is_combining(text[start]):
        start += 1
    return text[start:]


def shorten(text: str, limit: int) -> str:
    """Return at most `limit` characters: the start and the end, where people say what they want."""
    if len(text) <= limit:
        return text
    room = limit - len(OMISSION)
    if room < len(OMISSION):
        return head(text, limit) if limit > 0 else ""
    last = room // 3
    return head(text, room - last) + OMISSION + tail(text, last)
