"""Erasure of a requester: of their tickets, and of what is kept about them anywhere else."""

import time
from collections.abc import Collection
from dataclasses import asdict, dataclass
from urllib.parse import quote_plus

from django.db.models import Count, Q, QuerySet

from conversations.merging.moving import move_message
from conversations.merging.services import unmerge_ticket
from conversations.models import Kind, Message
from conversations.personal_data.selectors import tickets_of
from conversations.ticket_state import rebuild_locked
from core.db.transactions import repeatable
from people.models import Requester
from tickets.history.actors import SYSTEM, Actor
from tickets.history.models import Event
from tickets.merged import conversation_ticket, find_merged, lock_found
from tickets.models import PrivateLink, Ticket
from tickets.search.models import SearchText
from tickets.services import delete_tickets
from tickets.shared_views.models import SharedView
from tickets.triage.models import Classification

# Tickets that are erased in one transaction.
BATCH_SIZE = 200
# After so long a request answers, and is sent again for the rest.
MAX_SECONDS = 20.0
MAX_ADDRESSES = 100


@dataclass
class Report:
    """The numbers of things that were erased, by their kinds; nothing that anybody wrote."""

    tickets: int = 0
    replies: int = 0
    notes: int = 0
    private_links: int = 0
    suggestions: int = 0
    history_entries: int = 0
    views: int = 0

    def add(self, other: "Report") -> None:
        for name, count in asdict(other).items():
            setattr(self, name, getattr(self, name) + count)


def addresses_of(requester: Requester) -> list[str]:
    """Return the requester's address, and those that were typed in their tickets."""
    typed = tickets_of(requester).exclude(requester_email="").order_by()
    addresses = set(typed.values_list("requester_email", flat=True).distinct()[:MAX_ADDRESSES])
    if requester.email:
        addresses.add(requester.email)
    return sorted(addresses)


def events_with(addresses: Collection[str]) -> QuerySet[Event]:
    """Return the events of any tickets with one of the addresses in what people wrote.

    A ticket that was given to somebody else keeps the address of before in its history.
    """
    condition = Q()
    for address in addresses:
        for side in (0, 1):
            condition |= Q(**{f"texts__requester_email__{side}__iexact": address})
    found = Event.objects.filter(texts__isnull=False)
    return found.filter(condition) if condition else found.none()


def views_of(requester: Requester, addresses: Collection[str]) -> QuerySet[SharedView]:
    """Return the agents' views that filter by the requester, or search for one of the addresses."""
    condition = Q(query__regex=rf"(^|&)requester={requester.pk}(&|$)")
    for address in addresses:
        condition |= Q(query__icontains=quote_plus(address))
    return SharedView.objects.filter(condition)


def find_others(requester: Requester) -> set[int]:
    """Return the tickets of others that were merged into the requester's."""
    own = tickets_of(requester).order_by().values("pk")
    others = Ticket.objects.order_by().filter(merged_into__in=own).exclude(pk__in=own)
    return set(others.values_list("pk", flat=True))


def free_others(requester: Requester, by: Actor) -> None:
    """Unmerge others' tickets from the requester's, with what they have written there since."""
    for ticket_id in sorted(find_others(requester)):
        holder = conversation_ticket(ticket_id)
        unmerge_ticket(ticket_id, by, lambda _: None)
        own = {ticket_id, *find_merged([ticket_id])}
        written = Message.objects.filter(ticket=holder, private_to__in=own).order_by("pk")
        for message_id, origin in written.values_list("pk", "private_to"):
            move_message(message_id, origin, "", by)


def erase_moved(ids: Collection[int]) -> None:
    """Delete what was written in tickets, and is in others by now."""
    moved = Message.objects.filter(moved_from__in=ids).exclude(ticket__in=ids)
    holders = lock_found(lambda: set(moved.values_list("ticket", flat=True)))
    messages = list(moved.values_list("pk", flat=True))
    Message.objects.filter(pk__in=messages).delete()
    SearchText.objects.filter(ticket__in=holders, message_id__in=messages).delete()
    rebuild_locked(list(holders))


def count_all(tickets: QuerySet[Ticket], others: Collection[int] = ()) -> Report:
    """Return how much goes with tickets; what others wrote who were merged into them does not."""
    ids = tickets.order_by().values("pk")
    messages = Message.objects.filter(Q(ticket__in=ids) | Q(moved_from__in=ids))
    if others:
        messages = messages.exclude(private_to__in=others)
    counts = messages.aggregate(
        replies=Count("pk", filter=Q(kind=Kind.REPLY)), notes=Count("pk", filter=Q(kind=Kind.NOTE))
    )
    return Report(
        tickets=tickets.count(),
        **counts,
        private_links=PrivateLink.objects.filter(ticket__in=ids).count(),
        suggestions=Classification.objects.filter(ticket__in=ids).count(),
        history_entries=Event.objects.filter(ticket_number__in=ids, texts__isnull=False).count(),
    )


def preview_erasure(requester: Requester) -> Report:
    """Return the report that an erasure would have now."""
    tickets = tickets_of(requester)
    others = find_others(requester)
    report = count_all(tickets, others | find_merged(others))
    addresses = addresses_of(requester)
    elsewhere = events_with(addresses).exclude(ticket_number__in=tickets.values("pk"))
    report.history_entries += elsewhere.count()
    report.views = views_of(requester, addresses).count()
    return report


@repeatable
def erase_batch(requester: Requester, by: Actor) -> Report:
    """Erase some of the requester's tickets with everything of theirs."""
    tickets = tickets_of(requester).order_by("pk")
    # Locked, so that what is counted is what goes.
    ids = list(tickets.select_for_update().values_list("pk", flat=True)[:BATCH_SIZE])
    if not ids:
        return Report()
    # They go with it.
    ids = sorted({*ids, *find_merged(ids)})
    batch = Ticket.objects.filter(pk__in=ids)
    report = count_all(batch)
    erase_moved(ids)
    delete_tickets(batch, by)
    return report


@repeatable
def forget(requester: Requester) -> bool:
    """Delete the requester unless a ticket has come meanwhile; return whether they are gone."""
    # Whoever submits a ticket waits here, and makes a new requester.
    locked = Requester.objects.select_for_update().filter(pk=requester.pk).first()
    if locked is None:
        return True
    if tickets_of(locked).exists():
        return False
    locked.delete()
    return True


def erase_requester(
    requester: Requester, by: Actor = SYSTEM, seconds: float = MAX_SECONDS
) -> tuple[Report, bool]:
    """Erase a requester, and return what went and whether that was all within the time.

    What was erased before a failure, or within the time, is gone: repeated, it goes on from there.
    """
    end = time.monotonic() + seconds
    addresses = addresses_of(requester)
    free_others(requester, by)
    report = Report(
        history_entries=events_with(addresses).update(texts=None),
        views=views_of(requester, addresses).delete()[0],
    )
    while True:
        erased = erase_batch(requester, by)
        report.add(erased)
        if erased.tickets < BATCH_SIZE and forget(requester):
            return report, True
        if time.monotonic() > end:
            return report, False
