"""Receivers of the sign-in library's signals about passwords."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.models import User
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.devices.attempts import forget_failures
from accounts.devices.cookies import remember_device


@receiver((password_changed, password_set))
def remember_device_of_new_password(request: HttpRequest, user: User, **_: Any) -> None:
    """Keep the device on which the owner has changed the password; all others are forgotten."""
    remember_device(request, user)


@receiver(password_reset)
def let_owner_sign_in(user: User, **_: Any) -> None:
    forget_failures(user)
