"""Tickets, the words that describe them, and the rules for changing them."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from core.db.prepared_writes import inserted, updated, write
from tickets.history.record import SYSTEM, Actor, changed, record, record_deletions

TITLE_MAX_LENGTH = 200
DESCRIPTION_MAX_LENGTH = 20_000
NAME_MAX_LENGTH = 100
EMAIL_MAX_LENGTH = 254
# As many tickets are locked and changed, or deleted, by one statement.
CHUNK = 1_000


class Category(models.TextChoices):
    """What a ticket is about; the classifier and the agents choose from these."""

    BILLING = "billing", "Billing"
    TECHNICAL = "technical", "Technical"
    ACCOUNT = "account", "Account"
    GENERAL = "general", "General"


class Priority(models.TextChoices):
    """How urgent a ticket is, from the least to the most."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"
    CRITICAL = "critical", "Critical"


class Status(models.TextChoices):
    """Where a ticket stands, in the order of its life."""

    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "In progress"
    RESOLVED = "resolved", "Resolved"
    CLOSED = "closed", "Closed"


DONE = (Status.RESOLVED, Status.CLOSED)
VOCABULARIES: dict[str, type[models.TextChoices]] = {
    "category": Category,
    "priority": Priority,
    "status": Status,
}
CELL = tuple(VOCABULARIES)
# What sorts by meaning, not by spelling.
RANKED: dict[str, tuple[str, type[models.TextChoices]]] = {
    "priority_rank": ("priority", Priority),
    "status_rank": ("status", Status),
}


def rank(field: str, vocabulary: type[models.TextChoices]) -> Case:
    """An expression that numbers a field's values 0, 1, 2 … in the vocabulary's own order."""
    return Case(
        *(
            When(**{field: value}, then=Value(position))
            for position, value in enumerate(vocabulary.values)
        ),
        output_field=models.SmallIntegerField(),
    )


def one_of(field: str, vocabulary: type[models.TextChoices]) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": vocabulary.values}), name=f"ticket_{field}_known"
    )


def not_blank(field: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=GreaterThan(Length(Trim(field)), 0), name=f"ticket_{field}_not_blank"
    )


def consequences(
    values: dict[str, Any], now: Any, resolved_at: Any, version: Any
) -> dict[str, Any]:
    """What a change of a ticket's fields moves along.

    `resolved_at` is the time from which a ticket counts as done if the change makes or leaves it
    so: the one that it has, or `now`.
    """
    moved = {"version": version + 1, "updated_at": now}
    if "status" in values:
        moved["resolved_at"] = resolved_at if values["status"] in DONE else None
    return moved


def forget_excerpts(**of_tickets: Any) -> None:
    """What somebody took out of a text must not go on elsewhere."""
    Classification.objects.filter(**of_tickets).exclude(excerpt="").update(excerpt="")


