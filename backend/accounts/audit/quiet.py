"""Audit events that nothing else depends on."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import Error
from django.http import HttpRequest

from accounts.audit.models import AuditEvent
from accounts.audit.record import record

logger = logging.getLogger(__name__)
Store = Callable[..., None]


def log_failures(store: Store) -> Store:
    """Return the function, whose database errors are logged and end there."""

    @wraps(store)
    def quiet(*args: Any, **values: Any) -> None:
        try:
            store(*args, **values)
        except Error as error:
            logger.warning("An audit event is not stored: %s", type(error).__name__)

    return quiet


@log_failures
def record_reset_request(request: HttpRequest, email: str) -> None:
    record(AuditEvent.Action.PASSWORD_RESET_REQUESTED, request=request, target=email)
