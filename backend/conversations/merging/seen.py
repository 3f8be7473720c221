"""The newest message that agents have seen, of a conversation that another is merged into."""

from typing import Any

from conversations.models import Merge, Message, Seen
from conversations.services import TICK


def share_seen(
    ticket_id: int, into_id: int, submission: Message, user_id: int | None
) -> dict[str, Any]:
    """Let nothing count as seen that an agent has not seen in either ticket; return what was.

    Who merges has seen both.
    """
    messages = list(Message.objects.filter(ticket=ticket_id).order_by("pk").values_list("pk", "at"))
    seen_there = dict(Seen.objects.filter(ticket=ticket_id).values_list("user", "message_id"))
    former: dict[str, Any] = {}
    for seen in Seen.objects.filter(ticket=into_id):
        before = [seen.message_id, seen.at.isoformat()]
        until = seen_there.get(seen.user_id, -1)
        unseen = next(((pk, at) for pk, at in messages if pk > until), None)
        if seen.user_id == user_id:
            seen.message_id, seen.at = (
                submission.pk,
                max([seen.at, submission.at, *(at for _, at in messages)]),
            )
        elif unseen is not None and unseen[0] <= seen.message_id:
            seen.message_id, seen.at = unseen[0] - 1, min(seen.at, unseen[1] - TICK)
        else:
            continue
        seen.save(update_fields=["message_id", "at"])
        former[str(seen.user_id)] = [*before, seen.message_id]
    return former


def put_back_seen(merge: Merge) -> None:
    """Undo `share_seen` for those who have not read on."""
    for user_id, (message_id, at, was_set) in merge.seen.items():
        same = Seen.objects.filter(ticket=merge.into_id, user=user_id, message_id=was_set)
        same.update(message_id=message_id, at=at)


def carry_seen(message: Message, to: int) -> None:
    """Let a message that is about to be moved not count as seen by those who have not seen it."""
    seen = Seen.objects.filter(ticket=message.ticket_id, message_id__gte=message.pk)
    Seen.objects.filter(ticket=to, message_id__gte=message.pk).exclude(
        user__in=seen.values("user")
    ).update(message_id=message.pk - 1, at=message.at - TICK)
