"""Change many tickets at once: all of it or nothing, and in a way that can be undone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from rest_framework.exceptions import ValidationError

from tickets.history.actors import SYSTEM, Actor
from tickets.models import Ticket
from tickets.search.query import TicketQuery
from tickets.services import change_locked

MAX_OPERATIONS = 20
MAX_TICKETS = 1_000
CHANGEABLE = ("status", "priority", "category")

Values = dict[str, str]


@dataclass(frozen=True)
class Operation:
    """Values to set on tickets that are named one by one, or on all that a query finds."""

    values: Values
    ids: list[int] = field(default_factory=list)
    matching: TicketQuery | None = None


def find(operation: Operation) -> set[int]:
    """The tickets meant, and no more than it takes to see that they are too many.

    Unordered, for the order could not change which they are, and a database that sorts tickets
    by age to find a rare word reads them all.
    """
    if operation.matching is None:
        return set(operation.ids)
    return set(
        operation.matching.tickets.order_by().values_list("pk", flat=True)[: MAX_TICKETS + 1]
    )


def lock(ids: set[int]) -> dict[int, Values]:
    """Keep others from changing these tickets until the transaction ends; returns their values.

    All at once and in the order of their numbers, so that two requests never wait for each other.
    """
    tickets = Ticket.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return {ticket.pop("pk"): ticket for ticket in tickets.values("pk", *CHANGEABLE)}


def still_meant(operation: Operation, found: set[int], values: dict[int, Values]) -> list[int]:
    """Those of the tickets found that are there and match even now that nobody can change them."""
    if operation.matching is None:
        return [ticket for ticket in found if ticket in values]
    return list(
        operation.matching.tickets.order_by().filter(pk__in=found).values_list("pk", flat=True)
    )


def apply(
    operation: Operation, targets: list[int], values: dict[int, Values], by: Actor
) -> set[int]:
    """Change those of the targets that differ, note it in `values` and return which they were."""
    differing = {pk for pk in targets if not operation.values.items() <= values[pk].items()}
    locked = {pk: values[pk] for pk in differing}
    change_locked(locked, operation.values, by)
    for pk in differing:
        values[pk] = {**values[pk], **operation.values}
    return differing


def grouped(values: Iterable[tuple[int, Iterable[tuple[str, str]]]]) -> list[dict[str, Any]]:
    """One operation for all tickets that get the same values."""
    groups: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for pk, items in values:
        groups.setdefault(tuple(items), []).append(pk)
    return [{"ids": ids, "set": dict(items)} for items, ids in groups.items()]


def undoing(before: dict[int, Values], after: dict[int, Values]) -> list[dict[str, Any]]:
    """Operations that give the tickets back the values they had; few enough for one request."""
    lost = {pk: before[pk].items() - after[pk].items() for pk in before if before[pk] != after[pk]}
    operations = grouped((pk, sorted(items)) for pk, items in lost.items())
    if len(operations) > MAX_OPERATIONS:
        # Field by field there are but as many as there are words in the three vocabularies.
        operations = grouped((pk, [item]) for pk, items in lost.items() for item in sorted(items))
    return operations


@transaction.atomic
def change_many(operations: list[Operation], by: Actor = SYSTEM) -> dict[str, Any]:
    """Carry the operations out in their order; what a query finds is settled before the first.

    Raises `ValidationError`, having changed nothing, where they mean more than `MAX_TICKETS`.
    """
    found = [find(operation) for operation in operations]
    meant = set().union(*found)
    if len(meant) > MAX_TICKETS:
        raise ValidationError({"operations": [f"Change at most {MAX_TICKETS:,} tickets at once."]})

    before = lock(meant)
    after = dict(before)
    targets = [
        still_meant(operation, ids, before)
        for operation, ids in zip(operations, found, strict=True)
    ]
    changed: set[int] = set()
    for operation, ids in zip(operations, targets, strict=True):
        changed |= apply(operation, ids, after, by)

    named = {pk for operation in operations for pk in operation.ids}
    return {
        "changed": list(
            Ticket.objects.filter(pk__in=changed)
            .order_by("-created_at", "-id")
            .values("id", "version", "updated_at", "resolved_at")
        ),
        "unchanged": len(set().union(*targets) - changed),
        "missing": sorted(named - before.keys()),
        "undo": undoing(before, after),
    }
