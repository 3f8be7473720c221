"""Prepare a ticket's text for a language model: normalise, redact, shorten."""

from django.conf import settings

from tickets.triage.redaction.normalise import normalise, shorten
from tickets.triage.redaction.redact import redact

MAX_TEXT_LENGTH = 6_000


def prepare(text: str, *, limit: int, is_redacted: bool) -> str:
    """Return the text normalised, redacted if asked, and in at most `limit` characters.

    Normalising comes first, as hidden characters would hide what is to be redacted; shortening
    comes last, as half a number is not recognised as one.
    """
    # Far more than is kept need not be searched; what this cut has halved, the last one removes.
    text = shorten(normalise(text), 2 * limit)
    return shorten(redact(text) if is_redacted else text, limit)


def prepare_for_model(description: str) -> str:
    """Return a description as it is sent to the model."""
    return prepare(description, limit=MAX_TEXT_LENGTH, is_redacted=settings.LLM_MASK)
