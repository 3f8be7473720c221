"""Beginning and end of sessions, as signals tell them."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.contrib.auth import logout
from django.contrib.auth.models import AbstractBaseUser, User
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.sessions.services import end_sessions, start_session, store_device
from accounts.sign_in.second_factor import FACTORS


@receiver(user_logged_in)
def start(request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> None:
    start_session(request, user)


@receiver(password_changed)
@receiver(password_set)
def end_others(request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> None:
    """End all but the one that chose the password, which has a new key by now."""
    end_sessions(user, except_key=request.session.session_key)
    store_device(request, user, request.session)


@receiver(password_reset)
def end_all(request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> None:
    # Where somebody has read the user by now, the sign-in that follows could not store the session
    # that ends below.
    if request.user.is_authenticated:
        logout(request)
    end_sessions(user)


@receiver(authenticator_added)
def end_those_without_a_second_factor(
    request: HttpRequest, user: AbstractBaseUser, authenticator: Authenticator, **kwargs: Any
) -> None:
    """End other sessions at the first second factor: nothing but a password began them."""
    if authenticator.type not in FACTORS:
        return
    others = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    if not others.exclude(pk=authenticator.pk).exists():
        end_sessions(user, except_key=request.session.session_key)


@receiver(post_save, sender=User)
def end_at_deactivation(instance: User, created: bool, **kwargs: Any) -> None:
    """End the sessions of an account that is switched off: switching it on brings none back."""
    if not instance.is_active and not created:
        end_sessions(instance)
