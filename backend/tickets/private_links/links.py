"""Private links: how they are made, found, replaced and revoked."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tickets.models import RequestLink, Ticket

# Not the name of this module: the tokens of the links that there are depend on it.
SALT = "tickets.request_links"
NONCE_BYTES = 16
# Without those that look alike.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NOTED_EVERY = timedelta(hours=1)


def token_for(nonce: str) -> str:
    """The same for the same nonce, and nobody's guess without the server's secret key."""
    signature = salted_hmac(SALT, nonce, algorithm="sha256").digest()
    return urlsafe_b64encode(signature).rstrip(b"=").decode()


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_reference() -> str:
    """50 random bits, in a form to be read out: they tell neither order nor number."""
    left, right = ("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(2))
    return f"{left}-{right}"


def new_values(now: datetime) -> dict[str, Any]:
    """What makes a link a new one."""
    nonce = secrets.token_hex(NONCE_BYTES)
    return {
        "nonce": nonce,
        "digest": digest_of(token_for(nonce)),
        "created_at": now,
        "last_used_at": None,
        "revoked_at": None,
    }


def make_first_link(ticket: Ticket) -> None:
    """Give a ticket that was made just now its link."""
    values = new_values(ticket.created_at)
    RequestLink.objects.create(ticket=ticket, reference=new_reference(), **values)


def replace_link(ticket: Ticket) -> RequestLink:
    """Give a ticket a new link; the one that it had works no more. It keeps its reference."""
    values = new_values(timezone.now())
    link, _ = RequestLink.objects.update_or_create(
        ticket=ticket,
        defaults=values,
        create_defaults={**values, "reference": new_reference()},
    )
    return link


def first_token(ticket: Ticket) -> str | None:
    """The token of the link that a ticket was given when it was made, as long as that works.

    None once agents have replaced or revoked it: what they make is theirs to hand out.
    """
    try:
        link = ticket.request_link
    except ObjectDoesNotExist:
        return None
    if link.revoked_at is not None or link.created_at != ticket.created_at:
        return None
    token = token_for(link.nonce)
    # Another where the server's secret key has changed meanwhile.
    return token if digest_of(token) == link.digest else None


def revoke_link(ticket: Ticket) -> None:
    RequestLink.objects.filter(ticket=ticket, revoked_at=None).update(revoked_at=timezone.now())


def follow(token: str) -> RequestLink | None:
    """The link with its ticket; None, after the same work, for what is no link or no longer one."""
    links = RequestLink.objects.select_related("ticket")
    try:
        link = links.get(digest=digest_of(token), revoked_at=None)
    except RequestLink.DoesNotExist:
        return None
    note_use(link)
    return link


def note_use(link: RequestLink) -> None:
    """Note that the link is used, at most once an hour."""
    now = timezone.now()
    if link.last_used_at is None or link.last_used_at < now - NOTED_EVERY:
        RequestLink.objects.filter(digest=link.digest).update(last_used_at=now)
