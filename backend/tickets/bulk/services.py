"""Changes of many tickets in one transaction, with the operations that undo them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from rest_framework.exceptions import ValidationError

from core.db.transactions import repeatable
from people.teams.access import READS_ALL, Reader
from tickets.history.actors import SYSTEM, Actor
from tickets.history.record import TAGS, load_tags
from tickets.merged import KEPT_FIELDS
from tickets.models import Ticket
from tickets.references import check_assignee
from tickets.search.query import TicketQuery
from tickets.services import ASSIGNING, change_locked, values_after, with_consequences
from tickets.snooze_times import NOT_DONE
from tickets.tags.selectors import ids_of_tickets
from tickets.tags.services import OverfullError, TagChange, TooManyTagsError, resolve
from tickets.vocabulary import DONE

# Agents, teams, snoozes, tags have many values, and to undo a change takes an operation for each.
MAX_OPERATIONS = 1_500
MAX_MATCHING = 20
MAX_TICKETS = 1_000
MERGED = (
    "Unmerge a ticket to change its status, assignee or snooze, or to move it to spam or the bin. "
    "{count:,} of these were merged."
)
CHANGEABLE = (
    *("status", "priority", "category", "assignee_id", "team_id"),
    *("snoozed_until", "folder"),
)

Values = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """Values to set on the tickets with these ids, or on all that match a query."""

    values: Values
    ids: list[int] = field(default_factory=list)
    matching: TicketQuery | None = None
    tag_change: TagChange | None = None


def select_ids(operation: Operation) -> set[int]:
    """Return the ids of the operation's tickets, only some of them if they are too many.

    The query is unordered: to find a rare word in the order of time, a database would read all
    tickets.
    """
    if operation.matching is None:
        return set(operation.ids)
    ids: set[int] = set()
    for part in operation.matching.by_index:
        ids.update(part.order_by().values_list("pk", flat=True)[: MAX_TICKETS + 1])
    return ids


def lock_tickets(ids: set[int], reader: Reader, *, with_tags: bool = False) -> dict[int, Values]:
    """Lock those of the tickets that somebody may read, and return their values.

    They are locked until the transaction ends, in the order of their ids, so that two requests
    cannot deadlock.
    """
    tickets = Ticket.objects.filter(reader.match(), pk__in=ids).order_by("pk")
    tickets = tickets.select_for_update(no_key=True)
    values = {ticket.pop("pk"): ticket for ticket in tickets.values("pk", *CHANGEABLE)}
    if with_tags:
        for pk, tags in ids_of_tickets(values).items():
            values[pk][TAGS] = tags
    return values


def resolve_tags(operations: list[Operation]) -> list[Operation]:
    """Return the operations with tags by their ids; the tags that some add are made.

    All at once, after the tickets are locked: in one order, two requests cannot deadlock.
    """
    changes = [one.tag_change for one in operations if one.tag_change is not None]
    edits = iter(resolve(changes) if changes else ())
    return [
        one if one.tag_change is None else replace(one, values={**one.values, TAGS: next(edits)})
        for one in operations
    ]


def recheck_ids(operation: Operation, ids: set[int], values: dict[int, Values]) -> list[int]:
    """Return those of the ids whose tickets, now locked, exist and still match."""
    if operation.matching is None:
        return [pk for pk in ids if pk in values]
    # A merged one follows the ticket that has its conversation.
    matching = operation.matching.tickets.order_by().filter(pk__in=ids, merged_into=None)
    return list(matching.values_list("pk", flat=True))


def may_change(operation: Operation, had: Values) -> bool:
    """Return whether the operation may change a ticket: what is in a folder can only be moved."""
    return had["folder"] is None or "folder" in operation.values


def apply_operation(
    operation: Operation, targets: list[int], values: dict[int, Values], by: Actor
) -> set[int]:
    """Change the targets that differ, update `values` to match, and return their ids."""
    new = with_consequences(operation.values)
    refuse_merged(operation, targets, values)
    if new.get("snoozed_until"):
        refuse_done(targets, new, values)
    after = {pk: values_after(values[pk], new) for pk in targets}
    differing = {pk for pk, changed in after.items() if changed}
    locked = {pk: values[pk] for pk in differing}
    check_assignee(differing, new)
    change_locked(locked, new, by)
    for pk in differing:
        values[pk] = {**values[pk], **after[pk]}
    return differing


def refuse_merged(operation: Operation, targets: list[int], values: dict[int, Values]) -> None:
    """Raise `ValidationError` where tickets that were merged would lose what they keep."""
    kept = {name: operation.values[name] for name in KEPT_FIELDS & operation.values.keys()}
    differing = [pk for pk in targets if not kept.items() <= values[pk].items()]
    if not differing:
        return
    count = Ticket.objects.filter(pk__in=differing, merged_into__isnull=False).count()
    if count:
        raise ValidationError({"operations": [MERGED.format(count=count)]})


def refuse_done(targets: list[int], new: Mapping[str, Any], values: dict[int, Values]) -> None:
    """Raise `ValidationError` where some of the tickets are done: nobody snoozes these."""
    done = sum(new.get("status", values[pk]["status"]) in DONE for pk in targets)
    if done:
        raise ValidationError({"operations": [f"{NOT_DONE} {done:,} of these are."]})


def group_by_values(
    values: Iterable[tuple[int, Iterable[tuple[str, Any]]]],
) -> list[dict[str, Any]]:
    """Return one operation for all tickets that get the same values."""
    groups: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for pk, items in values:
        groups.setdefault(tuple(items), []).append(pk)
    return [{"ids": ids, "set": dict(items)} for items, ids in groups.items()]


def without_past_snooze(values: Values, now: datetime) -> Values:
    """Return values as they can be set: nobody snoozes a ticket until a time that is over."""
    until = values["snoozed_until"]
    return {**values, "snoozed_until": None} if until and until <= now else values


def build_undo(before: dict[int, Values], after: dict[int, Values]) -> list[dict[str, Any]]:
    """Return operations that restore the former values, few enough for one request.

    Tags come and go one by one, so that those which others have given meanwhile stay.
    """
    now = timezone.now()
    before = {pk: without_past_snooze(values, now) for pk, values in before.items()}
    changed = [pk for pk, values in after.items() if before[pk] != values]
    former = {pk: dict(before[pk].items() - after[pk].items()) for pk in changed}
    names = load_tags({tag for pk in changed for tag in tags_between(before[pk], after[pk])})
    for pk, values in former.items():
        if TAGS in values:
            had, has = set(values.pop(TAGS)), set(after[pk][TAGS])
            for field_name, tags in (("add_tags", had - has), ("remove_tags", has - had)):
                if tags:
                    values[field_name] = tuple(name for pk, name in names.items() if pk in tags)
    operations = group_by_values((pk, sorted(values.items())) for pk, values in former.items())
    if len(operations) > MAX_OPERATIONS:
        # One for each field and value: no more than there are values, agents, teams and times.
        operations = group_by_values(
            (pk, [item]) for pk, values in former.items() for item in sorted(values.items())
        )
        # A ticket has to be open before it can be snoozed.
        operations.sort(key=lambda operation: "status" not in operation["set"])
    return operations


def tags_between(before: Values, after: Values) -> set[int]:
    """Return the tags that a ticket has lost or got."""
    return set(before.get(TAGS, ())) ^ set(after.get(TAGS, ()))


@repeatable
def run_operations(
    operations: list[Operation], by: Actor = SYSTEM, reader: Reader = READS_ALL
) -> dict[str, Any]:
    """Run the operations in order; the tickets of each are selected before the first runs.

    A ticket that the reader may not read is missing, also for the undo of a change that took it out
    of their sight.

    Raise `ValidationError`, and change nothing, where they select more than `MAX_TICKETS`.
    """
    selected = [select_ids(operation) for operation in operations]
    all_ids = set().union(*selected)
    if len(all_ids) > MAX_TICKETS:
        raise ValidationError({"operations": [f"Change at most {MAX_TICKETS:,} tickets at once."]})

    with_tags = any(operation.tag_change is not None for operation in operations)
    before = lock_tickets(all_ids, reader, with_tags=with_tags)
    after = dict(before)
    targets = [
        recheck_ids(operation, ids, before)
        for operation, ids in zip(operations, selected, strict=True)
    ]
    changed: set[int] = set()
    reached: set[int] = set()
    try:
        for operation, ids in zip(resolve_tags(operations), targets, strict=True):
            open_to = [pk for pk in ids if may_change(operation, after[pk])]
            reached.update(open_to)
            changed |= apply_operation(operation, open_to, after, by)
    except (OverfullError, TooManyTagsError) as error:
        raise ValidationError({"operations": [str(error)]}) from None

    if changed and any(ASSIGNING & operation.values.keys() for operation in operations):
        # Only these are put back: what was merged into them goes along.
        after = lock_tickets(changed, reader, with_tags=with_tags)

    named = {pk for operation in operations for pk in operation.ids}
    return {
        "changed": list(
            Ticket.objects.filter(pk__in=changed)
            .order_by("-created_at", "-id")
            .values("id", "version", "updated_at", "resolved_at")
        ),
        "unchanged": len(reached - changed),
        "missing": sorted(named - reached),
        "undo": build_undo(before, after),
    }
