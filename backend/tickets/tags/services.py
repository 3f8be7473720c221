"""Making, changing and merging of tags, and which tickets have them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from core.db.transactions import repeatable
from core.db.vendor import is_postgresql
from tickets.models import Tag, Ticket, TicketTag
from tickets.tags.models import MAX_TAGS, MAX_TAGS_OF_TICKET, to_sort_key
from tickets.tags.selectors import find_ids

# Tickets whose tags are moved by one statement.
BATCH_SIZE = 1_000


class TooManyTagsError(Exception):
    """There would be more tags than there can be; the message says how many."""


class NameTakenError(Exception):
    """Another tag has this name, in whatever case."""


class OverfullError(Exception):
    """A ticket would have more tags than one can have; the message says which."""


class TagGoneError(Exception):
    """The tag to merge into was deleted meanwhile."""


class TagChange(NamedTuple):
    """A change of tickets' tags, by names: first all of them are replaced, if by any."""

    only: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True)
class TagEdit:
    """The same by ids, of tags that there are."""

    only: frozenset[int] | None = None
    add: frozenset[int] = frozenset()
    remove: frozenset[int] = frozenset()

    def apply(self, had: Iterable[int]) -> tuple[int, ...]:
        """Return the tags that a ticket has afterwards, in the order of their ids."""
        kept = set(had) if self.only is None else self.only
        return tuple(sorted((kept | self.add) - self.remove))


def read_locked(keys: Collection[str]) -> dict[str, int]:
    """Return the ids of tags by sort key; nobody deletes them until the transaction ends."""
    tags = Tag.objects.filter(sort_key__in=keys).order_by("sort_key")
    sql, parameters = tags.query.sql_with_params()
    if is_postgresql():
        sql += " FOR KEY SHARE"
    return {tag.sort_key: tag.pk for tag in Tag.objects.raw(sql, parameters)}


def find_or_create_tags(names: Iterable[str]) -> dict[str, int]:
    """Return the ids of tags by sort key, and make those that are missing.

    The transaction must be the one that stores what refers to them. Raise `TooManyTagsError`.
    """
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(to_sort_key(name), name)
    found = read_locked(wanted) if wanted else {}
    # Sorted, so that two who make many wait for each other in one direction only. Who comes second
    # finds what the first has made, unless it was deleted at that moment.
    while missing := sorted(wanted.keys() - found.keys()):
        check_room(len(missing))
        Tag.objects.bulk_create(
            [Tag(name=wanted[key], sort_key=key) for key in missing], ignore_conflicts=True
        )
        found |= read_locked(missing)
    return found


def check_room(count: int = 1) -> None:
    """Raise `TooManyTagsError` where so many others cannot be made."""
    if Tag.objects.count() + count > MAX_TAGS:
        raise TooManyTagsError(f"There can be {MAX_TAGS:,} tags at most.")


def resolve(changes: Collection[TagChange]) -> list[TagEdit]:
    """Return changes by ids, and make the tags that some add: two queries where there are all."""
    added = find_or_create_tags(
        name for change in changes for name in (*(change.only or ()), *change.add)
    )
    removed = {to_sort_key(name) for change in changes for name in change.remove}
    known = find_ids(removed - added.keys()) | added

    def ids(names: Iterable[str]) -> frozenset[int]:
        keys = map(to_sort_key, names)
        return frozenset(known[key] for key in keys if key in known)

    return [
        TagEdit(
            None if change.only is None else ids(change.only), ids(change.add), ids(change.remove)
        )
        for change in changes
    ]


