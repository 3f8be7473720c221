"""Failures of a call: their cause for the figures, and a remedy for the operator."""

import json
import re
import ssl
from typing import Any

import httpx2
from openai import APIConnectionError, APIStatusError, OpenAIError

from tickets.triage.address import ProxyError
from tickets.triage.completion import NoChatResponseError, WrappedError
from tickets.triage.http_client import ResponseTooLargeError
from tickets.triage.model_result import Cause

ADDRESS = (
    "There is no chat API at LLM_BASE_URL: it ends in /v1 for most servers, as in "
    "http://localhost:11434/v1."
)
MODEL = "The server does not have the model that LLM_MODEL names."
KEY = "The server does not accept LLM_API_KEY."
UNSENDABLE_KEY = "LLM_API_KEY has characters that cannot be sent: copy it once more."
REDIRECT = "The server sends its callers elsewhere: set LLM_BASE_URL to that address."
PROXY = (
    "The proxy that HTTPS_PROXY, HTTP_PROXY or ALL_PROXY names does not lead to the model: correct "
    "it, or name the model's host in NO_PROXY."
)
CERTIFICATE = (
    "The server's certificate is not trusted: name the file of its authority in SSL_CERT_FILE."
)
HTTPS = "The server speaks https: begin LLM_BASE_URL with https://."
HTTP = "The server does not speak https: begin LLM_BASE_URL with http://."
UNREACHABLE = (
    "Nothing answers at LLM_BASE_URL. In a container, localhost is the container itself: the "
    "machine around it is host.docker.internal."
)
TIMEOUT = "Raise LLM_TIMEOUT (at most 60 seconds), or choose a faster model."
THINKING = (
    "The model thinks for longer than it is given: choose one that does not think, switch thinking "
    "off at its server, or raise LLM_TIMEOUT."
)
QUOTA = "The server's limit or the account's credit is used up."
OTHER_PARAMETERS = "The server rejects whatever is asked: is LLM_MODEL a model for chat?"
COMPRESSED = "Let the server or the proxy before it send answers as they are, uncompressed."
NOT_TRIAGE = "The model does not answer in the form it is told: choose a larger one."

# In characters; no server explains itself at greater length.
MAX_WORDS = 4_000
KEY_WORDS = re.compile(
    r"(?:api|access|auth\w{0,20}|subscription|secret)[ _-]?(?:key|token)"
    r"|unauthori[sz]ed|authenticat|credential|bearer"
)
MODEL_WORDS = re.compile(r"\b(?:models?|deployment|engine)\b|model_not_found")
# With 400, "model" alone may be part of a sentence about a parameter.
UNKNOWN_MODEL = re.compile(
    r"\bmodels?\b.{0,80}\b(?:not found|(?:not|n[o'’]t) exist|unknown|not available)"
    r"|\b(?:unknown|invalid|no such|unrecognized) models?\b|model_not_found|no models? loaded"
)
FILTER_WORDS = re.compile(r"content[ _-]?(?:filter|management|policy)|responsibleai")
# LM Studio tells so with a status 200.
ADDRESS_WORDS = re.compile(
    r"unexpected endpoint|invalid url|(?:unknown|no such|invalid) (?:endpoint|route|path|url)"
    r"|no route|(?:endpoint|route|page|path|url) not found"
)
PLAIN_HTTP = "plain http request"
ADDRESS_STATUSES = {404, 405, 410, 501}
NOT_ABOUT_PARAMETERS = {401, 402, 404, 405, 407, 408, 410, 413, 429}


def status_of(error: BaseException) -> int | None:
    """Return the status of an error of the server, also of one sent as a success."""
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def words_of(error: BaseException) -> str:
    """Return the server's own words: the body's text, or what the client library made of it."""
    body: Any = getattr(error, "body", None)
    if isinstance(error, APIStatusError):
        body = body or error.response.text
    if body is None:
        return str(error)
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    # Patterns are looked for in it, many times over.
    return text[:MAX_WORDS]


def message_of(error: BaseException) -> str:
    """Return what there is to say about an error to whoever runs the product, unredacted."""
    if isinstance(error, APIStatusError) and error.status_code in range(300, 400):
        return f"sends its callers to {error.response.headers.get('Location', 'nowhere')}"
    if isinstance(error, APIConnectionError):
        return str(error.__cause__ or error)
    body: Any = getattr(error, "body", None)
    message = body.get("message") if isinstance(body, dict) else None
    return message if isinstance(message, str) else words_of(error)


