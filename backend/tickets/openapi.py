"""What the API's description says about every address alike."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

ALWAYS = {
    "400": "The query has too many parameters, or cannot be read.",
    "401": "Please sign in.",
    "403": "Only agents may do this.",
    "406": "The API answers in JSON alone.",
    "414": "The query is too long.",
}
WITH_A_BODY = {
    "411": "The body came in chunks, without its length.",
    "413": "The body is too large: as a rule it may have 64 kB, with a description 256 kB.",
    "415": "The body is not JSON.",
}
THROTTLED = "Too many requests; `Retry-After` says how many seconds to wait."


class ApiSchema(AutoSchema):
    """Adds the refusals that any address may answer with, and who need not sign in."""

    def is_public(self) -> bool:
        action = getattr(self.view, "action", None) or self.method.lower()
        return action in getattr(self.view, "public_actions", ())

    def get_auth(self) -> list[dict[str, Any]]:
        return [*super().get_auth(), *([{}] if self.is_public() else [])]

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation:
            self.add_refusals(operation)
        return operation

    def add_refusals(self, operation: dict[str, Any]) -> None:
        # The framework loads this module before there are models.
        from tickets.serializers import ErrorSerializer

        refusals = dict(ALWAYS)
        if self.method in ("POST", "PUT", "PATCH"):
            refusals |= WITH_A_BODY
        if self.view.get_throttles():
            refusals["429"] = THROTTLED
        error = self.resolve_serializer(ErrorSerializer, "response").ref
        for status, description in refusals.items():
            operation["responses"].setdefault(
                status,
                {"description": description, "content": {"application/json": {"schema": error}}},
            )
        operation["responses"] = dict(sorted(operation["responses"].items()))
