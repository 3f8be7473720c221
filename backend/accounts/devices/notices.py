"""Mails to agents about devices: a new one, and unknown ones that were locked out."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth.models import User
from django.http import HttpRequest

from accounts.audit.failures import record_lock
from accounts.devices.cookies import find_device, remember_device
from core.http.counting import Limit

HOUR = 3_600
LOCK_NOTICES = Limit("lock_notice", 1, HOUR)
# Whoever knows the password could else send mails without end.
DEVICE_NOTICES = Limit("device_notice", 5, HOUR)


def notify(template: str, user: User, **context: Any) -> None:
    get_adapter().send_notification_mail(
        f"accounts/email/{template}", user, {"user": user, **context}
    )


def tell_of_lock(
    request: HttpRequest, user: User | None, *, subject: str, knows_password: bool, minutes: int
) -> None:
    """Record that unknown devices are locked out, and tell the agent, once an hour.

    For an address without an account the same is counted and recorded, so that it takes as long.
    """
    kind = "code" if knows_password else "password"
    if not LOCK_NOTICES.count(f"{subject}:{kind}").is_allowed:
        return
    record_lock(request, user, minutes=minutes, proof=kind)
    if user and user.is_active:
        notify(
            "locked_out",
            user,
            knows_password=knows_password,
            minutes=minutes,
        )


def notice_sign_in(request: HttpRequest, user: User, *, is_first: bool) -> None:
    """Remember the device of a sign-in, and tell the agent if it is a new one.

    The first sign-in of all is from a new device by nature. After a sign-in by a reset link the
    library has told already that the password was changed, from where, and what to do.
    """
    is_known = find_device(request, user) is not None
    remember_device(request, user)
    methods = {each["method"] for each in get_authentication_records(request, user)}
    if is_known or is_first or "password_reset" in methods:
        return
    if DEVICE_NOTICES.count(f"account:{user.pk}").is_allowed:
        notify("new_device", user)
