"""Reports of errors to Sentry, or to what speaks its language, where `SENTRY_DSN` is set.

A report says which exceptions were raised where and for which request. It is put together anew from
that, so that nothing else can be in it: no text of a ticket, query, header, body, name or address.
"""

from typing import Any

import sentry_sdk
from django.conf import settings
from sentry_sdk.integrations.django import DjangoIntegration

from config.observability import request_ids
from config.observability.log_redaction import METHODS, discreet_message, discreet_path

OF_EVENTS = ("event_id", "level", "logger", "platform", "timestamp")
OF_EXCEPTIONS = ("type", "module")
OF_FRAMES = (
    "context_line",
    "filename",
    "function",
    "in_app",
    "lineno",
    "module",
    "post_context",
    "pre_context",
)
# Whoever made the error waits this long at most.
LAST_REPORTS_SECONDS = 2


def only(names: tuple[str, ...], values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in names if values.get(name) is not None}


def exception_as_may_be_told(exception: dict[str, Any]) -> dict[str, Any]:
    """Its kind and place; what it says may hold the values that a database could not take."""
    frames = (exception.get("stacktrace") or {}).get("frames") or []
    return {
        **only(OF_EXCEPTIONS, exception),
        "stacktrace": {"frames": [only(OF_FRAMES, frame) for frame in frames]},
    }


def as_may_be_told(event: Any, hint: dict[str, Any]) -> Any:
    """The report without anything that no log should have either."""
    told: dict[str, Any] = only(OF_EVENTS, event)
    told["transaction"] = discreet_path(event.get("transaction") or "")
    method = (event.get("request") or {}).get("method")
    told["request"] = {"method": method if method in METHODS else "other"}
    if request_id := request_ids.current():
        told["tags"] = {"request_id": request_id}
    if record := hint.get("log_record"):
        told["logentry"] = {"message": discreet_message(record)}
    if values := (event.get("exception") or {}).get("values"):
        told["exception"] = {"values": [exception_as_may_be_told(value) for value in values]}
    return told


def start() -> None:
    """Report from now on."""
    sentry_sdk.init(
        settings.SENTRY_DSN,
        before_send=as_may_be_told,
        # Others would look into the calls of a language model, among other things.
        auto_enabling_integrations=False,
        integrations=[DjangoIntegration()],
        auto_session_tracking=False,
        include_local_variables=False,
        max_breadcrumbs=0,
        max_request_body_size="never",
        send_client_reports=False,
        send_default_pii=False,
        # Else the servers that we ask are told of it.
        trace_propagation_targets=[],
    )


def finish() -> None:
    """Wait until what is to be reported has been: for who may be stopped after an answer."""
    sentry_sdk.flush(timeout=LAST_REPORTS_SECONDS)
