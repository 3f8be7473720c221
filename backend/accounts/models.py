"""API tokens of agents; the models of the capabilities below are named here for Django."""

import uuid

from django.db import models
from knox.models import AbstractAuthToken

from accounts.audit.models import AuditEvent

__all__ = ("ApiToken", "AuditEvent")

NAME_MAX_LENGTH = 100


class ApiToken(AbstractAuthToken):
    """A token by which a program acts for an agent; only its hash is stored."""

    id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=NAME_MAX_LENGTH)
    last_used_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-created", "id")

    def __str__(self) -> str:
        return self.name
