"""Extensions of the OpenAPI description for our serializers and their fields."""

from typing import Any

from drf_spectacular.extensions import (
    OpenApiSerializerExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction

# White space, control characters other than letters of Windows' code page, and the rest of
# `core.text.invisible`, except what is beyond the Basic Multilingual Plane: patterns of JSON Schema
# have no one way to write that.
VISIBLE = (
    r"[^\s\u0000-\u001f\u007f\u0081\u0085\u008d\u008f\u0090\u009d\u00ad\u034f\u061c\u115f\u1160"
    r"\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0\ufff0-\ufffb]"
)


def describe_text(auto_schema: AutoSchema, field: Any, direction: Direction) -> dict[str, Any]:
    """Return what the library itself tells of a text field, but not that it may be null.

    The library adds that to the answers of extensions.
    """
    schema: dict[str, Any] = auto_schema._map_serializer_field(  # type: ignore[no-untyped-call]
        field, direction, bypass_extensions=True
    )
    return {**schema, "type": "string"}


class TextFieldExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Text that has a visible character, unless it may be blank."""

    target_class = "core.http.fields.TextField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema = describe_text(auto_schema, self.target, direction)
        if direction == "request" and not self.target.allow_blank:
            schema["pattern"] = VISIBLE
        return schema


class EmailAddressFieldExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """An e-mail address."""

    target_class = "core.http.fields.EmailAddressField"
    priority = 1

    def map_serializer_field(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema = describe_text(auto_schema, self.target, direction)
        if direction == "request":
            schema["format"] = "email"
        return schema


class StrictSerializerExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]
    """An object without members other than those described."""

    target_class = "core.http.serializers.StrictSerializer"
    match_subclasses = True

    def map_serializer(self, auto_schema: AutoSchema, direction: Direction) -> dict[str, Any]:
        schema: dict[str, Any] = auto_schema._map_serializer(  # type: ignore[no-untyped-call]
            self.target, direction, bypass_extensions=True
        )
        if direction == "request":
            schema |= {"additionalProperties": False, **self.target.further_schema}
        return schema
