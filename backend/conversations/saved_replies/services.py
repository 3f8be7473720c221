"""Making, changing and counting of saved replies."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from conversations.saved_replies.models import NAME_MAX_LENGTH, SavedReply
from core.text.folding import fold


class ShortcutTakenError(Exception):
    """Another saved reply that its author sees has this shortcut."""


def set_shared(reply: SavedReply, is_shared: bool) -> None:
    """Share a saved reply with all, or keep it to its owner."""
    reply.private_to_id = None if is_shared else reply.owner_id


def has_rival(reply: SavedReply, user_id: int | None) -> bool:
    """Return whether somebody sees two with this shortcut: their own or a shared one, and this."""
    seen = Q(private_to=None)
    if user_id is not None:
        seen |= Q(private_to=user_id)
    rivals = SavedReply.objects.filter(seen, shortcut=reply.shortcut).exclude(pk=reply.pk)
    return rivals.exists()


def store(reply: SavedReply, values: Mapping[str, Any], user_id: int | None) -> None:
    """Give a saved reply these values and store it; raise `ShortcutTakenError`.

    Another agent's own one may have the shortcut of a shared one: nobody else can know of it.
    """
    for name, value in values.items():
        if name == "shared":
            set_shared(reply, value)
        else:
            setattr(reply, name, value)
    reply.sort_key = fold(reply.name)[:NAME_MAX_LENGTH]
    reply.search_text = fold(f"{reply.name}\n{reply.shortcut}\n{reply.text}")
    if reply.shortcut and has_rival(reply, user_id):
        raise ShortcutTakenError
    try:
        with transaction.atomic():
            reply.save()
    except IntegrityError as error:
        # Somebody else has taken it at this moment.
        if not (reply.shortcut and has_rival(reply, user_id)):
            raise
        raise ShortcutTakenError from error


def create(values: Mapping[str, Any], user_id: int | None) -> SavedReply:
    """Make a saved reply of somebody, or of nobody who is signed in; raise `ShortcutTakenError`."""
    reply = SavedReply(owner_id=user_id)
    store(reply, values, user_id)
    return reply


def change(reply: SavedReply, values: Mapping[str, Any], user_id: int | None) -> None:
    """Change a locked saved reply; raise `ShortcutTakenError`."""
    before = {"shared": reply.is_shared, **{name: getattr(reply, name) for name in EDITED}}
    if all(before[name] == value for name, value in values.items()):
        return
    reply.version += 1
    reply.updated_at = timezone.now()
    store(reply, values, user_id)


EDITED = ("name", "shortcut", "text", "set_values")


def count_use(pk: int) -> None:
    """Count a message that was made of a saved reply."""
    SavedReply.objects.filter(pk=pk).update(used_count=F("used_count") + 1)
