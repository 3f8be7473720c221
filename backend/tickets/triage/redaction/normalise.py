"""Bring a text into the form in which a language model can read it: visible, tidy, short."""

import re
import unicodedata

GAP = " […] "

LINE_BREAK = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n\t ]")
SPACE_AT_LINE_END = re.compile(r"[ \t]\n")
BLANK_LINES = re.compile(r"\n{3,}")

# Control, format, surrogate, private and unassigned characters: a person sees none of them.
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Letters and marks that are drawn as nothing, and can carry a message all the same.
DRAWN_AS_NOTHING = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def is_invisible(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in INVISIBLE


def clean(text: str) -> str:
    """The text as a person sees it: nothing hidden between its letters, no idle space.

    What is invisible can carry an instruction past the eyes of whoever reads the ticket, and split
    a number so that it is not recognised as one.
    """
    text = LINE_BREAK.sub("\n", text)
    text = DRAWN_AS_NOTHING.sub("", text)
    if not text.isprintable():
        text = "".join(character for character in text if not is_invisible(character))
    text = unicodedata.normalize("NFC", text)
    text = SPACES.sub(" ", text)
    text = SPACE_AT_LINE_END.sub("\n", text)
    return BLANK_LINES.sub("\n\n", text).strip()


def is_mark(character: str) -> bool:
    """Whether a character belongs to the one before it: an accent, a vowel sign."""
    return unicodedata.combining(character) != 0 or unicodedata.category(character).startswith("M")


def head(text: str, limit: int) -> str:
    """The start of a longer text, up to a word's end, or a character's where words are long."""
    if text[limit].isspace():
        return text[:limit].rstrip()
    cut = max(text.rfind(space, limit // 2, limit) for space in " \n\t")
    if cut > 0:
        return text[:cut].rstrip()
    cut = limit
    while cut > limit // 2 and is_mark(text[cut]):
        cut -= 1
    return text[:cut]


def tail(text: str, limit: int) -> str:
    """The end of a longer text, from a word's start, or a character's where words are long."""
    start = len(text) - limit
    if text[start - 1].isspace():
        return text[start:].lstrip()
    middle = start + limit // 2
    cuts = [cut for space in " \n\t" if (cut := text.find(space, start, middle)) != -1]
    if cuts:
        return text[min(cuts) :].lstrip()
    while start < middle and is_mark(text[start]):
        start += 1
    return text[start:]


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters: the start and the end, where people say what they want."""
    if len(text) <= limit:
        return text
    room = limit - len(GAP)
    if room < len(GAP):
        return head(text, limit) if limit > 0 else ""
    last = room // 3
    return head(text, room - last) + GAP + tail(text, last)
