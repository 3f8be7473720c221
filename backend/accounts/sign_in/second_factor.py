"""A second factor, where `SECOND_FACTOR_REQUIRED` asks for one."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, User
from django.http import HttpRequest
from rest_framework.request import Request

# Recovery codes stand in for these; they are none themselves.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# The request's attribute that keeps the answer.
CACHED = "_has_second_factor"
UNMET = {
    "detail": "A second factor is required here. Set up an authenticator app or a passkey first.",
    "code": "second_factor_required",
}


def is_required(user: AbstractBaseUser) -> bool:
    required: str = settings.SECOND_FACTOR_REQUIRED
    is_admin = isinstance(user, User) and user.is_superuser
    return required == "all" or (required == "admins" and is_admin)


def is_set_up(user: AbstractBaseUser) -> bool:
    has_one: bool = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()
    return has_one


def may_remove(user: AbstractBaseUser, authenticators: Iterable[Authenticator]) -> bool:
    """Return whether enough is left without these."""
    left = Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS)
    keys = [authenticator.pk for authenticator in authenticators]
    return not is_required(user) or left.exclude(pk__in=keys).exists()


def unmet_requirement(request: Request | HttpRequest) -> dict[str, str] | None:
    """Return the body of the answer to somebody who lacks a required second factor, else None.

    It takes one query for a request of those who need one, and none for others.
    """
    user = request.user
    if not user.is_authenticated or not is_required(user):
        return None
    django_request = getattr(request, "_request", request)
    has_factor: bool | None = getattr(django_request, CACHED, None)
    if has_factor is None:
        has_factor = is_set_up(user)
        setattr(django_request, CACHED, has_factor)
    return None if has_factor else UNMET
