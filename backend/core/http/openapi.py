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
# Of what has a `request_token` in its answer.
FOLLOW = {
    "request": {
        "operationId": "requests_retrieve",
        "parameters": {"token": "$response.body#/request_token"},
    }
}
THROTTLED = "Too many requests; `Retry-After` says how many seconds to wait."


class ApiSchema(AutoSchema):
    """Adds the refusals that any address may answer with, and who need not sign in."""

    def is_among(self, actions: str) -> bool:
        action = getattr(self.view, "action", None) or self.method.lower()
        return action in getattr(self.view, actions, ())

    def get_auth(self) -> list[dict[str, Any]]:
        ways = super().get_auth()
        if getattr(self.view, "is_personal", False):
            ways = [way for way in ways if "apiToken" not in way]
        return [*ways, *([{}] if self.is_among("public_actions") else [])]

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation:
            self.add_refusals(operation)
            if self.is_among("linking_actions"):
                operation["responses"]["201"]["links"] = FOLLOW
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query":
                    # As forms send it; it is taken for an unset one.
                    parameter["allowEmptyValue"] = True
        return operation

    def add_refusals(self, operation: dict[str, Any]) -> None:
        # The framework loads this module before there are models.
        from core.http.openapi_responses import ErrorSerializer

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
