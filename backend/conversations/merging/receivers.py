"""The deletion of all that came from a merged ticket, with that ticket."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from conversations.models import Merge, Message
from conversations.ticket_state import rebuild_locked
from tickets.events import ticket_deleting
from tickets.merged import conversation_ticket
from tickets.search.models import SearchText


@receiver(ticket_deleting, dispatch_uid="conversations.merging.deleting")
def delete_merged_messages(ticket_ids: list[int], **_: Any) -> None:
    """Delete the messages of merged tickets from conversations that stay."""
    merges = Merge.objects.filter(ticket__in=ticket_ids)
    holders = {pk: conversation_ticket(pk) for pk in merges.values_list("ticket", flat=True)}
    for holder in sorted(set(holders.values()) - set(ticket_ids)):
        of_holder = [pk for pk, at in holders.items() if at == holder]
        came_from = Q(merged__merge__ticket__in=of_holder) | Q(private_to__in=of_holder)
        ids = set(Message.objects.filter(came_from, ticket=holder).values_list("pk", flat=True))
        Message.objects.filter(pk__in=ids).delete()
        SearchText.objects.filter(ticket=holder, message_id__in=ids).delete()
        Merge.objects.filter(ticket__in=of_holder).delete()
        rebuild_locked([holder])
