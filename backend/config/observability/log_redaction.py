"""What a log may say: never what people wrote, who they are, or what lets them in."""

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
# Words, numbers and names of files; an address that nobody knows may hold anything.
PLAIN_SEGMENT = re.compile(r"[A-Za-z0-9_-]{0,30}|[A-Za-z0-9_.-]{1,80}\.[a-z0-9]{2,5}")
PLAIN_WORDS = frozenset(
    {
        *METHODS,
        *(status.phrase for status in HTTPStatus),
        *(number.name for number in signal.Signals),
    }
)
# What follows is the token that opens one person's ticket.
PRIVATE_PATH = "/requests/"

EMAIL_ADDRESS = re.compile(r"[^\s@\"'<>()\[\]{},;:=/?&]+@[^\s@\"'<>()\[\]{},;:=/?&]+")
PRIVATE_LINK = re.compile(rf"({PRIVATE_PATH}|\brequest=)[^\s&\"']+")
QUERY = re.compile(r"\?\S+")


def redact_path(path: str) -> str:
    """A request's path without what may be a secret or a person's words."""
    public, private, _ = path.partition(PRIVATE_PATH)
    segments = [part if PLAIN_SEGMENT.fullmatch(part) else HIDDEN for part in public.split("/")]
    return "/".join(segments) + (private + HIDDEN if private else "")


def redact_text(text: str) -> str:
    """A message without e-mail addresses, private links and queries, and of bounded length."""
    for pattern, replacement in (
        (PRIVATE_LINK, rf"\1{HIDDEN}"),
        (QUERY, f"?{HIDDEN}"),
        (EMAIL_ADDRESS, HIDDEN),
    ):
        text = pattern.sub(replacement, text)
    return text if len(text) <= MAX_MESSAGE_LENGTH else text[:MAX_MESSAGE_LENGTH] + HIDDEN


def redact_message(record: logging.LogRecord) -> str:
    """The record's message; of other people's code no more than is known to be harmless.

    What Django refuses, it tells with the refused words in it, and gunicorn what it cannot read.
    """
    if record.name.partition(".")[0] in OUR_LOGGERS or record.name == "py.warnings":
        return redact_text(record.getMessage())
    if record.name.startswith("django.security."):
        return f"Refused: {record.name.rpartition('.')[2]}"
    if record.name == "gunicorn.error" and str(record.msg).startswith("Invalid request"):
        return "Refused: not HTTP that can be read"
    template, arguments = str(record.msg), record.args
    # As gunicorn starts and ends it tells of sockets and signals.
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
    """What other people's code puts into its messages, as far as it says nothing of our data."""
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, BaseException):
        return type(value).__name__
    text = str(value)
    if text in PLAIN_WORDS:
        return text
    return redact_path(text.partition("?")[0]) if text.startswith("/") else HIDDEN


def describe_exceptions(error: BaseException) -> list[dict[str, Any]]:
    """Which exceptions were raised where, the outermost first, without what they say.

    Databases, parsers and the like tell of the values that they could not take. Our own settings
    only say which of them is wrong.
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
    """A file's name from the folder on that its code is found in."""
    path = Path(filename)
    if path.is_relative_to(BACKEND):
        return str(path.relative_to(BACKEND))
    return filename.rpartition("-packages/")[2]
