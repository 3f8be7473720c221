"""Responses and headers that several operations of the OpenAPI description share."""

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers


class ErrorSerializer(serializers.Serializer[object]):
    """An error, explained to a person."""

    detail = serializers.CharField()


def error(description: str) -> OpenApiResponse:
    return OpenApiResponse(ErrorSerializer, description=description)


def not_found(name: str) -> dict[int, OpenApiResponse]:
    return {404: error(f"There is no such {name}.")}


def request_header(name: str, description: str, pattern: str | None = None) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        str,
        OpenApiParameter.HEADER,
        description=description,
        required=False,
        pattern=pattern,
    )


def response_header(
    name: str, description: str, statuses: list[int], enum: list[str] | None = None
) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        str,
        OpenApiParameter.HEADER,
        description=description,
        response=statuses,
        enum=enum,
    )


FIELD_ERRORS = OpenApiResponse(
    {
        "type": "object",
        "additionalProperties": {
            "oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
        },
    },
    description="Bad input: the reasons for each field, or `detail` for unreadable JSON.",
)
NESTED_ERRORS = OpenApiResponse(
    {"type": "object", "additionalProperties": True},
    description="Bad input: reasons, nested as the fields are, or `detail` for unreadable JSON.",
)
FORBIDDEN = {
    401: error("Nobody is signed in, or the token is not valid."),
    403: error(
        "Only agents may do this. With the `code` `second_factor_required`, an agent has to set up "
        "a second factor first."
    ),
}
UNREADABLE = {
    400: FIELD_ERRORS,
    411: error("The body came without its length, to a server that takes no chunks."),
    413: error("The body is too large."),
    415: error("The body is not JSON, or compressed."),
}
THROTTLED = {429: error("Too many requests; `Retry-After` says how many seconds to wait.")}
UNCHANGED = {304: OpenApiResponse(description="Unchanged since the `ETag` in `If-None-Match`.")}

ETAG = response_header("ETag", "The version of what is answered.", [200, 201])
IF_MATCH = request_header(
    "If-Match", "The `ETag` of the version to change; another version is left as it is (412)."
)
IF_NONE_MATCH = request_header(
    "If-None-Match", "The `ETag` of the answer at hand; an unchanged one is not sent again (304)."
)