class TicketQuerySet(models.QuerySet["Ticket"]):
    """How tickets are found and changed."""

    def matching(self, text: str) -> Self:
        """Tickets whose title or description contains every word of the text, in any case."""
        if not (words := text.split()):
            return self
        return self.filter(
            *(Q(title__icontains=word) | Q(description__icontains=word) for word in words)
        )

    def with_ranks(self) -> Self:
        """Add `priority_rank` and `status_rank`, for sorting by meaning, not by spelling."""
        return self.annotate(**{name: rank(*ranked) for name, ranked in RANKED.items()})

    @transaction.atomic
    def change(self, *, by: Actor = SYSTEM, **values: Any) -> int:
        """Set fields on those of these tickets that differ, and return how many that were.

        Every change goes through here or through `Ticket.change`, for it also moves `version` and
        `updated_at`, on which clients rely to notice it, keeps `resolved_at` in step with the
        status, and leaves an entry in the history. Many are changed one part after the other, in
        the order of their numbers, so that two who do so never wait for each other.
        """
        count = last = 0
        while True:
            locked = self.filter(pk__gt=last).order_by("pk").select_for_update(no_key=True)
            found = {row.pop("pk"): row for row in locked.values("pk", *values)[:CHUNK]}
            differing = {pk: before for pk, before in found.items() if before != values}
            Ticket.objects.all().change_locked(differing, by=by, **values)
            count += len(differing)
            if len(found) < CHUNK:
                return count
            last = max(found)

    def change_locked(
        self, before: Mapping[int, Mapping[str, Any]], *, by: Actor = SYSTEM, **values: Any
    ) -> None:
        """Set fields, as `change` does, on tickets that nobody else can change now.

        `before` has what they have now, by their numbers.
        """
        if not before:
            return
        now = timezone.now()
        if "description" in values:
            forget_excerpts(ticket__in=before)
        moved = consequences(values, now, Coalesce("resolved_at", Value(now)), F("version"))
        self.filter(pk__in=before).update(**values, **moved)
        record(
            changed(
                pk,
                had,
                {name: value for name, value in values.items() if had[name] != value},
                by,
                now,
            )
            for pk, had in before.items()
        )

    @transaction.atomic
    def delete(self, *, by: Actor = SYSTEM) -> tuple[int, dict[str, int]]:
        """Delete these tickets; an entry in the history stays of each."""
        now = timezone.now()
        deleted: Counter[str] = Counter()
        # Before the tickets, for whoever changes a question holds it when its ticket gets locked.
        questions = Classification.objects.filter(ticket__in=self.order_by().values("pk"))
        list(questions.order_by("ticket").select_for_update().values_list("pk"))
        numbers = list(self.order_by("pk").select_for_update().values_list("pk", flat=True))
        for start in range(0, len(numbers), CHUNK):
            part = numbers[start : start + CHUNK]
            deleted.update(
                super(TicketQuerySet, self.model.objects.filter(pk__in=part)).delete()[1]
            )
            record_deletions(part, by, now)
        return deleted.total(), dict(deleted)

    # As Django has it: not to be called by a template, nor on the manager itself.
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class Ticket(models.Model):
    """A requester's problem, and where its solution stands."""

    title = models.CharField(max_length=TITLE_MAX_LENGTH)
    description = models.TextField(max_length=DESCRIPTION_MAX_LENGTH)
    category = models.CharField(max_length=20, choices=Category)
    priority = models.CharField(max_length=20, choices=Priority)
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    resolved_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When the ticket was last resolved or closed; null while it is neither.",
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Grows by one with every change."
    )
    # The database knows the default too: the release before writes tickets without them.
    requester_name = models.CharField(
        max_length=NAME_MAX_LENGTH, blank=True, default="", db_default=""
    )
    requester_email = models.CharField(
        max_length=EMAIL_MAX_LENGTH, blank=True, default="", db_default=""
    )
    import_key = models.CharField(  # noqa: DJ001 - null, not blank, stays out of the unique index
        max_length=64,
        null=True,
        blank=True,
        editable=False,
        help_text="Fingerprint of the imported row, so that a second import skips it.",
    )

    objects = TicketQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (
            one_of("category", Category),
            one_of("priority", Priority),
            one_of("status", Status),
            not_blank("title"),
            not_blank("description"),
            models.CheckConstraint(
                condition=Q(status__in=DONE, resolved_at__isnull=False)
                | (~Q(status__in=DONE) & Q(resolved_at__isnull=True)),
                name="ticket_resolved_at_if_done",
            ),
            models.UniqueConstraint(
                fields=("import_key",),
                condition=Q(import_key__isnull=False),
                name="ticket_import_key_unique",
            ),
        )
        indexes = (
            models.Index(fields=("-created_at", "-id"), name="ticket_newest"),
            models.Index(fields=("-updated_at", "-id"), name="ticket_last_changed"),
            # A page of tickets with some values is put together from those with each of them.
            models.Index(fields=(*CELL, "-created_at", "-id"), name="ticket_cell_newest"),
            models.Index(fields=(*CELL, "-updated_at", "-id"), name="ticket_cell_last_changed"),
            models.Index(
                fields=("-resolved_at", "-id"),
                condition=Q(resolved_at__isnull=False),
                name="ticket_last_resolved",
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk} {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the ticket; a new one that is done counts as resolved when it was created."""
        if self._state.adding and self.status in DONE and self.resolved_at is None:
            self.resolved_at = self.created_at
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(
        self, using: Any = None, keep_parents: bool = False, *, by: Actor = SYSTEM
    ) -> tuple[int, dict[str, int]]:
        """Delete the ticket; an entry in the history stays of it."""
        number = self.pk
        deleted, of_each = super().delete(using, keep_parents)
        # Somebody else may have been sooner.
        if of_each.get(self._meta.label):
            record_deletions([number], by, timezone.now())
        return deleted, of_each

    def change(self, *, by: Actor = SYSTEM, **values: Any) -> None:
        """Set fields, as `TicketQuerySet.change` does, of a ticket that nobody else can change now.

        It must have been read under a lock: what it has is then what the database has.
        """
        values = {name: value for name, value in values.items() if getattr(self, name) != value}
        if not values:
            return
        now = timezone.now()
        if "description" in values:
            forget_excerpts(ticket=self)
        entry = changed(self.pk, {name: getattr(self, name) for name in values}, values, by, now)
        values |= consequences(values, now, self.resolved_at or now, self.version)
        for name, value in values.items():
            setattr(self, name, value)
        write(updated(self, values), inserted(entry))


class RequestLink(models.Model):
    """The private link by which a requester follows a ticket: one for each ticket, or none.

    Its token is not kept. It is made of `nonce` and the server's secret key, so that the database
    alone gives no link away, and it is known again by its `digest`, so that links go on working
    when that key changes. `request_links` has the rules.
    """

    ticket = models.OneToOneField(
        Ticket, on_delete=models.CASCADE, primary_key=True, related_name="request_link"
    )
    reference = models.CharField(
        max_length=11, help_text="What a requester calls the ticket by; tells of no other."
    )
    nonce = models.CharField(max_length=32, help_text="128 random bits.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the token.")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, help_text="To the hour.")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        # Unlike `unique=True`, without a second index, for patterns.
        constraints = (models.UniqueConstraint(fields=("digest",), name="request_link_digest"),)

    def __str__(self) -> str:
        return self.reference


class IdempotencyKey(models.Model):
    """Which ticket a client's `Idempotency-Key` has made, so that a retry makes no second one."""

    LIFETIME = timedelta(hours=24)
    MAX_LENGTH = 255

    key = models.CharField(max_length=MAX_LENGTH, unique=True)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the ticket asked for.")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return self.key


class Classification(models.Model):
    """One question to the classifier, what came of it, and the ticket that it helped to triage.

    What the ticket has now is the last word of people: compared with what was suggested, it tells
    how good the suggestions are. The text that was asked about is not kept, but for an excerpt,
    without contact data, where there is a ticket to learn from.
    """

    class Source(models.TextChoices):
        """Where the answer came from."""

        MODEL = "model", "The model"
        CACHE = "cache", "An earlier answer to the same text"
        NONE = "none", "Nowhere: the model was not asked"

    EXCERPT_MAX_LENGTH = 300

    created_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    source = models.CharField(max_length=10, choices=Source)
    model = models.CharField(max_length=200)
    mode = models.CharField(max_length=10, blank=True, help_text="Form of answer asked for.")
    cause = models.CharField(
        max_length=20, blank=True, help_text="Why there is no suggestion; blank with one."
    )
    latency_ms = models.PositiveIntegerField(default=0)
    prompt_tokens = models.PositiveIntegerField(null=True)
    completion_tokens = models.PositiveIntegerField(null=True)
    cost = models.DecimalField(
        max_digits=14, decimal_places=8, null=True, help_text="Estimated, in US dollars."
    )
    category = models.CharField(max_length=20, choices=Category, blank=True)
    priority = models.CharField(max_length=20, choices=Priority, blank=True)
    confidence = models.FloatField(null=True, help_text="0 to 1, as the model has it.")
    reason = models.CharField(max_length=200, blank=True)
    ticket = models.OneToOneField(
        Ticket, on_delete=models.SET_NULL, null=True, related_name="classification"
    )
    chosen_category = models.CharField(max_length=20, choices=Category, blank=True)
    chosen_priority = models.CharField(max_length=20, choices=Priority, blank=True)
    excerpt = models.CharField(max_length=EXCERPT_MAX_LENGTH, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("source", "-created_at"), name="classification_by_source"),
            models.Index(
                fields=("-id",),
                condition=Q(ticket__isnull=False) & ~Q(excerpt=""),
                name="classification_to_learn_from",
            ),
        )

    def __str__(self) -> str:
        return f"{self.category or self.cause} {self.created_at:%Y-%m-%d %H:%M}"
