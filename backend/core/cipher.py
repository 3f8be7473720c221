"""Encryption with the server's secret key."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def cipher_for(purpose: str) -> MultiFernet:
    """Return the cipher for one purpose, made of the secret key; fallback keys still decrypt."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(f"{purpose}:".encode() + force_bytes(key)).digest() for key in keys)
    return MultiFernet(Fernet(base64.urlsafe_b64encode(digest)) for digest in digests)
