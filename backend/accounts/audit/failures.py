"""Failed sign-ins, and locks after them, in the audit trail, a bounded number of them."""

import time

from django.contrib.auth.models import User
from django.http import HttpRequest

from accounts.audit.models import AuditEvent
from accounts.audit.record import client_address, record
from core.http.throttling import client_network, delete_expired_counts, increment_count

WINDOW_SECONDS = 3_600
# In an hour, for each account, for each network, and for all networks together.
STORED_FOR_ACCOUNT = 10
STORED_FOR_NETWORK = 5
STORED_FOR_ALL = 100


def is_stored(count: int, limit: int) -> bool:
    """Return whether this failure of the hour is stored: the first ones, then 16, 32, 64 …

    So a flood fills no table, and its size can be seen all the same.
    """
    return count <= limit or count & (count - 1) == 0


def count_failure(name: str) -> int:
    now = int(time.time())
    count = increment_count(f"audit:failures:{name}", now - now % WINDOW_SECONDS)
    if count == 1:
        delete_expired_counts(now)
    return count


def record_lock(request: HttpRequest, user: User | None, *, minutes: int, proof: str) -> None:
    """Store that unknown devices are locked out, unless nobody's address is one of too many."""
    total = count_failure("locks")
    if user is None and not is_stored(total, STORED_FOR_ALL):
        return
    record(
        AuditEvent.Action.SIGN_IN_LOCKED,
        request=request,
        target=user.email if user else "",
        minutes=minutes,
        proof=proof,
    )


def record_failure(
    action: AuditEvent.Action, request: HttpRequest, user: User | None, *, method: str
) -> None:
    """Store a failure, unless there were too many like it in this hour.

    Those at an account are counted by account, so that no flood elsewhere hides them. An address
    without an account is not stored: people type passwords there.
    """
    if user is not None:
        count = count_failure(f"account:{user.pk}")
        if is_stored(count, STORED_FOR_ACCOUNT):
            # Nobody has proved to be the account's owner.
            actor = user if action == AuditEvent.Action.PROOF_FAILED else None
            record(
                action,
                request=request,
                actor=actor,
                target=user.email,
                method=method,
                failures_this_hour=count,
            )
        return
    network = client_network(client_address(request)) or "unknown"
    count = count_failure(f"network:{network}")
    if not is_stored(count, STORED_FOR_NETWORK):
        return
    total = count_failure("all")
    if is_stored(total, STORED_FOR_ALL):
        record(
            action,
            request=request,
            method=method,
            failures_this_hour=count,
            failures_of_all_this_hour=total,
        )
