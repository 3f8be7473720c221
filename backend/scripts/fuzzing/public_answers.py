"""A check of Schemathesis: strangers are shown only fields of the list for strangers."""

from typing import Any

import schemathesis

from core.http import public_fields

# The fields of each answer that says more than an error.
ANSWERS = {
    "POST /api/tickets/": public_fields.SUBMISSION,
    "POST /api/tickets/classify/": public_fields.SUGGESTION,
    "GET /api/requests/{token}/": public_fields.PRIVATE_LINK,
    "PATCH /api/requests/{token}/": public_fields.PRIVATE_LINK,
    "GET /api/requests/{token}/messages/": public_fields.PUBLIC_MESSAGE,
    "POST /api/requests/{token}/messages/": public_fields.ANSWER,
    "GET /api/config/": public_fields.CONFIG,
    "GET /api/csrf/": public_fields.CSRF,
}
UNSENT_HEADERS = ("Location", "Link", "X-Total-Count")


def names_in(data: Any) -> set[str]:
    """Return the names of all fields, at every depth."""
    if isinstance(data, dict):
        return set(data).union(*(names_in(value) for value in data.values()))
    if isinstance(data, list):
        return set().union(*(names_in(item) for item in data))
    return set()


@schemathesis.check
class OnlyPublicFields:
    """Fail on another field, and if one of the answers was never had."""

    def __init__(self) -> None:
        self.had: set[str] = set()

    def after_response(self, ctx: Any, response: Any, case: Any) -> None:
        if not 200 <= response.status_code < 300 or not response.content:
            return
        label = case.operation.label
        if label not in ANSWERS:
            raise AssertionError(f"A stranger is answered {response.status_code}.")
        self.had.add(label)
        if further := names_in(response.json()) - ANSWERS[label]:
            raise AssertionError(f"A stranger is shown {', '.join(sorted(further))}.")
        # Headers come in lower case, with lists of values.
        names = {name.lower() for name in response.headers}
        if sent := [name for name in UNSENT_HEADERS if name.lower() in names]:
            raise AssertionError(f"A stranger is sent {', '.join(sent)}.")
        if label == "POST /api/tickets/" and "etag" in names:
            raise AssertionError("A stranger is sent a new ticket's version.")

    def after_run(self, ctx: Any) -> None:
        if never := ANSWERS.keys() - self.had:
            raise AssertionError(f"Never answered: {', '.join(sorted(never))}.")
