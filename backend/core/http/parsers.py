"""Reading request bodies without trusting them."""

import json
import re
from collections.abc import Mapping
from typing import IO, Any

from django.http import HttpRequest
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from core.http.errors import PayloadTooLarge

MAX_BODY_BYTES = 64 * 1024
# Ours is nested four deep: the operations of a bulk change, and what each of them matches.
MAX_DEPTH = 10
# A text that does not end takes all that is left, so that each character is looked at once.
TEXT_OR_BRACKET = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


def too_large_message(limit: int) -> str:
    return f"This request is too large: its body may have at most {limit // 1024} kB."


def check_length(request: HttpRequest | Request, limit: int) -> None:
    """Raise `PayloadTooLarge` for a request that announces more than `limit` bytes."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > limit:
        raise PayloadTooLarge(too_large_message(limit))


class UnreadableJSONError(ValueError):
    """A body that we do not read, with the reason for a person."""


def check_depth(text: str) -> None:
    """Raise `UnreadableJSONError` for what is nested too deeply, before it is decoded."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for match in TEXT_OR_BRACKET.finditer(text):
        first = match.group()[0]
        if first in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise UnreadableJSONError(f"nested more than {MAX_DEPTH} deep")
        elif first in "]}":
            depth -= 1


def without_repeated_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object's members; raises `UnreadableJSONError` where one name says two things."""
    members = dict(pairs)
    if len(members) < len(pairs):
        raise UnreadableJSONError("a name occurs twice in an object")
    return members


def refuse_constant(name: str) -> None:
    raise UnreadableJSONError(f"{name} is no JSON number")


def read_json(body: bytes) -> Any:
    """What a body says; raises `ValueError` for what is no JSON, or more than we care to read."""
    text = body.decode()
    check_depth(text)
    return json.loads(
        text, object_pairs_hook=without_repeated_names, parse_constant=refuse_constant
    )


class BoundedJSONParser(JSONParser):
    """JSON that is UTF-8, not deeply nested, without repeated names, and no longer than allowed.

    A view takes `max_body_bytes`, `MAX_BODY_BYTES` if it does not say.
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
            # What has come may look like a whole: only the sender knows what was to follow.
            raise ParseError("The body ended before its length (Content-Length).")
        try:
            return read_json(body)
        except ValueError as error:
            raise ParseError(f"JSON parse error - {error}") from error
