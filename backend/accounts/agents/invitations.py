"""Invitations, the only way to get an account."""

from allauth.account.adapter import get_adapter
from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.http import urlencode

from accounts.interface_url import interface_url
from accounts.mail import can_send_email, explain_failure, record_failure
from core.http.fields import is_email_address
from core.text.tidy import tidy_address, tidy_name

TEMPLATE = "accounts/email/invitation"
NOT_SET_UP = "E-mail is not set up."


# Of both an address, which is the user name too, and a name: the columns' lengths.
MAX_LENGTH = 150


class AccountExistsError(Exception):
    """There is an account with this e-mail address."""


def check_invitation(email: str, name: str) -> None:
    """Raise `ValidationError`, by field, for what cannot be an agent's address or name."""
    errors = {}
    if not is_email_address(email):
        errors["email"] = "Enter an address like name@example.com."
    elif len(email) > MAX_LENGTH:
        errors["email"] = f"Use an address with at most {MAX_LENGTH} characters."
    if len(tidy_name(name)) > MAX_LENGTH:
        errors["first_name"] = f"Use at most {MAX_LENGTH} characters."
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def create_agent(email: str, name: str = "", *, is_admin: bool = False) -> User:
    """Store an account without a password; raise `AccountExistsError` if there is one."""
    email = tidy_address(email).lower()
    check_invitation(email, name)
    if User.objects.filter(email__iexact=email).exists():
        raise AccountExistsError(f"{email} has an account already.")
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                username=email, email=email, first_name=name, is_staff=True, is_superuser=is_admin
            )
    except IntegrityError as error:
        # Somebody else has just invited them.
        raise AccountExistsError(f"{email} has an account already.") from error
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def invitation_url(user: User, request: HttpRequest | None = None) -> str:
    """Return the link to choose a password, good for one use within some days."""
    key = f"{user_pk_to_url_str(user)}-{PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)}"
    return f"{interface_url(request)}?{urlencode({'invite': key})}"


def send_invitation(user: User, url: str) -> str | None:
    """Send the link now, in bounded time; return the reason in a sentence if it did not go.

    Whoever invites needs to know, for then the link has to reach the agent in another way.
    """
    if not can_send_email():
        return NOT_SET_UP
    context = {"user": user, "invitation_url": url}
    try:
        get_adapter().compose_mail(TEMPLATE, user.email, context).send()
    except OSError as error:
        record_failure(TEMPLATE, user.email, error)
        return explain_failure(error)
    return None
