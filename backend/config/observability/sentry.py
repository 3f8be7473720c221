"""Error reports to Sentry or a compatible service, if `SENTRY_DSN` is set.

A report holds the exceptions, their places and the request's method. It is built anew from an
allowlist, so that no text of a ticket, query, header, body, name or address can be in it.
"""

from typing import Any

import sentry_sdk
from django.conf import settings
from sentry_sdk.integrations.django import DjangoIntegration

from config.observability import request_ids
from config.observability.log_redaction import METHODS, redact_message, redact_path

EVENT_FIELDS = ("event_id", "level", "logger", "platform", "timestamp")
EXCEPTION_FIELDS = ("type", "module")
FRAME_FIELDS = (
    "context_line",
    "filename",
    "function",
    "in_app",
    "lineno",
    "module",
    "post_context",
    "pre_context",
)
# The request that failed waits this long at most.
FLUSH_TIMEOUT_SECONDS = 2


def pick(names: tuple[str, ...], values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in names if values.get(name) is not None}


def redact_exception(exception: dict[str, Any]) -> dict[str, Any]:
    """Return an exception's type and frames; its message may hold values from the database."""
    frames = (exception.get("stacktrace") or {}).get("frames") or []
    return {
        **pick(EXCEPTION_FIELDS, exception),
        "stacktrace": {"frames": [pick(FRAME_FIELDS, frame) for frame in frames]},
    }


def redact_event(event: Any, hint: dict[str, Any]) -> Any:
    """Return a report with the allowed fields of the event alone."""
    redacted: dict[str, Any] = pick(EVENT_FIELDS, event)
    redacted["transaction"] = redact_path(event.get("transaction") or "")
    method = (event.get("request") or {}).get("method")
    redacted["request"] = {"method": method if method in METHODS else "other"}
    if request_id := request_ids.current():
        redacted["tags"] = {"request_id": request_id}
    if record := hint.get("log_record"):
        redacted["logentry"] = {"message": redact_message(record)}
    if values := (event.get("exception") or {}).get("values"):
        redacted["exception"] = {"values": [redact_exception(value) for value in values]}
    return redacted


def start() -> None:
    sentry_sdk.init(
        settings.SENTRY_DSN,
        before_send=redact_event,
        # Others would record calls of a language model, among other things.
        auto_enabling_integrations=False,
        integrations=[DjangoIntegration()],
        auto_session_tracking=False,
        include_local_variables=False,
        max_breadcrumbs=0,
        max_request_body_size="never",
        send_client_reports=False,
        send_default_pii=False,
        # Send no trace headers to other servers.
        trace_propagation_targets=[],
    )


def flush() -> None:
    """Wait until pending reports have been sent."""
    sentry_sdk.flush(timeout=FLUSH_TIMEOUT_SECONDS)
