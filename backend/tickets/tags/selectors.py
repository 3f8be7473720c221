"""Reading of tags."""

import base64
import binascii
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Q,
    QuerySet,
    SmallIntegerField,
    Value,
    When,
    prefetch_related_objects,
)
from rest_framework.exceptions import ValidationError

from core.db.bounded import StatementTooSlow, count_in_time
from core.text.folding import fold
from core.text.tidy import tidy_name
from people.teams.access import Reader
from tickets.models import Tag, Ticket, TicketTag
from tickets.tags.models import SORT_KEY_MAX_LENGTH, to_sort_key

PAGE_SIZE = 50
MAX_COUNT = 10_000_000
COUNT_SECONDS = 1.0


class Position(NamedTuple):
    """The tag after which a page starts; `rank` is 0 where its name begins with the search."""

    rank: int
    sort_key: str


def list_tags(search: str, after: Position | None) -> tuple[list[Tag], Position | None]:
    """Return a page by name, and the position of the next one if there is one.

    What is searched for is a part of the name, in any case and with any accents; names that begin
    with it come first.
    """
    tags = Tag.objects.annotate(rank=Value(0, output_field=SmallIntegerField()))
    if folded := fold(search):
        begins = When(sort_key__startswith=folded, then=Value(0))
        rank = Case(begins, default=Value(1), output_field=SmallIntegerField())
        tags = Tag.objects.filter(sort_key__contains=folded).annotate(rank=rank)
    if after is not None:
        behind = Q(rank=after.rank, sort_key__gt=after.sort_key)
        tags = tags.filter(Q(rank__gt=after.rank) | behind)
    found: list[Any] = list(tags.order_by("rank", "sort_key")[: PAGE_SIZE + 1])
    page = found[:PAGE_SIZE]
    last = Position(page[-1].rank, page[-1].sort_key) if len(found) > PAGE_SIZE else None
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
        rank, sort_key = json.loads(base64.b64decode(text.encode(), b"-_", validate=True))
        # Encoded, because no database takes a lone surrogate, nor a NUL.
        is_valid = type(rank) is int and rank in (0, 1) and b"\0" not in sort_key.encode()
    except (AttributeError, TypeError, ValueError, binascii.Error, RecursionError):
        is_valid = False
    if not is_valid:
        reason = "This cursor is not from this list. Start again without one."
        raise ValidationError({"cursor": [reason]})
    return Position(rank, sort_key)


def rows_of(tag: int) -> QuerySet[TicketTag]:
    """Return a tag's rows but those of spam and the bin, of which there are few beside it."""
    removed = Ticket.objects.order_by().filter(folder__isnull=False)
    return TicketTag.objects.filter(tag=tag).exclude(ticket__in=removed.values("pk"))


def count_tickets(tag: Tag, reader: Reader) -> int | None:
    """Return how many tickets with a tag somebody reads; None where it takes too long to count."""
    rows = rows_of(tag.pk).filter(reader.match("ticket__"))
    try:
        return count_in_time(rows, limit=MAX_COUNT, seconds=COUNT_SECONDS)
    except StatementTooSlow:
        return None


def key_of(text: str) -> str:
    """Return by which key a tag is found that is called so, as somebody typed it."""
    return to_sort_key(tidy_name(text[: 2 * SORT_KEY_MAX_LENGTH]))


def find_ids(keys: Collection[str]) -> dict[str, int]:
    """Return the ids of those tags that there are, by their sort keys."""
    if not keys:
        return {}
    return dict(Tag.objects.filter(sort_key__in=keys).values_list("sort_key", "pk"))


def ids_of_tickets(ticket_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """Return the ids of the tags of each ticket, in their order: one query."""
    found: dict[int, list[int]] = {pk: [] for pk in ticket_ids}
    rows = TicketTag.objects.filter(ticket__in=ticket_ids).order_by("tag")
    for ticket_id, tag_id in rows.values_list("ticket_id", "tag_id"):
        found[ticket_id].append(tag_id)
    return {pk: tuple(ids) for pk, ids in found.items()}


def names_of_tickets(first: int, last: int) -> Mapping[int, list[str]]:
    """Return the names of the tags of tickets with these ids and those between: one query."""
    found: dict[int, list[str]] = {}
    rows = TicketTag.objects.filter(ticket__gte=first, ticket__lte=last)
    for ticket_id, name in rows.order_by("ticket", "tag__sort_key").values_list(
        "ticket_id", "tag__name"
    ):
        found.setdefault(ticket_id, []).append(name)
    return found


def read_tags(tickets: Sequence[Ticket]) -> None:
    """Read the tags that tickets show: one query, none where no ticket has any."""
    if tagged := [ticket for ticket in tickets if ticket.is_tagged]:
        prefetch_related_objects(tagged, "tags")
    for ticket in tickets:
        if not ticket.is_tagged:
            show_tags(ticket, ())


def show_tags(ticket: Ticket, tags: Iterable[Tag]) -> None:
    """Let a ticket answer with these tags, as if they had been read with it."""
    cache: dict[str, Any] = ticket.__dict__.setdefault("_prefetched_objects_cache", {})
    cache["tags"] = sorted(tags, key=lambda tag: tag.sort_key)


def tags_called(names: Iterable[str]) -> list[Tag]:
    """Return the tags of these names, made up where there are none any more."""
    by_key = {to_sort_key(name): name for name in names}
    found = {tag.sort_key: tag for tag in Tag.objects.filter(sort_key__in=by_key)} if by_key else {}
    return [found.get(key) or Tag(name=name, sort_key=key) for key, name in by_key.items()]
