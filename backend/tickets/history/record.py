"""Writing of events; `timeline` reads them.

Events are written in the transaction of the change that they record, with the values that the
ticket had under its lock.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model

from accounts.names import NAME_FIELDS, display_name
from people.models import Team
from tickets.events import TicketChange
from tickets.history.actors import Actor
from tickets.history.models import Event, Pair
from tickets.models import Tag
from tickets.snooze_times import format_snooze
from tickets.vocabulary import FACETS

EXCERPT_MAX_LENGTH = 500
BATCH_SIZE = 1_000
TEXT_FIELDS = ("title", "description", "requester_name", "requester_email")

# Fields that refer to others: in the history they have the names of that time.
REFERENCES = {"assignee_id": "assignee", "team_id": "team", "merged_into_id": "merged_into"}
# The same with several at once; no name has a comma.
TAGS = "tag_ids"
SEPARATOR = ", "
# Fields that are kept as the API has them.
FORMATS: dict[str, Callable[[Any], Any]] = {"snoozed_until": format_snooze}
# What happened between two tickets: in the history of each, with the number of the other.
BETWEEN = ("merged_from", "related", "message_moved_to", "message_moved_from")
# Fields whose values outlive the ticket.
KEPT = (*FACETS, *REFERENCES.values(), *FORMATS, "folder", "tags", *BETWEEN)

Values = Mapping[str, Any]


def load_agents(ids: Iterable[int]) -> dict[int, str]:
    agents = get_user_model().objects.filter(pk__in=ids).only(*NAME_FIELDS)
    return {agent.pk: display_name(agent) for agent in agents}


def load_teams(ids: Iterable[int]) -> dict[int, str]:
    return dict(Team.objects.filter(pk__in=ids).values_list("pk", "name"))


def load_tags(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of tags by their ids, in their order."""
    return dict(Tag.objects.filter(pk__in=ids).order_by("sort_key").values_list("pk", "name"))


def load_numbers(ids: Iterable[int]) -> dict[int, int]:
    return {pk: pk for pk in ids}


NAMES: dict[str, Callable[[Iterable[int]], Mapping[int, Any]]] = {
    "assignee_id": load_agents,
    "team_id": load_teams,
    "merged_into_id": load_numbers,
}


def cut_common_parts(before: str, after: str) -> Pair:
    """Return two texts without their common beginning and end, each as an excerpt."""
    longest = min(len(before), len(after))
    start = next((at for at in range(longest) if before[at] != after[at]), longest)
    rest = longest - start
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return [cut_excerpt(text, start, len(text) - end) for text in (before, after)]


def cut_excerpt(text: str, start: int, end: int) -> str:
    stop = min(end, start + EXCERPT_MAX_LENGTH)
    return f"{'…' if start else ''}{text[start:stop]}{'…' if stop < len(text) else ''}"


def to_pair(field: str, before: Any, after: Any) -> Pair:
    if field == "description":
        return cut_common_parts(before, after)
    if field in FORMATS:
        return [FORMATS[field](before), FORMATS[field](after)]
    return [before, after]


def read_names(changes: Iterable[TicketChange]) -> dict[str, Mapping[int, Any]]:
    """Return the names of what these changes refer to: by field, then by id."""
    names: dict[str, Mapping[int, Any]] = {}
    tags = {
        pk
        for change in changes
        for values in (change.before, change.after)
        for pk in values.get(TAGS, ())
    }
    names[TAGS] = load_tags(tags) if tags else {}
    for field, load in NAMES.items():
        ids = {
            values[field]
            for change in changes
            for values in (change.before, change.after)
            if values.get(field) is not None
        }
        names[field] = load(ids) if ids else {}
    return names


def name_references(change: TicketChange, names: Mapping[str, Mapping[int, Any]]) -> TicketChange:
    """Return a change in which others stand by name, not by id."""

    def name(values: Values) -> Values:
        named = {
            REFERENCES.get(field, field): names[field].get(value) if field in REFERENCES else value
            for field, value in values.items()
            if field != TAGS
        }
        if TAGS in values:
            has = set(values[TAGS])
            named["tags"] = SEPARATOR.join(n for pk, n in names[TAGS].items() if pk in has) or None
        return named

    return TicketChange(change.ticket_id, name(change.before), name(change.after))


def new_event(
    ticket_id: int,
    action: Event.Action,
    by: Actor,
    at: datetime,
    pairs: Mapping[str, Pair] | None = None,
) -> Event:
    """Return an event, not yet stored."""
    pairs = pairs or {}
    return Event(
        ticket_number=ticket_id,
        action=action,
        actor_kind=by.kind,
        actor_id=by.user_id,
        actor_name=by.name,
        # Values of any other field are not stored, only its name.
        changes={name: pair if name in KEPT else None for name, pair in pairs.items()},
        texts={name: pairs[name] for name in TEXT_FIELDS if name in pairs} or None,
        at=at,
    )


def save_events(events: Iterable[Event]) -> None:
    Event.objects.bulk_create(events, batch_size=BATCH_SIZE)


def record_creation(ticket_id: int, by: Actor, at: datetime) -> None:
    """Store the creation of a ticket by an agent; of others the ticket itself tells enough."""
    if by.user_id is not None:
        save_events([new_event(ticket_id, Event.Action.CREATED, by, at)])


def record_changes(
    changes: Sequence[TicketChange],
    by: Actor,
    at: datetime,
    action: Event.Action = Event.Action.CHANGED,
) -> None:
    """Store the values that tickets had before a change or a wake-up, and have after it."""
    names = read_names(changes)
    save_events(
        new_event(
            change.ticket_id,
            action,
            by,
            at,
            {name: to_pair(name, change.before[name], change.after[name]) for name in change.after},
        )
        for change in (name_references(change, names) for change in changes)
    )


def record_between(pairs: Mapping[int, tuple[str, Pair]], by: Actor, at: datetime) -> None:
    """Store what happened between tickets: for each the field, and the other's number."""
    save_events(
        new_event(pk, Event.Action.CHANGED, by, at, {field: pair})
        for pk, (field, pair) in pairs.items()
    )


def record_deletions(teams: Mapping[int, int | None], by: Actor, at: datetime) -> None:
    """Store the deletion of tickets, and erase what people had written in them.

    `teams` has the ticket's teams by their ids: who was not to see a ticket is not to hear that it
    was deleted either.
    """
    Event.objects.filter(ticket_number__in=teams, texts__isnull=False).update(texts=None)
    ids = {team_id for team_id in teams.values() if team_id is not None}
    names = load_teams(ids) if ids else {}
    save_events(
        new_event(
            pk,
            Event.Action.DELETED,
            by,
            at,
            {"team": [names[team_id], None]} if team_id in names else None,
        )
        for pk, team_id in teams.items()
    )
