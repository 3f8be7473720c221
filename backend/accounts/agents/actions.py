"""Changes of agents' accounts by admins: stored in the audit trail, and told to the agent."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.audit.record import Action, record
from accounts.mail import send_after_commit
from accounts.models import ApiToken
from accounts.sessions.services import end_sessions
from accounts.tokens import revoke_tokens

RIGHTS = {
    "is_active": ("may sign in", "may not sign in any more"),
    "is_staff": ("is an agent", "is no agent any more"),
    "is_superuser": ("is an admin", "is no admin any more"),
}


def tell(request: HttpRequest, user: User, *changes: str) -> None:
    """Send the agent a mail about what an admin has done."""
    get_adapter(request).send_notification_mail(
        "accounts/email/changed_by_admin",
        user,
        {
            "user": user,
            "changes": changes,
            "admin": request.user,
        },
        # An account made by `createsuperuser` has no address in the library's table.
        email=user.email or None,
    )


def tell_of_command(user: User, *changes: str) -> None:
    """Send the agent a mail about what a command on the server has done."""
    if user.email:
        template = "accounts/email/changed_by_admin"
        context = {"user": user, "changes": changes, "timestamp": timezone.now()}
        send_after_commit(
            template, user.email, partial(get_adapter().compose_mail, template, user.email, context)
        )


def remove_second_factors(request: HttpRequest, user: User) -> int:
    with transaction.atomic():
        found = list(Authenticator.objects.filter(user=user).select_for_update())
        Authenticator.objects.filter(pk__in=[factor.pk for factor in found]).delete()
        if found:
            types = sorted({str(factor.type) for factor in found})
            record(Action.SECOND_FACTOR_REMOVED, request=request, target=user.email, types=types)
    if found:
        tell(request, user, "All your second factors and passkeys were removed.")
    return len(found)


def end_all_sessions(request: HttpRequest, user: User) -> int:
    with transaction.atomic():
        count = end_sessions(user)
        record(Action.SESSION_ENDED, request=request, target=user.email, sessions=count)
    if count:
        tell(request, user, "You were signed out everywhere.")
    return count


def revoke_all_tokens(request: HttpRequest, user: User) -> int:
    tokens = ApiToken.objects.filter(user=user)
    count = revoke_tokens(tokens, request=request, reason="by an admin")
    if count:
        tell(request, user, "All your API tokens were revoked.")
    return count


def send_password_link(request: HttpRequest, user: User) -> None:
    """Send a link to choose a new password; raise `PublicUrlMissingError` if it leads nowhere."""
    request_password_reset(request, user.email, [user], token_generator=None)


def store_rights(
    request: HttpRequest, user: User, fields: Sequence[str] = ("first_name", "last_name", *RIGHTS)
) -> bool:
    """Store these fields of an agent as changed by an admin; return whether their rights changed.

    The others, the password among them, may have changed since the account was read. Who may not
    sign in any more, or is no agent any more, loses all sessions and tokens: they must not come
    back to life with the account.
    """
    with transaction.atomic():
        before = User.objects.filter(pk=user.pk).first()
        if before is None:
            # Somebody else has just deleted it.
            return False
        changed = {
            name: [getattr(before, name), getattr(user, name)]
            for name in RIGHTS
            if name in fields and getattr(before, name) != getattr(user, name)
        }
        user.save(update_fields=fields)
        if changed:
            record(Action.AGENT_CHANGED, request=request, target=user.email, rights=changed)
            if not (user.is_active and user.is_staff):
                end_sessions(user)
                revoke_tokens(
                    ApiToken.objects.filter(user=user), request=request, reason="loss of rights"
                )
    if changed:
        tell(
            request,
            user,
            *(
                f"Your account {RIGHTS[name][0 if new else 1]}."
                for name, (_, new) in changed.items()
            ),
        )
    return bool(changed)


def set_active(request: HttpRequest, user: User, is_active: bool) -> bool:
    user.is_active = is_active
    return store_rights(request, user, ("is_active",))


def delete_agent(request: HttpRequest, user: User) -> None:
    """Delete an account; the history and the audit trail keep its name."""
    gone: Any = User(pk=None, email=user.email, first_name=user.first_name)
    with transaction.atomic():
        end_sessions(user)
        record(Action.AGENT_DELETED, request=request, target=user.email)
        user.delete()
    if gone.email:
        tell(request, gone, "Your account was deleted.")
