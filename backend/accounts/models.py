"""What agents have beside their accounts."""

import uuid

from django.db import models
from knox.models import AbstractAuthToken

NAME_MAX_LENGTH = 100


class ApiToken(AbstractAuthToken):
    """What a program shows to act for an agent; only a hash of it is kept."""

    id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=NAME_MAX_LENGTH)
    last_used_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ("-created", "id")

    def __str__(self) -> str:
        return self.name
