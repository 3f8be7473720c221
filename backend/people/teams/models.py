"""Teams of agents, and who belongs to them."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from core.text.folding import fold

NAME_MAX_LENGTH = 60
MAX_CAPACITY = 1_000


class Assignment(models.TextChoices):
    """Ways in which a team gives its tickets to its members."""

    OFF = "off", "By hand"
    ROUND_ROBIN = "round_robin", "In turn"
    LEAST_BUSY = "least_busy", "To who has the fewest open"


def to_sort_key(name: str) -> str:
    """Return a name without case and accents."""
    return fold(name)[:NAME_MAX_LENGTH]


class Team(models.Model):
    """Agents who answer the same tickets."""

    name = models.CharField(max_length=NAME_MAX_LENGTH)
    sort_key = models.CharField(
        max_length=NAME_MAX_LENGTH,
        unique=True,
        editable=False,
        help_text="The name without case and accents, as people sort and compare it.",
    )
    assignment = models.CharField(max_length=11, choices=Assignment, default=Assignment.OFF)
    is_closed = models.BooleanField(
        "closed",
        default=False,
        # For the release before, which writes teams without it.
        db_default=False,
        help_text="Only members and admins see its tickets.",
    )
    last_turn = models.BigIntegerField(
        default=0, editable=False, help_text="The number of tickets that were assigned in turn."
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Grows by one with every edit."
    )

    class Meta:
        ordering = ("sort_key",)
        constraints = (
            models.CheckConstraint(
                condition=Q(assignment__in=Assignment.values), name="team_assignment_known"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = to_sort_key(self.name)
        super().save(*args, **kwargs)


class Membership(models.Model):
    """An agent in a team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        # The unique constraint below begins with the team.
        db_index=True,
    )
    capacity = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_CAPACITY)],
        help_text="So many open tickets at most are assigned automatically; empty for any number.",
    )
    away_until = models.DateTimeField(
        null=True, blank=True, help_text="Until then nothing is assigned automatically."
    )
    last_turn = models.BigIntegerField(
        default=0, editable=False, help_text="The team's turn in which the agent was last assigned."
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("team", "agent"), name="membership_unique"),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__lte=MAX_CAPACITY),
                name="membership_capacity_bounded",
            ),
        )

    def __str__(self) -> str:
        return f"membership {self.pk}"
