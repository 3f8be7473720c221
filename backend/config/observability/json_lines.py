"""Log records as JSON, one per line, with known fields alone."""

import logging

from pythonjsonlogger.json import JsonFormatter

from config.observability import request_ids
from config.observability.log_redaction import describe_exceptions, redact_message

# Allowed extra fields of a record; other packages add whole requests, for example.
FIELDS = ("method", "path", "status", "duration_ms")


class JSONLines(JsonFormatter):
    """Formatter: time, level, logger, message, the request's id and the places of exceptions."""

    def __init__(self) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger"},
            timestamp="time",
        )

    def format(self, record: logging.LogRecord) -> str:
        return super().format(redact_record(record))


def redact_record(record: logging.LogRecord) -> logging.LogRecord:
    """Return a copy of the record with the allowed fields alone."""
    redacted = logging.LogRecord(
        record.name, record.levelno, "", 0, redact_message(record), None, None
    )
    redacted.created = record.created
    for field in FIELDS:
        if field in record.__dict__:
            setattr(redacted, field, record.__dict__[field])
    if request_id := request_ids.current():
        redacted.request_id = request_id
    if record.exc_info and record.exc_info[1]:
        redacted.exceptions = describe_exceptions(record.exc_info[1])
    return redacted
