"""Limits on guesses at one account's password or second factor.

A device that the account has signed in with has a count of its own, and so has a session. All other
devices share one: strangers who guess lock out each other, not the account's owner.
"""

from dataclasses import dataclass
from hashlib import sha256

from allauth.account.internal.userkit import filter_users_by_email
from django.contrib.auth.models import User
from django.http import HttpRequest

from accounts.devices.cookies import find_device
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


def subject_of(user: User | None, email: str = "") -> str:
    """Return the name of an account in keys of counts.

    An address without an account is counted as well, so that both look the same. Its spellings are
    one if `find_account` would find the same account by them, and no others: else a second spelling
    would tell whether the first one has an account.
    """
    if user is not None:
        return f"account:{user.pk}"
    return f"address:{sha256(email.strip().lower().encode()).hexdigest()}"


def trusted_device(request: HttpRequest, user: User | None) -> str | None:
    """Return the name of a device that is the account's own, in keys of counts."""
    if user is None:
        return None
    if nonce := find_device(request, user):
        return f"device:{nonce}"
    if request.user.pk == user.pk and request.session.session_key:
        return f"session:{sha256(request.session.session_key.encode()).hexdigest()}"
    return None


@dataclass
class Attempt:
    """One guess, counted before it is tried."""

    request: HttpRequest
    limit: Limit
    user: User | None
    subject: str
    device: str | None
    number: int = 0

    @property
    def who(self) -> str:
        return f"{self.subject}:{self.device or 'unknown'}"

    @property
    def network(self) -> str:
        return f"network:{network_of(self.request)}"

    def begin(self) -> None:
        """Count the guess; raise `TooManyAttemptsError` if it is one too many."""
        if not self.device and not FAILURES.count(self.network).is_allowed:
            raise TooManyAttemptsError
        count = self.limit.count(self.who)
        self.number = count.number
        if not count.is_allowed:
            raise TooManyAttemptsError

    def succeed(self) -> None:
        """Take the count back: only failures count."""
        self.limit.take_back(self.who)
        if not self.device:
            FAILURES.take_back(self.network)

    def fail(self) -> None:
        if not self.device and self.number == self.limit.number:
            tell_of_lock(
                self.request,
                self.user,
                subject=self.subject,
                knows_password=self.limit is CODES,
                minutes=self.limit.seconds // 60,
            )


def begin_attempt(
    request: HttpRequest, limit: Limit, user: User | None, email: str = ""
) -> Attempt:
    """Return a counted attempt; raise `TooManyAttemptsError` if it must not be tried."""
    attempt = Attempt(request, limit, user, subject_of(user, email), trusted_device(request, user))
    attempt.begin()
    return attempt


def forget_failures(user: User) -> None:
    """Let unknown devices try again, after the owner has chosen a new password by a link."""
    for limit in (PASSWORDS, CODES):
        limit.reset(f"{subject_of(user)}:unknown")
