"""Words of a server as the operator may see them: short, on one line, and without secrets."""

import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus
from urllib.request import getproxies

import httpx2
from django.conf import settings

from tickets.triage.redaction.normalise import normalise, shorten
from tickets.triage.redaction.redact import redact

MAX_LENGTH = 400
HIDDEN = "[hidden]"
# So many characters in a row tell part of a secret.
TELLING_LENGTH = 8
SHORT_LENGTH = 3
# A key of which the server itself shows a part, as in "sk-ab***********yz".
MASKED = re.compile(r"[\w.+/=-]*[*•…]{3,}[\w.+/=*•…-]*")
# What may be shown of an address's query.
PLAIN_PARAMETERS = {"api-version"}


def secrets_of(url: str) -> Iterator[str]:
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL:
        return
    yield from (parsed.username, parsed.password)
    yield from (
        value for name, value in parsed.params.multi_items() if name not in PLAIN_PARAMETERS
    )


def known_secrets() -> list[str]:
    """Return what must not be shown, the longest first."""
    secrets = {settings.LLM_API_KEY or "", *secrets_of(settings.LLM_BASE_URL or "")}
    for proxy in getproxies().values():
        secrets.update(secrets_of(proxy))
    written = {form for text in secrets for form in (text, quote(text), quote_plus(text))}
    return sorted((text.strip() for text in written if text.strip()), key=len, reverse=True)


def hide_secret(text: str, secret: str) -> str:
    """Return the text without a secret, and without long parts of it."""
    if len(secret) < TELLING_LENGTH:
        # Very short ones are no secrets, and parts of words.
        around = "" if len(secret) > SHORT_LENGTH else r"\b"
        return re.sub(rf"{around}{re.escape(secret)}{around}", HIDDEN, text, flags=re.IGNORECASE)
    secret = secret.casefold()
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text
    parts: list[str] = []
    position = 0
    while position < len(text):
        length = 0
        while position + length < len(text) and folded[position : position + length + 1] in secret:
            length += 1
        if length >= TELLING_LENGTH:
            parts.append(HIDDEN)
            position += length
        else:
            parts.append(text[position])
            position += 1
    return "".join(parts)


def hide_secrets(text: str) -> str:
    for secret in known_secrets():
        text = hide_secret(text, secret)
    return MASKED.sub(HIDDEN, text)


def showable(words: str) -> str:
    """Return a server's words for a terminal."""
    # Cut first: a server may say a lot. What this cut halves, the last one removes.
    text = " ".join(normalise(words[: 10 * MAX_LENGTH]).split())
    return shorten(redact(hide_secrets(text)), MAX_LENGTH)


def showable_url(url: httpx2.URL | str) -> str:
    """Return an address without a password and without values that could be keys."""
    try:
        parsed = httpx2.URL(url)
    except httpx2.InvalidURL:
        return "not an address"
    shown = parsed.copy_with(username=None, password=None, query=None)
    query = "&".join(
        f"{name}={value if name in PLAIN_PARAMETERS else HIDDEN}"
        for name, value in parsed.params.multi_items()
    )
    return hide_secrets(f"{shown}{'?' if query else ''}{query}")
