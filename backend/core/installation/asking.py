"""Requests to our own address, as a browser makes them."""

import http.client
import socket
import ssl
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit

TIMEOUT_SECONDS = 10
MAX_ANSWER_BYTES = 1_000_000


class CannotAskError(Exception):
    """There was no answer; the text says why, and what to do."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Asker:
    """Client of one address, which ends in a slash; it follows no redirects and uses no proxy."""

    url: str

    def ask(
        self,
        method: str,
        url: str,
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
    ) -> Answer:
        parts = urlsplit(url)
        is_tls = parts.scheme == "https"
        kind = http.client.HTTPSConnection if is_tls else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, parts.path or "/", body=body, headers=headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read(MAX_ANSWER_BYTES))
        except (OSError, http.client.HTTPException) as error:
            raise CannotAskError(f"{url} does not answer this machine: {explain(error)}") from error
        finally:
            connection.close()


def explain(error: Exception) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return f"its certificate is not valid ({error.verify_message})"
        case ssl.SSLError():
            return "it does not speak TLS: is the scheme in PUBLIC_URL right"
        case socket.gaierror():
            return "its name is unknown here; --url names another address for this check"
        case ConnectionRefusedError():
            return "nothing listens there; --url names another address for this check"
        case TimeoutError():
            return (
                f"there is none within {TIMEOUT_SECONDS} seconds; --url names another address for "
                "this check"
            )
        case _:
            return " ".join(str(error).split()) or type(error).__name__
