"""The search's own copies of tickets' texts: written with the tickets, compared, made anew."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db import transaction

from core.text.folding import fold
from tickets.models import Ticket
from tickets.search.models import SearchText

# The fields of a ticket that each of its copies is made of.
FIELDS = {
    SearchText.Source.TICKET: ("title", "description"),
    SearchText.Source.REQUESTER: ("requester_name", "requester_email"),
}
TEXT_FIELDS = [name for names in FIELDS.values() for name in names]
# Few enough for those who change one of these tickets meanwhile, and wait.
BATCH_SIZE = 500

Copy = tuple[str, str]


def make_copies(ticket: Ticket) -> list[Copy]:
    """Return the sources and texts by which a ticket is found.

    The fields' texts are lines, so that no phrase goes from one to the next.
    """
    copies: list[Copy] = []
    for source, names in FIELDS.items():
        texts = [fold(getattr(ticket, name)) for name in names]
        if any(texts):
            copies.append((source, "\n".join(filter(None, texts))))
    return copies


def store_copies(tickets: Iterable[Ticket], sources: Collection[str] = tuple(FIELDS)) -> None:
    """Store the copies of tickets that have none of these sources yet."""
    SearchText.objects.bulk_create(
        SearchText(ticket=ticket, source=source, text=text)
        for ticket in tickets
        for source, text in make_copies(ticket)
        if source in sources
    )


def replace_copies(ids: Sequence[int], changed: Collection[str] = TEXT_FIELDS) -> None:
    """Make the copies with the changed fields anew, of tickets that the caller has locked."""
    sources = [source for source, names in FIELDS.items() if not set(names).isdisjoint(changed)]
    if sources:
        SearchText.objects.filter(ticket__in=ids, source__in=sources).delete()
        store_copies(Ticket.objects.filter(pk__in=ids).only(*TEXT_FIELDS), sources)


def store_message_copy(ticket_id: int, message_id: int, text: str) -> None:
    """Store what is searched of a message; one without a letter or digit is not found."""
    store_message_copies([(ticket_id, message_id, text)])


def store_message_copies(messages: Iterable[tuple[int, int, str]]) -> None:
    """Do the same for several: for each the ids of ticket and message, and the text."""
    SearchText.objects.bulk_create(
        SearchText(
            ticket_id=ticket_id,
            source=SearchText.Source.MESSAGE,
            message_id=message_id,
            text=folded,
        )
        for ticket_id, message_id, text in messages
        if (folded := fold(text))
    )


def delete_message_copy(ticket_id: int, message_id: int) -> None:
    SearchText.objects.filter(ticket=ticket_id, message_id=message_id).delete()


def find_wrong(tickets: Sequence[Ticket]) -> list[int]:
    """Return the ids of those of the tickets whose copies are not what they should be."""
    stored: dict[int, list[Copy]] = {ticket.pk: [] for ticket in tickets}
    copies = SearchText.objects.filter(ticket__in=stored, source__in=FIELDS)
    for ticket_id, source, text in copies.values_list("ticket_id", "source", "text"):
        stored[ticket_id].append((source, text))
    return [t.pk for t in tickets if sorted(stored[t.pk]) != sorted(make_copies(t))]


def iterate_wrong() -> Iterator[list[int]]:
    """Yield the ids of tickets whose copies are wrong or missing, from all, batch by batch."""
    last = 0
    while True:
        rows = Ticket.objects.filter(pk__gt=last).order_by("pk").only(*TEXT_FIELDS)
        tickets = list(rows[:BATCH_SIZE])
        if not tickets:
            return
        yield find_wrong(tickets)
        last = tickets[-1].pk


@transaction.atomic
def put_right(ids: Sequence[int]) -> None:
    """Make the copies of tickets anew, while others may change the tickets."""
    locked = Ticket.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    replace_copies(list(locked.values_list("pk", flat=True)))
