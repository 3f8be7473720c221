"""Making and revoking of API tokens; both are in the audit trail."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.contrib.auth.models import AbstractBaseUser, User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.audit.models import AuditEvent
from accounts.audit.record import record
from accounts.models import ApiToken
from core.http.scopes import Scope


def create_token(
    request: HttpRequest, user: User, *, name: str, days: int, scope: Scope
) -> ApiToken:
    """Store a token and tell its owner; it has its plain text as `token`, this once."""
    with transaction.atomic():
        api_token: ApiToken
        api_token, plain = ApiToken.objects.create(
            user=user, expiry=timedelta(days=days), name=name, scope=scope
        )
        record(
            AuditEvent.Action.TOKEN_CREATED,
            request=request,
            actor=user,
            target=name,
            scope=str(scope),
            days=days,
        )
    get_adapter(request).send_notification_mail(
        "accounts/email/token_created",
        user,
        {"token": api_token},
        # An account made by `createsuperuser` has no address in the library's table.
        email=user.email or None,
    )
    api_token.token = plain
    return api_token


@transaction.atomic
def revoke_tokens(
    tokens: QuerySet[ApiToken],
    *,
    request: HttpRequest | None = None,
    actor: AbstractBaseUser | None = None,
    reason: str = "by hand",
) -> int:
    """Delete tokens; return how many there were."""
    found = list(tokens.select_related("user").select_for_update(of=("self",)))
    ApiToken.objects.filter(pk__in=[token.pk for token in found]).delete()
    for token in found:
        record(
            AuditEvent.Action.TOKEN_REVOKED,
            request=request,
            actor=actor,
            target=token.name,
            owner=token.user.email,
            reason=reason,
        )
    return len(found)
