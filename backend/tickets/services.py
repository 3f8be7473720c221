"""Creation, change and deletion of tickets.

All code but the import writes tickets through these functions. A change moves `version` and
`updated_at`, by which clients notice it, and keeps `resolved_at` in step with the status. Events of
the history are stored, and the signals of `tickets.events` sent, in the same transaction.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.db.transactions import repeatable
from tickets.conversation_state import (
    COLUMNS,
    TURN_COLUMNS,
    derive_turn,
)
from tickets.events import (
    TicketChange,
    ticket_changed,
    ticket_created,
    ticket_deleted,
    ticket_deleting,
)
from tickets.history.actors import ANONYMOUS, SYSTEM, Actor
from tickets.history.models import Event
from tickets.history.record import (
    REFERENCES,
    TAGS,
    Values,
    record_changes,
    record_creation,
    record_deletions,
)
from tickets.merged import find_merged, find_path, lock_found
from tickets.models import Tag, Ticket, TicketTag
from tickets.private_links.links import make_first_link
from tickets.references import check_assignee
from tickets.requesters import (
    change_requester_of,
    delete_without_tickets,
    link_requesters,
    lock_requesters,
)
from tickets.search.search_texts import replace_copies, store_copies
from tickets.tags.selectors import ids_of_tickets, show_tags
from tickets.tags.services import TagEdit, add_rows, resolve, store_tags
from tickets.triage.models import Classification
from tickets.triage.suggestions import clear_texts, link_to_ticket
from tickets.vocabulary import DONE, Awaiting, Folder

# Tickets that are locked and changed, or deleted, by one statement.
BATCH_SIZE = 1_000
# Fields by whose change a ticket may also get a team or an assignee: it arrives in a team, comes
# back, or gets another category.
ASSIGNING = {"status", "category", "team_id", "folder"}
# Values of a ticket that are not stored in its row.
BESIDE = ("suggestion_id", "tag_change")


def new_ticket(values: Values, at: datetime, number: int | None = None) -> Ticket:
    """Return a ticket as it is when it is submitted with these values, not yet stored."""
    fields = {name: value for name, value in values.items() if name not in BESIDE}
    ticket = Ticket(**fields, pk=number, created_at=at, updated_at=at)
    change = values.get("tag_change")
    ticket.is_tagged = bool(change and change.only)
    ticket.start_assignment()
    ticket.resolve_if_done()
    ticket.start_conversation()
    return ticket


def is_spam(ticket: Ticket) -> bool:
    """Return whether a new ticket is by somebody who is blocked, or goes on with spam."""
    if ticket.requester is not None and ticket.requester.blocked_at is not None:
        return True
    return ticket.follow_up_of is not None and ticket.follow_up_of.folder == Folder.SPAM


@repeatable
def create_ticket(
    values: Values, by: Actor = ANONYMOUS, *, is_from_requester: bool = False
) -> Ticket:
    """Create a ticket with its private link, and return it.

    `suggestion_id` among the values names the suggestion that it was submitted with. One that is
    `is_from_requester` may go straight to spam.
    """
    ticket = new_ticket(values, timezone.now())
    if values.get("team_id") is not None:
        check_assignee((), values)
    link_requesters([ticket])
    if is_from_requester and is_spam(ticket):
        ticket.folder, ticket.removed_at = Folder.SPAM, ticket.created_at
    ticket.save(force_insert=True)
    make_first_link(ticket)
    tag_ticket(ticket, values)
    if suggestion_id := values.get("suggestion_id"):
        link_to_ticket(ticket, suggestion_id)
    else:
        # Known without a query.
        Ticket._meta.get_field("classification").set_cached_value(ticket, None)
    publish_creation(ticket, by)
    return ticket


def tag_ticket(ticket: Ticket, values: Values) -> None:
    """Give a ticket that was just created the tags among the values."""
    tags: list[Tag] = []
    if ticket.is_tagged:
        [edit] = resolve([values["tag_change"]])
        ids = edit.apply(())
        add_rows({ticket.pk: ids})
        tags = list(Tag.objects.filter(pk__in=ids))
    show_tags(ticket, tags)


def publish_creation(ticket: Ticket, by: Actor) -> None:
    """Store what is searched of a ticket that was just created, and its event; send the signal.

    Of one that goes straight to spam nobody is told before it comes out of there.
    """
    store_copies([ticket])
    record_creation(ticket.pk, by, ticket.created_at)
    if ticket.folder is None:
        ticket_created.send(Ticket, ticket=ticket, by=by)


def derive_values(values: Values, now: Any, resolved_at: Any, version: Any) -> dict[str, Any]:
    """Return the values of the fields that follow from a change of others.

    `resolved_at` is the time from which the ticket counts as done if the change makes or leaves it
    so: the one that it has, or `now`. It and `version` may be values or database expressions.
    """
    derived = {"version": version + 1, "updated_at": now}
    if "status" in values:
        derived["resolved_at"] = resolved_at if values["status"] in DONE else None
    if "folder" in values:
        derived["removed_at"] = None if values["folder"] is None else now
    return derived


def values_after(had: Values, values: Values) -> Values:
    """Return those of the values that differ from those a ticket had; its tags as they then are."""
    after = {
        name: value.apply(had[name]) if isinstance(value, TagEdit) else value
        for name, value in values.items()
    }
    return {name: value for name, value in after.items() if had[name] != value}


def derive_assigned_at(assignee_id: int | None, now: datetime) -> Any:
    """Return the expression for the time since which tickets have an assignee who is set.

    Where other values differ, they may have had them before.
    """
    if assignee_id is None:
        return None
    return Case(When(assignee_id=assignee_id, then=F("assigned_at")), default=Value(now))


def with_consequences(values: Values) -> Values:
    """Return values that are to be set, with those that they bring along: being done ends a snooze.

    Callers need the values that the tickets had of these, too.
    """
    if values.get("status") in DONE:
        return {**values, "snoozed_until": None}
    return values


def derive_snooze(values: Values, by: Actor) -> dict[str, Any]:
    """Return the columns of the snooze that follow from a change by an agent."""
    derived: dict[str, Any] = {}
    if values.keys() & {"status", "snoozed_until"}:
        derived["woken_from"] = None
    if values.get("snoozed_until"):
        derived["snoozed_by"] = by.user_id
    return derived


@transaction.atomic(savepoint=False)
def change_locked(
    before: Mapping[int, Values], values: Values, by: Actor = SYSTEM, at: datetime | None = None
) -> Values:
    """Set fields of tickets that the caller has locked and that differ in at least one of them.

    `before` has the present values of these fields, by the tickets' ids; of `tag_ids` these are
    tuples, and the value to set a `TagEdit`. Return what else was set and follows from the values
    alone: the requester, by the address. Raise `OverfullError`.
    """
    if not before:
        return {}
    now = at or timezone.now()
    after = {pk: values_after(had, values) for pk, had in before.items()}
    columns = {name: value for name, value in values.items() if name != TAGS}
    if TAGS in values:
        store_tags(
            {pk: had[TAGS] for pk, had in before.items()},
            {pk: new[TAGS] for pk, new in after.items() if TAGS in new},
        )
    if "description" in values:
        # Text that was removed from a description must not stay in an excerpt.
        excerpts = Classification.objects.filter(ticket__in=before).exclude(excerpt="")
        excerpts.update(excerpt="")
    derived = derive_values(values, now, Coalesce("resolved_at", Value(now)), F("version"))
    if "status" in values:
        derived |= derive_turn(values["status"], now)
    if "assignee_id" in values:
        derived["assigned_at"] = derive_assigned_at(values["assignee_id"], now)
    derived |= derive_snooze(values, by)
    linked, former = change_requester_of(before, columns)
    if TAGS in values:
        derived["is_tagged"] = Exists(TicketTag.objects.filter(ticket=OuterRef("pk")))
    Ticket.objects.filter(pk__in=before).update(**columns, **derived, **linked)
    replace_copies(list(before), columns)
    changes = [
        TicketChange(pk, {name: before[pk][name] for name in new}, new) for pk, new in after.items()
    ]
    record_changes(changes, by, now)
    ticket_changed.send(Ticket, changes=changes, by=by, at=now)
    if "folder" in values and values["folder"] is None:
        publish_late(list(before), by)
    delete_without_tickets(former)
    return linked


def publish_late(ticket_ids: Collection[int], by: Actor) -> None:
    """Send the signal of their creation for tickets that have just come out of a folder at first.

    Those that went straight to spam have no event that moved them there from anywhere else.
    """
    moves = Event.objects.filter(ticket_number__in=ticket_ids, changes__has_key="folder")
    known = {
        number
        for number, changes in moves.values_list("ticket_number", "changes")
        if changes["folder"][0] is None
    }
    for ticket in Ticket.objects.filter(pk__in=set(ticket_ids) - known).order_by("pk"):
        ticket_created.send(Ticket, ticket=ticket, by=by)


def change_ticket(ticket: Ticket, values: Values, by: Actor = SYSTEM) -> None:
    """Set those fields of a ticket that differ, and keep the object in step.

    The caller has read the ticket under a lock, so that it has what the database has.
    """
    wanted = values
    change = values.get("tag_change")
    values = {
        name: value
        for name, value in with_consequences(values).items()
        if name not in BESIDE and getattr(ticket, name) != value
    }
    before = {name: getattr(ticket, name) for name in values}
    tags: Values = {}
    if change is not None:
        [edit] = resolve([change])
        had = ids_of_tickets([ticket.pk])[ticket.pk]
        if edit.apply(had) != had:
            before[TAGS], tags = had, {TAGS: edit}
    if not before:
        return
    if values.keys() & REFERENCES.keys():
        check_assignee([ticket.pk], wanted)
    now = timezone.now()
    linked = change_locked({ticket.pk: before}, {**values, **tags}, by, now)
    if tags:
        show_tags(ticket, Tag.objects.filter(tickets=ticket.pk))
    derived = derive_values(values, now, ticket.resolved_at or now, ticket.version)
    if derive_snooze(values, by):
        ticket.woken_from = None
    if "assignee_id" in values:
        ticket.assigned_at = None if values["assignee_id"] is None else now
    for name, value in {**values, **derived, **linked}.items():
        setattr(ticket, name, value)
    further = [*(TURN_COLUMNS if "status" in values else ())]
    if ASSIGNING & values.keys():
        further += ["assignee", "assigned_at", "team", "version", "updated_at"]
    if tags:
        further.append("is_tagged")
    if further:
        ticket.refresh_from_db(fields=further)


def wake_locked(before: Mapping[int, datetime], by: Actor, at: datetime) -> None:
    """End the snooze of tickets that the caller has locked, at a time after their last message.

    `before` has until when each was snoozed. From now on their requesters wait for an agent.
    """
    Ticket.objects.filter(pk__in=before).update(
        snoozed_until=None,
        woken_from=F("snoozed_until"),
        woken_at=at,
        awaiting=Awaiting.AGENT,
        waiting_since=at,
        last_message_at=at,
        version=F("version") + 1,
        updated_at=at,
    )
    changes = [
        TicketChange(pk, {"snoozed_until": until}, {"snoozed_until": None})
        for pk, until in before.items()
    ]
    record_changes(changes, by, at, Event.Action.WOKEN)
    ticket_changed.send(Ticket, changes=changes, by=by, at=at)


def count_message(ticket: Ticket, at: datetime, *, by_agent: bool, is_public: bool) -> None:
    """Store that a message was added to a ticket that the caller has locked.

    `version` stays: a message makes nobody's change of a field fail.
    """
    ticket.add_message(at, by_agent=by_agent, is_public=is_public)
    ticket.save(update_fields=[*COLUMNS, "woken_from"])


@repeatable
def change_tickets(tickets: QuerySet[Ticket], values: Values, by: Actor = SYSTEM) -> int:
    """Set fields of those of the tickets that differ, and return how many did.

    They are locked and changed in batches, in the order of their ids, so that two who change
    many cannot deadlock.
    """
    count = last = 0
    values = with_consequences(values)
    while True:
        batch = tickets.filter(pk__gt=last).order_by("pk").select_for_update(no_key=True)
        found = {row.pop("pk"): row for row in batch.values("pk", *values)[:BATCH_SIZE]}
        differing = {pk: had for pk, had in found.items() if had != values}
        check_assignee(differing, values)
        change_locked(differing, values, by)
        count += len(differing)
        if len(found) < BATCH_SIZE:
            return count
        last = max(found)


def delete_ticket(ticket: Ticket, by: Actor = SYSTEM) -> None:
    delete_tickets(Ticket.objects.filter(pk=ticket.pk), by)


@repeatable
def delete_tickets(tickets: QuerySet[Ticket], by: Actor = SYSTEM) -> int:
    """Delete the tickets, and return how many there were; their events stay, without texts.

    Those that were merged into one of them go with it. Of one that was merged, all goes that came
    from it. Requesters go with their last tickets.
    """
    deleted: set[int] = set()

    def find() -> set[int]:
        nonlocal deleted
        chosen = set(tickets.order_by().values_list("pk", flat=True))
        deleted = chosen | find_merged(chosen)
        into = tickets.order_by().filter(merged_into__isnull=False)
        paths = (find_path(pk) for pk in into.values_list("merged_into_id", flat=True) if pk)
        return deleted.union(*paths)

    locked = lock_found(find, for_deletion=True)
    ids = [pk for pk in locked if pk in deleted]
    teams = {pk: locked[pk].team_id for pk in ids}
    requesters = lock_requesters(locked[pk].requester_id for pk in ids)
    now = timezone.now()
    if ids:
        ticket_deleting.send(Ticket, ticket_ids=ids)
    for start in range(0, len(ids), BATCH_SIZE):
        batch = ids[start : start + BATCH_SIZE]
        clear_texts(batch, now)
        Ticket.objects.filter(pk__in=batch).delete()
        record_deletions({pk: teams[pk] for pk in batch}, by, now)
        ticket_deleted.send(Ticket, ticket_ids=batch, by=by, at=now)
    delete_without_tickets(requesters)
    return len(ids)
