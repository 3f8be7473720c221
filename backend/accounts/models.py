"""API tokens of agents; the models of the capabilities below are named here for Django."""

import uuid

from django.db import models
from knox.models import AbstractAuthToken

from accounts.audit.models import AuditEvent
from core.http.scopes import Scope

__all__ = ("ApiToken", "AuditEvent")

NAME_MAX_LENGTH = 100


class ApiToken(AbstractAuthToken):
    """A token by which a program acts for an agent; only its hash is stored."""

    id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=NAME_MAX_LENGTH)
    scope = models.CharField(
        max_length=10,
        choices=[(scope.value, scope.value) for scope in Scope],
        default=Scope.EVERYTHING.value,
        # Tokens of earlier releases may do everything.
        db_default=Scope.EVERYTHING.value,
    )
    last_used_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-created", "id")

    def __str__(self) -> str:
        return self.name
