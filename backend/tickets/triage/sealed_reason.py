"""The model's reason in the shared cache, which may quote the text that was asked about.

It is encrypted with a key made of that text: whoever asks about the same text can read it, and once
the ticket is erased nobody can.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken


def cipher_of(text: str) -> Fernet:
    digest = hashlib.sha256(b"tickets.sealed_reason:" + text.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def seal(reason: str | None, text: str) -> str | None:
    return reason and cipher_of(text).encrypt(reason.encode()).decode()


def unseal(sealed: str | None, text: str) -> str | None:
    """Return the reason; None if there is none, or if it was sealed with another text."""
    try:
        return sealed and cipher_of(text).decrypt(sealed).decode()
    except InvalidToken:
        return None
