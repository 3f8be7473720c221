"""Records of the classifier's suggestions."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tickets.vocabulary import Category, Priority


class Classification(models.Model):
    """One request to classify a text, its outcome, and the ticket that came of it.

    A ticket's present category and priority are what people decided: compared with the suggested
    ones they tell how good the suggestions are. Of the text only an excerpt is kept, without
    contact data, and only with a ticket, for later requests to learn from.
    """

    class Source(models.TextChoices):
        """Origins of an answer."""

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
        "tickets.Ticket", on_delete=models.SET_NULL, null=True, related_name="classification"
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
            models.Index(
                fields=("id",),
                condition=Q(ticket__isnull=True) & ~Q(reason=""),
                name="classification_loose_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.category or self.cause} {self.created_at:%Y-%m-%d %H:%M}"
