"""Keeps what is secret in an address out of the logs: private links, and keys from e-mails."""

import logging
import re

SECRET = re.compile(r"(/api/requests/|[?&](?:request|reset|invite)=)[^/?&#\s\"']+")


def hide(text: str) -> str:
    return SECRET.sub(r"\1…", text)


class HideSecrets(logging.Filter):
    """Takes the secrets out of a message before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if (hidden := hide(message)) != message:
            record.msg, record.args = hidden, None
        return True
