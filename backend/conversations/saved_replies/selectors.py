"""Reading of saved replies."""

import base64
import binascii
import json
from typing import NamedTuple

from django.db.models import Q, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from conversations.saved_replies.models import SavedReply
from core.http.permissions import is_admin
from core.text.folding import fold

PAGE_SIZE = 50
MAX_ID = 2**63 - 1


class Position(NamedTuple):
    """The saved reply after which a page starts."""

    sort_key: str
    pk: int


def user_id_of(request: Request) -> int | None:
    """Return the id of who is signed in, if anybody is."""
    user = request.user
    return user.pk if user is not None and user.is_authenticated else None


def visible_to(user_id: int | None) -> QuerySet[SavedReply]:
    """Return the shared ones, and a person's own."""
    visible = Q(private_to=None)
    if user_id is not None:
        visible |= Q(private_to=user_id)
    return SavedReply.objects.filter(visible).select_related("owner")


def may_edit(request: Request, reply: SavedReply) -> bool:
    """Return whether somebody may edit a saved reply that they see: as it is with notes.

    Admins may edit all that are shared. Those of nobody who was signed in belong to all.
    """
    return reply.owner_id is None or reply.owner_id == user_id_of(request) or is_admin(request)


def list_saved_replies(
    user_id: int | None, search: str, after: Position | None
) -> tuple[list[SavedReply], Position | None]:
    """Return a page by name, and the position of the next one if there is one.

    Each word of a search has to be in name, shortcut or text, in any case and with any accents.
    """
    replies = visible_to(user_id)
    for word in set(fold(search).split()):
        replies = replies.filter(search_text__contains=word)
    if after is not None:
        behind = Q(sort_key__gt=after.sort_key) | Q(sort_key=after.sort_key, pk__gt=after.pk)
        replies = replies.filter(behind, sort_key__gte=after.sort_key)
    found = list(replies.order_by("sort_key", "pk")[: PAGE_SIZE + 1])
    page = found[:PAGE_SIZE]
    last = Position(page[-1].sort_key, page[-1].pk) if len(found) > PAGE_SIZE else None
    return page, last


def encode_cursor(position: Position | None) -> str | None:
    if position is None:
        return None
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode()


def decode_cursor(text: str) -> Position | None:
    """Undo `encode_cursor`; raise `ValidationError` for a cursor that no page has given."""
    if not text:
        return None
    try:
        sort_key, pk = json.loads(base64.b64decode(text.encode(), b"-_", validate=True))
        # Encoded, because no database takes a lone surrogate, nor a NUL.
        is_valid = type(pk) is int and 0 < pk <= MAX_ID and b"\0" not in sort_key.encode()
    except (AttributeError, TypeError, ValueError, binascii.Error, RecursionError):
        is_valid = False
    if not is_valid:
        reason = "This cursor is not from this list. Start again without one."
        raise ValidationError({"cursor": [reason]})
    return Position(sort_key, pk)