def is_key_refused(error: BaseException) -> bool:
    status = status_of(error)
    if status == 401:
        return True
    # Some answer a wrong key with 400.
    return status in (400, 403) and bool(KEY_WORDS.search(words_of(error).lower()))


def is_model_unknown(error: BaseException) -> bool:
    words = {404: MODEL_WORDS, 400: UNKNOWN_MODEL}.get(status_of(error) or 0)
    return bool(words and words.search(words_of(error).lower()))


def is_about_settings(error: BaseException) -> bool:
    """Return true for an error that no other request to the same address would mend."""
    words = words_of(error).lower()
    return is_key_refused(error) or is_model_unknown(error) or PLAIN_HTTP in words


def is_text_filtered(error: BaseException) -> bool:
    return status_of(error) in (400, 403) and bool(FILTER_WORDS.search(words_of(error).lower()))


def is_address_wrong(error: BaseException) -> bool:
    """Return true if the API may be at another path of the server."""
    if isinstance(error, NoChatResponseError):
        return not error.is_of_chat
    words = words_of(error)
    if isinstance(error, WrappedError) and ADDRESS_WORDS.search(words.lower()):
        return True
    if status_of(error) not in ADDRESS_STATUSES:
        return False
    return words.lstrip().startswith("<") or not is_model_unknown(error)


def cause_of(error: BaseException) -> Cause:
    if isinstance(error, TimeoutError):
        return Cause.TIMEOUT
    if isinstance(error, APIStatusError | WrappedError):
        return cause_of_status(error)
    if isinstance(error, ResponseTooLargeError):
        return Cause.TOO_LONG
    if isinstance(error, ProxyError):
        return Cause.CONNECTION
    if isinstance(error, UnicodeEncodeError):
        return Cause.ACCESS
    if isinstance(error, APIConnectionError):
        # The client library reports whatever interrupts it as a lost connection.
        inner = error.__cause__
        if isinstance(inner, httpx2.LocalProtocolError):
            return Cause.ACCESS
        return Cause.TOO_LONG if isinstance(inner, ResponseTooLargeError) else Cause.CONNECTION
    # The server's answer is not one of the chat API: no JSON, or of another shape.
    if isinstance(error, OpenAIError | ValueError | TypeError | AttributeError | LookupError):
        return Cause.SERVER
    return Cause.UNEXPECTED


def cause_of_status(error: BaseException) -> Cause:
    status = status_of(error)
    if status == 429:
        return Cause.RATE_LIMIT
    if is_text_filtered(error):
        return Cause.REFUSED
    if status in (401, 403, 404, 407) or is_key_refused(error) or is_model_unknown(error):
        return Cause.ACCESS
    return Cause.REJECTED if status is not None and 400 <= status < 500 else Cause.SERVER


def remedy_for(error: BaseException) -> str:
    """Return what the operator can do, in a sentence without the server's words; perhaps none."""
    if isinstance(error, APIStatusError) and error.status_code in range(300, 400):
        return REDIRECT
    if isinstance(error, ProxyError):
        return PROXY
    if isinstance(error, UnicodeEncodeError):
        return UNSENDABLE_KEY
    if isinstance(error, httpx2.InvalidURL):
        return ADDRESS
    if isinstance(error, TimeoutError):
        return TIMEOUT
    if isinstance(error, APIConnectionError):
        return remedy_for_connection(error)
    if status_of(error) == 407:
        return PROXY
    if PLAIN_HTTP in words_of(error).lower():
        return HTTPS
    if is_key_refused(error):
        return KEY
    if is_model_unknown(error) and not is_address_wrong(error):
        return MODEL
    if is_address_wrong(error):
        return ADDRESS
    by_cause = {
        Cause.ACCESS: KEY,
        Cause.RATE_LIMIT: QUOTA,
        Cause.REJECTED: OTHER_PARAMETERS,
        Cause.TOO_LONG: COMPRESSED if "compressed" in str(error) else "",
    }
    return by_cause.get(cause_of(error), "")


def remedy_for_connection(error: APIConnectionError) -> str:
    inner: BaseException | None = error.__cause__
    if isinstance(inner, ResponseTooLargeError):
        return COMPRESSED if "compressed" in str(inner) else ""
    if isinstance(inner, httpx2.LocalProtocolError):
        return UNSENDABLE_KEY
    while inner is not None:
        if isinstance(inner, ssl.SSLCertVerificationError):
            return CERTIFICATE
        if isinstance(inner, ssl.SSLError) and inner.reason == "WRONG_VERSION_NUMBER":
            return HTTP
        inner = inner.__cause__ or inner.__context__
    return UNREACHABLE
