"""The fields that a stranger may ever be shown: all of them, for every public answer.

A stranger is whoever has no agent's rights. Errors show, beside these, only the names of the fields
that the request itself may have.
"""

from collections.abc import Mapping
from typing import Any

# Of a ticket by its private link, which others than the requester may hold.
PRIVATE_LINK = frozenset(
    {
        "reference",
        "title",
        "description",
        "category",
        "status",
        "created_at",
        "updated_at",
        "resolved_at",
        "joined",
    }
)
# Of a ticket that the stranger submits, also what they alone have told. A running number or a
# version would count others' tickets and agents' work.
SUBMISSION = PRIVATE_LINK | {"priority", "requester_name", "requester_email", "request_token"}
# Of a message: its number would count others'.
PUBLIC_MESSAGE = frozenset({"key", "author", "kind", "name", "text", "html", "at"})
# Of the requester's own message, also the ticket as it is afterwards, and the link to a new one.
ANSWER = PUBLIC_MESSAGE | PRIVATE_LINK | {"ticket", "follow_up", "request_token"}
# Not the model's reason, in which it may repeat what it has read in others' tickets.
SUGGESTION = frozenset(
    {"suggested_category", "suggested_priority", "confidence", "suggestion_id", "error"}
)
CONFIG = frozenset(
    {"open_access", "suggestions", "team_time_zone", "bin_days", "csrf_cookie"}
    | {"sign_in", "passkeys", "providers", "id", "name"}
)
CSRF = frozenset({"csrf_cookie"})
NOTHING: frozenset[str] = frozenset()
ERROR = frozenset({"detail"})
# What the sign-in library tells somebody who is not signed in: the ways to sign in, a challenge for
# a passkey, and what was wrong.
SIGN_IN = frozenset(
    {
        *("status", "data", "flows", "id", "types", "is_pending", "meta", "is_authenticated"),
        *("request_options", "publicKey", "challenge", "rpId", "allowCredentials"),
        *("userVerification", "timeout"),
        *("errors", "message", "code", "param", "detail"),
    }
)


def keep_fields(data: Any, fields: frozenset[str]) -> Any:
    """Return the data with these fields alone, at every depth."""
    if isinstance(data, Mapping):
        return {name: keep_fields(value, fields) for name, value in data.items() if name in fields}
    if isinstance(data, list | tuple):
        return [keep_fields(item, fields) for item in data]
    return data
