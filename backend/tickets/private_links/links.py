"""Creation, replacement, revocation and use of private links."""

import hashlib
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tickets.models import Ticket
from tickets.private_links.models import PrivateLink

# The tokens of existing links depend on this text, so it stays though the module was renamed.
SALT = "tickets.request_links"
NONCE_BYTES = 16
# Without letters that are easily misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# The letters that are not in the alphabet, by those that they are taken for.
MISREAD = str.maketrans("OIL", "011")
WRITTEN_REFERENCE = re.compile(
    rf"(?<![A-Z0-9])([{ALPHABET}OIL]{{5}})[- ]?([{ALPHABET}OIL]{{5}})(?![A-Z0-9])"
)
USE_PRECISION = timedelta(hours=1)


def token_for(nonce: str) -> str:
    """Return the token of a nonce; without the server's secret key nobody can guess it."""
    signature = salted_hmac(SALT, nonce, algorithm="sha256").digest()
    return urlsafe_b64encode(signature).rstrip(b"=").decode()


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_reference() -> str:
    """Return 50 random bits in a form that can be read out, as `K7Q2M-9XD4R`."""
    left, right = ("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(2))
    return f"{left}-{right}"


def references_in(text: str) -> list[str]:
    """Return what can be references in a text, as people write them: any case, with O for 0."""
    halves = WRITTEN_REFERENCE.findall(text.upper())
    return [f"{left}-{right}".translate(MISREAD) for left, right in halves]


def new_values(now: datetime) -> dict[str, Any]:
    """Return the values of a new link's fields, but for the ticket and the reference."""
    nonce = secrets.token_hex(NONCE_BYTES)
    return {
        "nonce": nonce,
        "digest": hash_token(token_for(nonce)),
        "created_at": now,
        "last_used_at": None,
        "revoked_at": None,
    }


def make_first_link(ticket: Ticket) -> None:
    """Create the link of a ticket that was just created."""
    values = new_values(ticket.created_at)
    PrivateLink.objects.create(ticket=ticket, reference=new_reference(), **values)


def replace_link(ticket: Ticket) -> PrivateLink:
    """Give a ticket a new link, with the same reference; the former one stops working."""
    values = new_values(timezone.now())
    link, _ = PrivateLink.objects.update_or_create(
        ticket=ticket,
        defaults=values,
        create_defaults={**values, "reference": new_reference()},
    )
    return link


def first_token(ticket: Ticket) -> str | None:
    """Return the token of the link that a ticket was created with, as long as it works.

    None once agents have replaced or revoked it: only they hand out a link that they made.
    """
    try:
        link = ticket.private_link
    except ObjectDoesNotExist:
        return None
    if link.revoked_at is not None or link.created_at != ticket.created_at:
        return None
    token = token_for(link.nonce)
    # It differs where the server's secret key has changed since.
    return token if hash_token(token) == link.digest else None


def revoke_link(ticket: Ticket) -> None:
    PrivateLink.objects.filter(ticket=ticket, revoked_at=None).update(revoked_at=timezone.now())


def follow(token: str) -> PrivateLink | None:
    """Return the link of a token, with its ticket, and note its use.

    None for an unknown or revoked one, after the same query.
    """
    links = PrivateLink.objects.select_related("ticket")
    try:
        link = links.get(digest=hash_token(token), revoked_at=None)
    except PrivateLink.DoesNotExist:
        return None
    record_use(link)
    return link


def record_use(link: PrivateLink) -> None:
    """Store the time of use, at most once an hour."""
    now = timezone.now()
    if link.last_used_at is None or link.last_used_at < now - USE_PRECISION:
        PrivateLink.objects.filter(digest=link.digest).update(last_used_at=now)
