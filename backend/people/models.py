"""Requesters: those who have problems. And teams of those who solve them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.teams.models import Membership, Team

# Django finds the models of an app through this module, those of the capabilities too.
__all__ = ["Membership", "Requester", "Team"]

NAME_MAX_LENGTH = 100
EMAIL_MAX_LENGTH = 254
LOCALE_MAX_LENGTH = 35


class Requester(models.Model):
    """Somebody who has submitted tickets; those of one address are the same person's."""

    name = models.CharField(max_length=NAME_MAX_LENGTH, blank=True, default="")
    email = models.CharField(  # noqa: DJ001 - null, not blank, stays out of the unique index
        max_length=EMAIL_MAX_LENGTH,
        null=True,
        blank=True,
        help_text="In lower case; null where it is not known.",
    )
    locale = models.CharField(
        max_length=LOCALE_MAX_LENGTH,
        blank=True,
        default="",
        help_text="A language tag, such as de or pt-BR; blank where it is not known.",
    )
    blocked_at = models.DateTimeField(
        null=True, editable=False, help_text="Since when all that they submit is spam."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=~Q(email=""), name="requester_email_not_blank"),
            # Unlike `unique=True`, without a second index, for patterns.
            models.UniqueConstraint(
                fields=("email",), condition=Q(email__isnull=False), name="requester_email_unique"
            ),
        )
        indexes = (
            models.Index(
                fields=("-id",), condition=Q(blocked_at__isnull=False), name="requester_blocked"
            ),
        )

    def __str__(self) -> str:
        # The admin's log keeps what a person is called: neither name nor address.
        return f"requester {self.pk}"

    @property
    def is_blocked(self) -> bool:
        return self.blocked_at is not None
