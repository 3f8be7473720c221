"""The vocabularies of a ticket's fields, and the lengths of its texts."""

from datetime import UTC, datetime, timedelta

from django.db import models

TITLE_MAX_LENGTH = 200
DESCRIPTION_MAX_LENGTH = 20_000
NAME_MAX_LENGTH = 100
EMAIL_MAX_LENGTH = 254


class Category(models.TextChoices):
    """Subjects of a ticket; the classifier and the agents choose from these."""

    BILLING = "billing", "Billing"
    TECHNICAL = "technical", "Technical"
    ACCOUNT = "account", "Account"
    GENERAL = "general", "General"


class Priority(models.TextChoices):
    """Urgency of a ticket, from the least to the most."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"
    CRITICAL = "critical", "Critical"


class Status(models.TextChoices):
    """Progress of a ticket, in the order of its life."""

    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "In progress"
    RESOLVED = "resolved", "Resolved"
    CLOSED = "closed", "Closed"


class Awaiting(models.TextChoices):
    """Whose turn it is in a ticket's conversation."""

    AGENT = "agent", "An agent"
    REQUESTER = "requester", "The requester"
    NOBODY = "nobody", "Nobody"


class Folder(models.TextChoices):
    """Places of tickets that were taken out of everything else."""

    SPAM = "spam", "Spam"
    BIN = "bin", "Bin"


DONE = (Status.RESOLVED, Status.CLOSED)
UNDONE = (Status.OPEN, Status.IN_PROGRESS)
# Whoever asks, as an assignee, and their teams.
ME = "me"
MINE = "mine"
# A snooze until the requester answers, as it is stored and in the API.
UNTIL_REPLY = datetime(9999, 12, 31, tzinfo=UTC)
REPLY = "reply"
LONGEST_SNOOZE = timedelta(days=366)
VOCABULARIES: dict[str, type[models.TextChoices]] = {
    "category": Category,
    "priority": Priority,
    "status": Status,
}
# The fields that every list, count and statistic can be divided by.
FACETS = tuple(VOCABULARIES)
# Annotations that sort by meaning, not by spelling: the field and its vocabulary.
RANKED: dict[str, tuple[str, type[models.TextChoices]]] = {
    "priority_rank": ("priority", Priority),
    "status_rank": ("status", Status),
}
