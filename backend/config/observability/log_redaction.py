"""Redaction of log records: no texts of people, no personal data, no secrets."""

import logging
import re
import signal
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

BACKEND = Path(__file__).resolve().parent.parent.parent
MAX_MESSAGE_LENGTH = 500
MAX_CAUSES = 5
HIDDEN = "…"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

OUR_LOGGERS = frozenset(path.name for path in BACKEND.iterdir() if (path / "__init__.py").exists())
# Words, numbers and names of files; unknown addresses may contain anything.
PLAIN_SEGMENT = re.compile(r"[A-Za-z0-9_-]{0,30}|[A-Za-z0-9_.-]{1,80}\.[a-z0-9]{2,5}")
PLAIN_WORDS = frozenset(
    {
        *METHODS,
        *(status.phrase for status in HTTPStatus),
        *(number.name for number in signal.Signals),
    }
)
# Followed by the token of a private link.
PRIVATE_PATH = "/requests/"

EMAIL_ADDRESS = re.compile(r"[^\s@\"'<>()\[\]{},;:=/?&]+@[^\s@\"'<>()\[\]{},;:=/?&]+")
PRIVATE_LINK = re.compile(rf"({PRIVATE_PATH}|\brequest=)[^\s&\"']+")
QUERY = re.compile(r"\?\S+")


def redact_path(path: str) -> str:
    """Return a request's path without segments that may be secrets or personal data."""
    public, private, _ = path.partition(PRIVATE_PATH)
    segments = [part if PLAIN_SEGMENT.fullmatch(part) else HIDDEN for part in public.split("/")]
    return "/".join(segments) + (private + HIDDEN if private else "")


def redact_text(text: str) -> str:
    """Return a message of bounded length without e-mail addresses, private links and queries."""
    for pattern, replacement in (
        (PRIVATE_LINK, rf"\1{HIDDEN}"),
        (QUERY, f"?{HIDDEN}"),
        (EMAIL_ADDRESS, HIDDEN),
    ):
        text = pattern.sub(replacement, text)
    return text if len(text) <= MAX_MESSAGE_LENGTH else text[:MAX_MESSAGE_LENGTH] + HIDDEN


def redact_message(record: logging.LogRecord) -> str:
    """Return the record's message, with other packages' arguments only if known to be harmless.

    Django and gunicorn log refused requests with the words that they refuse.
    """
    if record.name.partition(".")[0] in OUR_LOGGERS or record.name == "py.warnings":
        return redact_text(record.getMessage())
    if record.name.startswith("django.security."):
        return f"Refused: {record.name.rpartition('.')[2]}"
    if record.name == "gunicorn.error" and str(record.msg).startswith("Invalid request"):
        return "Refused: not HTTP that can be read"
    template, arguments = str(record.msg), record.args
    # gunicorn logs sockets and signals as it starts and ends.
    if arguments and not (record.name == "gunicorn.error" and record.levelno == logging.INFO):
        arguments = (
            {name: redact_argument(value) for name, value in arguments.items()}
            if isinstance(arguments, Mapping)
            else tuple(map(redact_argument, arguments))
        )
    try:
        return redact_text(template % arguments if arguments else template)
    except (TypeError, ValueError):
        return redact_text(template)


def redact_argument(value: object) -> object:
    """Return a message's argument, or a placeholder if it may hold data."""
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, BaseException):
        return type(value).__name__
    text = str(value)
    if text in PLAIN_WORDS:
        return text
    return redact_path(text.partition("?")[0]) if text.startswith("/") else HIDDEN


def describe_exceptions(error: BaseException) -> list[dict[str, Any]]:
    """Return the types and places of the chained exceptions, without their messages.

    The outermost is first. Databases and parsers put values that they reject into messages. Only
    messages about our own settings are kept.
    """
    causes: list[dict[str, Any]] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen and len(causes) < MAX_CAUSES:
        seen.add(id(cause))
        described: dict[str, Any] = {
            "type": f"{type(cause).__module__}.{type(cause).__qualname__}",
            "at": [
                f"{relative_filename(frame.filename)}:{frame.lineno} {frame.name}"
                for frame in islice(reversed(traceback.extract_tb(cause.__traceback__)), 30)
            ],
        }
        if isinstance(cause, ImproperlyConfigured):
            described["message"] = redact_text(str(cause))
        causes.append(described)
        cause = cause.__cause__ or cause.__context__
    return causes


def relative_filename(filename: str) -> str:
    """Return a file's name relative to the project or the installed packages."""
    path = Path(filename)
    if path.is_relative_to(BACKEND):
        return str(path.relative_to(BACKEND))
    return filename.rpartition("-packages/")[2]