def store_tags(before: Mapping[int, Collection[int]], after: Mapping[int, Collection[int]]) -> None:
    """Give tickets, which the caller has locked, other tags: four statements for all of them.

    Raise `OverfullError`.
    """
    for pk, tags in after.items():
        # Who has more already, from a merge or an import, may lose some.
        if len(tags) > max(MAX_TAGS_OF_TICKET, len(before[pk])):
            raise OverfullError(f"#{pk} would have more than {MAX_TAGS_OF_TICKET} tags.")
    lost = {pk: set(before[pk]) - set(tags) for pk, tags in after.items()}
    gained = {pk: set(tags) - set(before[pk]) for pk, tags in after.items()}
    if losing := [pk for pk, tags in lost.items() if tags]:
        rows = TicketTag.objects.filter(ticket__in=losing).values_list("pk", "ticket", "tag")
        gone = [pk for pk, ticket, tag in rows if tag in lost[ticket]]
        TicketTag.objects.filter(pk__in=gone).delete()
    if any(gained.values()):
        add_rows(gained)


def add_rows(gained: Mapping[int, Iterable[int]]) -> None:
    """Give tickets tags that they do not have yet."""
    times = dict(Ticket.objects.filter(pk__in=gained).values_list("pk", "created_at"))
    TicketTag.objects.bulk_create(
        [
            TicketTag(ticket_id=pk, tag_id=tag, ticket_created_at=times[pk])
            for pk, tags in gained.items()
            for tag in tags
        ],
        batch_size=BATCH_SIZE,
    )


def save_tag(tag: Tag) -> None:
    """Store a tag; raise `NameTakenError`."""
    try:
        with transaction.atomic():
            tag.save()
    except IntegrityError as error:
        if not Tag.objects.filter(sort_key=tag.sort_key).exclude(pk=tag.pk).exists():
            raise
        raise NameTakenError from error


def create_tag(values: Mapping[str, Any]) -> Tag:
    """Create a tag, and return it; raise `NameTakenError` or `TooManyTagsError`."""
    check_room()
    tag = Tag(**values)
    save_tag(tag)
    return tag


def change_tag(tag: Tag, values: Mapping[str, Any]) -> bool:
    """Change a tag that is locked, and return whether it differs; raise `NameTakenError`."""
    if all(getattr(tag, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(tag, name, value)
    tag.version += 1
    save_tag(tag)
    return True


@transaction.atomic
def delete_tag(tag: Tag) -> int:
    """Delete a tag, and return from how many tickets it was taken.

    The tickets' versions stay: there may be hundreds of thousands.
    """
    # Nobody puts it on another ticket between the two statements.
    if Tag.objects.select_for_update().filter(pk=tag.pk).first() is None:
        return 0
    count, _ = TicketTag.objects.filter(tag=tag).delete()
    tag.delete()
    return count


def merge_tags(source: Tag, target: Tag) -> int:
    """Give all tickets of one tag another one instead, and return how many these were.

    Raise `TagGoneError`.

    Whoever changes a ticket waits for the batch that it is in, and not for the others.
    """
    count = 0
    while moved := move_batch(source.pk, target.pk):
        count += moved
    return count + move_rest(source.pk, target.pk)


@repeatable
def move_batch(source: int, target: int) -> int:
    """Move the next tickets of a tag to another one, and return how many these were."""
    rows = TicketTag.objects.filter(tag=source).order_by("ticket")
    ids = list(rows.values_list("ticket", flat=True)[:BATCH_SIZE])
    move_tickets(ids, source, target)
    return len(ids)


def move_tickets(ids: list[int], source: int, target: int) -> None:
    if Tag.objects.select_for_update(no_key=True).filter(pk=target).first() is None:
        raise TagGoneError
    # Whoever changes a ticket's tags holds the same lock.
    locked = Ticket.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    present = list(locked.values_list("pk", flat=True))
    rows = TicketTag.objects.filter(tag=source, ticket__in=present)
    both = TicketTag.objects.filter(tag=target, ticket__in=present).values("ticket")
    rows.filter(ticket__in=both).delete()
    rows.update(tag=target)


@repeatable
def move_rest(source: int, target: int) -> int:
    """Move those that came meanwhile, and delete the tag, in one transaction."""
    tag = Tag.objects.select_for_update().filter(pk=source).first()
    if tag is None:
        return 0
    ids = list(TicketTag.objects.filter(tag=tag).values_list("ticket", flat=True))
    move_tickets(ids, source, target)
    tag.delete()
    return len(ids)
