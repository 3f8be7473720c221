"""The one way by which a ticket's text gets to a language model."""

from tickets.triage.redaction.normalise import clean, shorten
from tickets.triage.redaction.redact import mask


def prepare(text: str, *, limit: int, masked: bool) -> str:
    """The text in at most `limit` characters, tidy, and without contact data where `masked`.

    Cleaning comes first, as hidden characters would hide what is to be masked; shortening comes
    last, as half a number is not recognised as one.
    """
    # Far more than is kept need not be searched through; what the cut has halved is cut off below.
    text = shorten(clean(text), 2 * limit)
    return shorten(mask(text) if masked else text, limit)
