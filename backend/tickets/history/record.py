"""Who changed which ticket, how and when: what is kept of it, and how it is written.

Entries are written where tickets are changed, in the same transaction and with the values that the
ticket had under its lock. The audit package's signals would read every ticket once more for that,
and would not see what a queryset changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from auditlog.models import AbstractLogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

if TYPE_CHECKING:
    from django.http import HttpRequest
    from rest_framework.request import Request

NAME_MAX_LENGTH = 200
EXCERPT_MAX_LENGTH = 500
# As many entries go into one statement.
BATCH_SIZE = 1_000
WORDS = ("category", "priority", "status")
TEXTS = ("title", "description", "requester_name", "requester_email")

Values = Mapping[str, Any]
Pair = list[Any]


class Kind(models.TextChoices):
    """What kind of hand changed a ticket."""

    AGENT = "agent", "Somebody signed in"
    ANONYMOUS = "anonymous", "Somebody not signed in"
    IMPORT = "import", "An import"
    SYSTEM = "system", "The system itself"


@dataclass(frozen=True)
class Actor:
    """Who changes something; the name is kept beside the account, which may be deleted one day."""

    kind: Kind
    user_id: int | None = None
    name: str = ""


ANONYMOUS = Actor(Kind.ANONYMOUS)
SYSTEM = Actor(Kind.SYSTEM)


def actor_of(request: Request | HttpRequest) -> Actor:
    """Who sends a request: a session's user, or that of a token."""
    user = request.user
    if user is None or not user.is_authenticated:
        return ANONYMOUS
    name = user.get_full_name() or user.get_username()
    return Actor(Kind.AGENT, user.pk, name[:NAME_MAX_LENGTH])


class HistoryEntry(AbstractLogEntry):
    """One change of one ticket, or its end.

    `changes` says which fields it was, and of words also which: `{field: [before, after]}`. What
    people wrote is in `additional_data` alone, so that it can go when the ticket goes.
    """

    # Nobody needs to know from where somebody came, nor a second copy of the rest.
    remote_addr = None
    remote_port = None
    serialized_data = None
    changes_text = None
    actor_email = None
    cid = None

    # A foreign key that is checked would make all writers lock one row.
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    object_pk = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    object_repr = models.CharField(max_length=30)
    action = models.PositiveSmallIntegerField(choices=AbstractLogEntry.Action.choices)
    kind = models.CharField(max_length=10, choices=Kind)
    actor_name = models.CharField(
        max_length=NAME_MAX_LENGTH, blank=True, help_text="As it was at the time."
    )

    class Meta:
        ordering = ("-id",)
        verbose_name = "history entry"
        verbose_name_plural = "history entries"
        indexes = (models.Index(fields=("object_id", "-id"), name="history_of_ticket"),)

    def __str__(self) -> str:
        return f"{self.object_repr}: {self.get_action_display()}"

    @property
    def changes_dict(self) -> dict[str, Pair]:
        """What each field had before and after; nothing where that is not kept, or no longer."""
        texts = self.additional_data or {}
        return {
            name: pair or texts.get(name) or [None, None]
            for name, pair in sorted((self.changes or {}).items())
        }


def where_they_differ(before: str, after: str) -> Pair:
    """Two texts without what they begin and end with alike, each as an excerpt."""
    longest = min(len(before), len(after))
    start = next((at for at in range(longest) if before[at] != after[at]), longest)
    rest = longest - start
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return [excerpt(text, start, len(text) - end) for text in (before, after)]


def excerpt(text: str, start: int, end: int) -> str:
    stop = min(end, start + EXCERPT_MAX_LENGTH)
    return f"{'…' if start else ''}{text[start:stop]}{'…' if stop < len(text) else ''}"


def as_pair(field: str, before: Any, after: Any) -> Pair:
    return where_they_differ(before, after) if field == "description" else [before, after]


def entry(
    number: int,
    action: int,
    by: Actor,
    at: datetime,
    changes: Mapping[str, Pair] | None = None,
) -> HistoryEntry:
    """An entry about a ticket, still to be stored."""
    changes = changes or {}
    return HistoryEntry(
        content_type=ContentType.objects.get_by_natural_key("tickets", "ticket"),
        object_pk=str(number),
        object_id=number,
        object_repr=f"#{number}",
        action=action,
        actor_id=by.user_id,
        actor_name=by.name,
        kind=by.kind,
        timestamp=at,
        # Of what is neither a word nor one of our texts, that it changed is enough.
        changes={name: pair if name in WORDS else None for name, pair in changes.items()},
        additional_data={name: changes[name] for name in TEXTS if name in changes} or None,
    )


def changed(number: int, before: Values, after: Values, by: Actor, at: datetime) -> HistoryEntry:
    """An entry about a ticket whose fields in `after` differ from those `before`."""
    changes = {name: as_pair(name, before[name], value) for name, value in after.items()}
    return entry(number, HistoryEntry.Action.UPDATE, by, at, changes)


def record(entries: Iterable[HistoryEntry]) -> None:
    """Store entries; must run in the transaction of what they are about."""
    HistoryEntry.objects.bulk_create(entries, batch_size=BATCH_SIZE)


def record_creation(number: int, by: Actor, at: datetime) -> None:
    """Note who made a ticket, where that is more than the ticket itself tells."""
    if by.user_id is not None:
        record([entry(number, HistoryEntry.Action.CREATE, by, at)])


def record_deletions(numbers: Iterable[int], by: Actor, at: datetime) -> None:
    """Note that tickets are gone, and forget what had been written in them."""
    numbers = list(numbers)
    HistoryEntry.objects.filter(object_id__in=numbers, additional_data__isnull=False).update(
        additional_data=None
    )
    record(entry(number, HistoryEntry.Action.DELETE, by, at) for number in numbers)
