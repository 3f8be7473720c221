"""Store events of the audit trail."""

import getpass
import unicodedata
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from rest_framework.request import Request

from accounts.audit.models import NAME_MAX_LENGTH, AuditEvent
from accounts.audit.retention import delete_expired

Action = AuditEvent.Action
ActorKind = AuditEvent.ActorKind
ADDRESS_MAX_LENGTH = 45
USER_AGENT_MAX_LENGTH = 200
DETAIL_MAX_LENGTH = 500
# Control and format characters, surrogates, line and paragraph separators.
HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def client_address(request: HttpRequest) -> str:
    """Return the address of the client as the trusted proxies tell it; empty if they do not."""
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ValueError):
        return ""
    return str(address)[:ADDRESS_MAX_LENGTH]


def tidy(text: str, max_length: int) -> str:
    """Return the text without control characters and direction marks, which clients may choose."""
    # Longer input is cut first: going through it takes time.
    kept = (letter for letter in text[: 2 * max_length] if not is_hidden(letter))
    return "".join(kept).strip()[:max_length]


def is_hidden(letter: str) -> bool:
    return unicodedata.category(letter) in HIDDEN_CATEGORIES


def tidy_details(value: Any) -> Any:
    """Return the value with all its texts tidied."""
    if isinstance(value, str):
        return tidy(value, DETAIL_MAX_LENGTH)
    if isinstance(value, list | tuple):
        return [tidy_details(item) for item in value]
    if isinstance(value, dict):
        return {str(name): tidy_details(item) for name, item in value.items()}
    return value


def system_user() -> str:
    """Return the name of the operating system's user, by whom a command is run."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        # In a container the user need not have a name, and elsewhere there is no list of them.
        return ""


def name_of(user: Any, kind: AuditEvent.ActorKind) -> str:
    if isinstance(user, User):
        return user.email or user.get_username()
    return system_user() if kind == ActorKind.COMMAND else ""


@transaction.atomic
def record(
    action: AuditEvent.Action,
    *,
    request: Request | HttpRequest | None = None,
    actor: AbstractBaseUser | AnonymousUser | None = None,
    actor_kind: AuditEvent.ActorKind | None = None,
    target: str = "",
    **details: Any,
) -> AuditEvent:
    """Store that somebody did something, in the transaction of the caller or one of its own.

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
    event: AuditEvent = AuditEvent.objects.create(
        action=action,
        actor_kind=actor_kind,
        actor=user if isinstance(user, User) and user.pk else None,
        actor_name=tidy(name_of(user, actor_kind), NAME_MAX_LENGTH),
        target=tidy(target, NAME_MAX_LENGTH),
        details=tidy_details(details),
        address=client_address(django_request) if django_request is not None else "",
        user_agent=(
            tidy(django_request.headers.get("User-Agent", ""), USER_AGENT_MAX_LENGTH)
            if django_request is not None
            else ""
        ),
    )
    # Expired events go with new ones, so that no timer is needed.
    delete_expired()
    return event
