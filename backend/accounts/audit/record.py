"""Store events of the audit trail."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from rest_framework.request import Request

from accounts.audit.models import NAME_MAX_LENGTH, AuditEvent

Action = AuditEvent.Action
ActorKind = AuditEvent.ActorKind
USER_AGENT_MAX_LENGTH = 200


def client_address(request: HttpRequest) -> str:
    """Return the address of the client as the trusted proxies tell it; empty if they do not."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""


def record(
    action: AuditEvent.Action,
    *,
    request: Request | HttpRequest | None = None,
    actor: AbstractBaseUser | AnonymousUser | None = None,
    actor_kind: AuditEvent.ActorKind | None = None,
    target: str = "",
    **details: Any,
) -> AuditEvent:
    """Store that somebody did something, in the transaction of the caller.

    The actor is the request's user unless another is given: at a sign-in the request has none yet.
    Without a request and an actor it is the system; commands say so themselves. `details` are
    numbers and names, never what people wrote in tickets.
    """
    django_request = getattr(request, "_request", request)
    user = actor or getattr(request, "user", None)
    is_known = isinstance(user, User)
    if actor_kind is None:
        if is_known:
            actor_kind = ActorKind.PROGRAM if getattr(request, "auth", None) else ActorKind.AGENT
        else:
            actor_kind = ActorKind.STRANGER if request is not None else ActorKind.SYSTEM
    return AuditEvent.objects.create(
        action=action,
        actor_kind=actor_kind,
        actor=user if isinstance(user, User) and user.pk else None,
        actor_name=user.email[:NAME_MAX_LENGTH] if isinstance(user, User) else "",
        target=target[:NAME_MAX_LENGTH],
        details=details,
        address=client_address(django_request) if django_request is not None else "",
        user_agent=(
            django_request.headers.get("User-Agent", "")[:USER_AGENT_MAX_LENGTH]
            if django_request is not None
            else ""
        ),
    )
