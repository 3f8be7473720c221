"""Audit events of what the sign-in library does.

They are stored after the fact, outside of any transaction: if storing one fails, it is logged, and
the sign-in or the new password stays as it is.
"""

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.audit.failures import record_failure
from accounts.audit.models import AuditEvent
from accounts.audit.quiet import log_failures
from accounts.audit.record import record
from accounts.models import ApiToken
from accounts.tokens import revoke_tokens

Action = AuditEvent.Action


@receiver(account.user_logged_in)
@log_failures
def record_sign_in(request: HttpRequest, user: User, **_: Any) -> None:
    methods = [
        step.get("provider") or step.get("type") or step.get("method")
        for step in get_authentication_records(request, user)
    ]
    record(Action.SIGNED_IN, request=request, actor=user, methods=methods)


@receiver(user_logged_out)
@log_failures
def record_sign_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        record(Action.SIGNED_OUT, request=request, actor=user)


@receiver(user_login_failed)
@log_failures
def record_wrong_password(
    credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any
) -> None:
    if request is None:
        return
    user = getattr(request, "user", None)
    if isinstance(user, User) and user.is_authenticated:
        record_failure(Action.PROOF_FAILED, request, user, method="password")
    else:
        address = str(credentials.get("email") or credentials.get("username") or "")
        found = User.objects.filter(email__iexact=address).first() if address else None
        record_failure(Action.SIGN_IN_FAILED, request, found, method="password")


@receiver(mfa.authentication_failed)
@log_failures
def record_wrong_code(
    request: HttpRequest, user: User, authenticator: Authenticator, **values: Any
) -> None:
    is_proof = values.get("reauthentication")
    record_failure(
        Action.PROOF_FAILED if is_proof else Action.SIGN_IN_FAILED,
        request,
        user,
        method=str(authenticator.type),
    )


@receiver(account.password_changed)
@receiver(account.password_set)
@log_failures
def record_new_password(request: HttpRequest, user: User, **_: Any) -> None:
    record(Action.PASSWORD_CHANGED, request=request, actor=user)


@receiver(account.password_reset)
def revoke_tokens_on_reset(request: HttpRequest, user: User, **_: Any) -> None:
    """Revoke all tokens: whoever resets a password may have lost it to somebody.

    Unlike the events, this must not fail unseen.
    """
    tokens = ApiToken.objects.filter(user=user)
    revoke_tokens(tokens, request=request, actor=user, reason="password reset")


@receiver(account.password_reset)
@log_failures
def record_password_reset(request: HttpRequest, user: User, **_: Any) -> None:
    record(Action.PASSWORD_RESET, request=request, actor=user)


@receiver(mfa.authenticator_added)
@receiver(mfa.authenticator_reset)
@log_failures
def record_new_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        record(Action.RECOVERY_CODES_MADE, request=request, actor=user)
    else:
        record(
            Action.SECOND_FACTOR_ADDED,
            request=request,
            actor=user,
            target=str(authenticator.data.get("name") or ""),
            type=str(authenticator.type),
        )


@receiver(mfa.authenticator_removed)
@log_failures
def record_removed_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    record(
        Action.SECOND_FACTOR_REMOVED,
        request=request,
        actor=user,
        target=str(authenticator.data.get("name") or ""),
        type=str(authenticator.type),
    )


@receiver(mfa.authenticator_used)
@log_failures
def record_recovery_code(
    request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        record(Action.RECOVERY_CODE_USED, request=request, actor=user)


@receiver(social.social_account_added)
@log_failures
def record_provider(request: HttpRequest, sociallogin: Any, **_: Any) -> None:
    record(
        Action.PROVIDER_CONNECTED,
        request=request,
        actor=sociallogin.user,
        target=str(sociallogin.account.provider),
    )
