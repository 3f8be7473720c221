"""Tickets, and what is stored beside them."""

from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from tickets.search.sqlite_fts import MayHaveWords
from tickets.vocabulary import (
    DESCRIPTION_MAX_LENGTH,
    DONE,
    EMAIL_MAX_LENGTH,
    FACETS,
    NAME_MAX_LENGTH,
    RANKED,
    TITLE_MAX_LENGTH,
    Category,
    Priority,
    Status,
)


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


class TicketQuerySet(models.QuerySet["Ticket"]):
    """Searching and sorting of tickets; `services` changes them."""

    def matching(self, text: str) -> Self:
        """Tickets whose title or description contains every word of the text, in any case."""
        if not (words := text.split()):
            return self
        return self.filter(
            MayHaveWords(words),
            *(Q(title__icontains=word) | Q(description__icontains=word) for word in words),
        )

    def with_ranks(self) -> Self:
        """Add `priority_rank` and `status_rank`, for sorting by meaning, not by spelling."""
        return self.annotate(**{name: rank(*ranked) for name, ranked in RANKED.items()})


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
            models.Index(fields=(*FACETS, "-created_at", "-id"), name="ticket_cell_newest"),
            models.Index(fields=(*FACETS, "-updated_at", "-id"), name="ticket_cell_last_changed"),
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


class TicketSummary(models.Model):
    """How many tickets there are of a kind; the database itself keeps it right (`summary_sql`).

    `span` is `day` or `all` for counts by category, priority and status, and `total` (of a day) or
    `month` for counts of all together, where those three are empty.
    """

    pk = models.CompositePrimaryKey("span", "event", "start", "category", "priority", "status")
    span = models.CharField(max_length=5)
    event = models.CharField(max_length=8, help_text="What is counted: created or resolved.")
    start = models.DateField(help_text="The first day (UTC); 0001-01-01 for all time.")
    category = models.CharField(max_length=20)
    priority = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    count = models.BigIntegerField()

    class Meta:
        # Made by a migration, and left alone by what empties the tables: the triggers do that.
        managed = False
        db_table = "tickets_ticketsummary"

    def __str__(self) -> str:
        return f"{self.span} {self.event} {self.start}: {self.count}"
