"""Views: named filters of the list that agents keep, for themselves or shared with others."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan

from core.text.folding import fold
from people.models import Team

NAME_MAX_LENGTH = 60
QUERY_MAX_LENGTH = 4_000
ORDERING_MAX_LENGTH = 20


class Column(models.TextChoices):
    """Parts of a ticket that a row of the list may show beside the title."""

    PRIORITY = "priority", "Priority"
    CATEGORY = "category", "Category"
    ASSIGNEE = "assignee", "Assignee"
    TEAM = "team", "Team"
    REQUESTER = "requester", "Requester"
    CREATED_AT = "created_at", "Created"
    LAST_MESSAGE_AT = "last_message_at", "Last message"


class Group(models.TextChoices):
    """Fields by which rows may be grouped."""

    STATUS = "status", "Status"
    PRIORITY = "priority", "Priority"
    CATEGORY = "category", "Category"


class SharedView(models.Model):
    """A view of somebody, who may share it with a team of theirs, or an admin with everyone."""

    name = models.CharField(max_length=NAME_MAX_LENGTH)
    sort_key = models.CharField(
        max_length=NAME_MAX_LENGTH,
        editable=False,
        help_text="The name without case and accents, as people sort and compare it.",
    )
    query = models.TextField(
        blank=True, max_length=QUERY_MAX_LENGTH, help_text="The filters, as in the list's address."
    )
    ordering = models.CharField(max_length=ORDERING_MAX_LENGTH)
    group = models.CharField(max_length=10, blank=True, help_text="The field to group by, if any.")
    columns = models.JSONField(
        default=list, blank=True, help_text="What rows show; empty for the usual columns."
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who made it; null after they were deleted, if it was shared.",
    )
    is_for_everyone = models.BooleanField(default=False)
    team = models.ForeignKey(
        Team,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The team that it is shared with.",
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Grows by one with every edit."
    )

    class Meta:
        ordering = ("sort_key", "id")
        verbose_name = "view"
        constraints = (
            models.CheckConstraint(
                condition=GreaterThan(Length(Trim("name")), 0), name="shared_view_name_not_blank"
            ),
            models.CheckConstraint(
                condition=Q(is_for_everyone=False) | Q(team=None), name="shared_view_with_one"
            ),
            models.UniqueConstraint(
                fields=("owner", "sort_key"),
                condition=Q(owner__isnull=False),
                name="shared_view_name_unique",
            ),
        )
        indexes = (
            models.Index(
                fields=("sort_key", "id"),
                condition=Q(is_for_everyone=True),
                name="shared_view_for_everyone",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = to_sort_key(self.name)
        super().save(*args, **kwargs)


def to_sort_key(name: str) -> str:
    """Return a name without case and accents."""
    return fold(name)[:NAME_MAX_LENGTH]
