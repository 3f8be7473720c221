"""The parts of the OpenAPI description that all operations share."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

COMMON_ERRORS = {
    "400": "The query has too many parameters, or cannot be read.",
    "401": "Please sign in.",
    "403": "Only agents may do this.",
    "406": "The API answers in JSON alone.",
    "414": "The query is too long.",
}
BODY_ERRORS = {
    "411": "The body came without its length, to a server that takes no chunks.",
    "413": "The body is too large: as a rule it may have 64 kB, with a description 256 kB.",
    "415": "The body is not JSON, or compressed.",
}
THROTTLED = "Too many requests; `Retry-After` says how many seconds to wait."


class ApiSchema(AutoSchema):
    """Schema that adds common errors, and what the view declares of an action.

    `public_actions` need no authentication; `response_links` has the links of an action's 201. A
    serializer's `required_to_change` are fields without which there is nothing to change: PATCH
    requires them too.
    """

    @property
    def action(self) -> str:
        return getattr(self.view, "action", None) or self.method.lower()

    def get_auth(self) -> list[dict[str, Any]]:
        schemes = super().get_auth()
        if getattr(self.view, "is_personal", False) or getattr(self.view, "is_for_admins", False):
            schemes = [scheme for scheme in schemes if "apiToken" not in scheme]
        return [
            *schemes,
            *([{}] if self.action in getattr(self.view, "public_actions", ()) else []),
        ]

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if required := getattr(serializer, "required_to_change", ()):
            schema["required"] = list(required)
        return schema

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation:
            self.add_errors(operation)
            if links := getattr(self.view, "response_links", {}).get(self.action):
                operation["responses"]["201"]["links"] = links
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query":
                    # Forms send unset parameters empty.
                    parameter["allowEmptyValue"] = True
        return operation

    def add_errors(self, operation: dict[str, Any]) -> None:
        # Not at the top: settings load this module before the apps are ready.
        from core.http.openapi_responses import ErrorSerializer

        errors = dict(COMMON_ERRORS)
        if self.method in ("POST", "PUT", "PATCH"):
            errors |= BODY_ERRORS
        if self.view.get_throttles():
            errors["429"] = THROTTLED
        error = self.resolve_serializer(ErrorSerializer, "response").ref
        for status, description in errors.items():
            operation["responses"].setdefault(
                status,
                {"description": description, "content": {"application/json": {"schema": error}}},
            )
        operation["responses"] = dict(sorted(operation["responses"].items()))
