"""Limits on guesses at one account's password or second factor.

A device that the account has signed in with has a count of its own, and so has a session. All other
devices share one: strangers who guess lock out each other, not the account's owner.
"""

from dataclasses import dataclass
from hashlib import sha256

from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.http import HttpRequest

from accounts.devices.cookies import find_device, read_entries
from accounts.devices.notices import tell_of_lock
from core.http.counting import Limit
from core.http.throttling import network_of

PASSWORDS = Limit("password", 5, 300)
CODES = Limit("code", 5, 300)
# Of one network, at any account.
FAILURES = Limit("failures", 10, 60)


class TooManyAttemptsError(Exception):
    """The attempt was refused without a look at the password or code."""


def find_account(email: str) -> User | None:
    """Return the account that the sign-in library would try with this address."""
    users = filter_users_by_email(email, prefer_verified=True, for_login=True)
    return min(users, key=lambda user: user.pk, default=None)


def name_of_address(email: str) -> str:
    """Return the name of an address in keys of counts, whether it has an account or not.

    Its spellings are one if `find_account` finds the same account by them, and no others: else a
    second spelling would tell whether the first one has an account.
    """
    return f"address:{sha256(email.strip().lower().encode()).hexdigest()}"


def find_known_account(request: HttpRequest, email: str) -> User | None:
    """Return the account of an address to a browser that some account has signed in with.

    For strangers nothing is looked up, as the time that it takes would tell who has an account.
    """
    if read_entries(request) or request.user.is_authenticated:
        return find_account(email)
    return None


def trusted_device(request: HttpRequest, user: User | None) -> str | None:
    """Return the name of a device that is the account's own, in keys of counts."""
    if user is None:
        return None
    if nonce := find_device(request, user):
        return f"device:{nonce}"
    if request.user.pk == user.pk and request.session.session_key:
        return f"session:{sha256(request.session.session_key.encode()).hexdigest()}"
    return None


def name_of_client(request: HttpRequest, user: User | None, email: str) -> tuple[str, bool]:
    """Return who counts at this account or address, and whether that is a device of its own."""
    if user and (device := trusted_device(request, user)):
        return f"account:{user.pk}:{device}", True
    subject = name_of_address(email) if email or not user else f"account:{user.pk}"
    return f"{subject}:unknown", False


@dataclass
class Attempt:
    """One guess, counted before it is tried."""

    request: HttpRequest
    limit: Limit
    user: User | None
    email: str
    who: str
    is_known: bool
    number: int = 0

    @property
    def network(self) -> str:
        return f"network:{network_of(self.request)}"

    def begin(self) -> None:
        """Count the guess; raise `TooManyAttemptsError` if it is one too many."""
        if not self.is_known and not FAILURES.count(self.network).is_allowed:
            raise TooManyAttemptsError
        count = self.limit.count(self.who)
        self.number = count.number
        if not count.is_allowed:
            raise TooManyAttemptsError

    def succeed(self) -> None:
        """Take the count back: only failures count."""
        self.limit.take_back(self.who)
        if not self.is_known:
            FAILURES.take_back(self.network)

    def fail(self) -> None:
        if not self.is_known and self.number == self.limit.number:
            tell_of_lock(
                self.request,
                self.user or find_account(self.email),
                subject=self.who,
                knows_password=self.limit is CODES,
                minutes=self.limit.seconds // 60,
            )


def begin_attempt(
    request: HttpRequest, limit: Limit, user: User | None = None, email: str = ""
) -> Attempt:
    """Return a counted attempt; raise `TooManyAttemptsError` if it must not be tried.

    It is one at an account, or at whatever account an address may have.
    """
    user = user or find_known_account(request, email)
    who, is_known = name_of_client(request, user, email)
    attempt = Attempt(request, limit, user, email, who, is_known)
    attempt.begin()
    return attempt


def forget_failures(user: User) -> None:
    """Let unknown devices try again, after the owner has chosen a new password by a link."""
    emails = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    for email in {user.email, *emails}:
        PASSWORDS.reset(f"{name_of_address(email)}:unknown")
    CODES.reset(f"account:{user.pk}:unknown")
