"""E-mail addresses as files have them: with a name around, or several in one cell."""

import re
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from typing import NamedTuple

from core.http.fields import is_email_address

TOKEN = re.compile(r"""[^\s<>,;:()\[\]"|\\]+@[^\s<>,;:()\[\]"|\\]+""")
# What stands further behind in a cell is not looked at.
MAX_LENGTH = 2_000
AROUND_ADDRESS = ".'`*"
AROUND_NAME = " \t\r\n\"'<>(),;:[]|"
MAILTO = re.compile(r"\bmailto:", re.IGNORECASE)
ENCODED_WORD = re.compile(r"=\?[^\s?]+\?[bq]\?[^\s?]*\?=", re.IGNORECASE)
PLACEHOLDERS = frozenset(("-", "--", "n/a", "na", "none", "null", "unknown", "?"))


class Person(NamedTuple):
    """The first address of a cell, the name beside it, and the other addresses."""

    address: str
    name: str
    others: list[str]


def read_person(text: str) -> Person:
    """Read a cell that may hold an address with a name, several addresses, or none at all."""
    text = MAILTO.sub("", text[:MAX_LENGTH])
    found = [
        (token, address)
        for token in TOKEN.finditer(text)
        if is_email_address(address := token[0].strip(AROUND_ADDRESS))
    ]
    if not found:
        return Person("", clean_name(text), [])
    token, address = found[0]
    end = found[1][0].start() if len(found) > 1 else len(text)
    name = clean_name(text[: token.start()]) or clean_name(text[token.end() : end])
    if len(found) > 1 and not text[: token.start()].strip(AROUND_NAME):
        # What follows the first address belongs to the second one, unless it is in parentheses.
        after = re.match(r"\s*>?\s*\(([^()]*)\)", text[token.end() :])
        name = clean_name(after[1]) if after else ""
    others = [other for _, other in found[1:] if other.casefold() != address.casefold()]
    return Person(address, name, list(dict.fromkeys(others)))


def clean_name(text: str) -> str:
    """Return a name without what stands around it in an address, and without encoded words."""
    if ENCODED_WORD.search(text):
        with suppress(HeaderParseError, LookupError, ValueError):
            text = str(make_header(decode_header(text)))
    name = " ".join(text.replace("\\", "").split()).strip(AROUND_NAME)
    return "" if name.casefold() in PLACEHOLDERS else name


def is_placeholder(text: str) -> bool:
    """Return whether a text says no more than that there is nothing."""
    return text.strip().casefold() in PLACEHOLDERS
