"""Parsing of JSON bodies, stricter than the framework's."""

from collections.abc import Mapping
from json import detect_encoding
from typing import IO, Any

from django.http import HttpRequest
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

# Unlike Python's own module, this refuses NaN and Infinity.
from rest_framework.utils import json

from core.http.errors import PayloadTooLarge

MAX_BODY_BYTES = 64 * 1024
# The deepest of our bodies, a bulk change, has four levels.
MAX_DEPTH = 10


def too_large_message(limit: int) -> str:
    return f"This request is too large: its body may have at most {limit // 1024} kB."


def check_length(request: HttpRequest | Request, limit: int) -> None:
    """Raise `PayloadTooLarge` for a request that announces more than `limit` bytes."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > limit:
        raise PayloadTooLarge(too_large_message(limit))


class UnreadableJSONError(ValueError):
    """A body that is JSON, but not of a kind that we accept; the message says why."""


def reject_duplicate_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the members of an object; raise `UnreadableJSONError` if two have the same name."""
    members = dict(pairs)
    if len(members) < len(pairs):
        raise UnreadableJSONError("a name occurs twice in an object")
    return members


def check_depth(value: Any, levels: int = MAX_DEPTH) -> None:
    """Raise `UnreadableJSONError` if a value has more than so many levels of lists and objects."""
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return
    if not levels:
        raise UnreadableJSONError(f"nested more than {MAX_DEPTH} deep")
    for child in value:
        check_depth(child, levels - 1)


def read_json(body: bytes) -> Any:
    """Return the value of a JSON body, which may begin with a byte order mark, and be UTF-16.

    Raise `ValueError` if it is not Unicode or not JSON, and `UnreadableJSONError` if it is nested
    too deeply or an object has two members of the same name.
    """
    try:
        value = json.loads(
            body.decode(detect_encoding(body)), object_pairs_hook=reject_duplicate_names
        )
    except RecursionError as error:
        raise UnreadableJSONError(f"nested more than {MAX_DEPTH} deep") from error
    check_depth(value)
    return value


class JSONNegotiation(DefaultContentNegotiation):
    """Content negotiation that knows JSON by its other names: `text/json` and `…+json`."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        media_type = request.content_type.partition(";")[0].strip().lower()
        if media_type == "text/json" or media_type.endswith("+json"):
            return parsers[0]
        return super().select_parser(request, parsers)


class BoundedJSONParser(JSONParser):
    """JSON that is Unicode, not deeply nested, without repeated names, and no longer than allowed.

    The limit is the view's `max_body_bytes`, or `MAX_BODY_BYTES` without one.
    """

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        context = parser_context or {}
        request = context.get("request")
        if request:
            check_length(request, getattr(context.get("view"), "max_body_bytes", MAX_BODY_BYTES))
        body = stream.read()
        length = (request and request.META.get("CONTENT_LENGTH")) or "0"
        if length.isdecimal() and len(body) < int(length):
            # A truncated body may still be valid JSON.
            raise ParseError("The body ended before its length (Content-Length).")
        try:
            return read_json(body)
        except ValueError as error:
            raise ParseError(f"JSON parse error - {error}") from error
