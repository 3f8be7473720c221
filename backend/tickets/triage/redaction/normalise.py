"""Normalise and shorten texts."""

import re
import unicodedata

OMISSION = " […] "

LINE_BREAK = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n\t ]")
SPACE_AT_LINE_END = re.compile(r"[ \t]\n")
BLANK_LINES = re.compile(r"\n{3,}")

# Control, format, surrogate, private and unassigned characters.
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Letters and marks without a shape, which can carry a message all the same.
BLANK_CHARACTERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def is_invisible(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in INVISIBLE


def normalise(text: str) -> str:
    """Return the text in NFC, without invisible characters and needless space.

    Invisible characters can carry an instruction that no reader of the ticket sees, and split a
    number so that it is not recognised as one.
    """
    text = LINE_BREAK.sub("\n", text)
    text = BLANK_CHARACTERS.sub("", text)
    if not text.isprintable():
        text = "".join(character for character in text if not is_invisible(character))
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
