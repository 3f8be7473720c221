"""Features of the chat API, which differ between servers and models."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from tickets.vocabulary import Category, Priority

Mode = Literal["schema", "object", "json", "plain"]

TEMPERATURE = 0.1
MAX_REASON_LENGTH = 200
# A word of each vocabulary, a sentence, and the punctuation of JSON.
MAX_ANSWER_TOKENS = 160
# Reasoning models, which take the limit by its newer name, count their reasoning too.
MAX_REASONING_TOKENS = 2_000

ANSWER_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "category": {"type": "string", "enum": Category.values},
        "priority": {"type": "string", "enum": Priority.values},
        "reason": {"type": "string", "description": "Why, in one short sentence."},
    },
    "required": ["category", "priority", "reason"],
    "additionalProperties": False,
}

# "object" is how llama-cpp-python and some others take a schema.
SIMPLER_MODE: dict[Mode, Mode] = {"schema": "object", "object": "json", "json": "plain"}
OPTIONAL_PARAMETERS = (
    "response_format",
    "json_schema",
    "logprobs",
    "temperature",
    "max_completion_tokens",
)


def names_optional_parameter(message: str) -> bool:
    """Return true for an error message about a parameter that could be left out or renamed."""
    return any(name in message for name in OPTIONAL_PARAMETERS)


@dataclass(frozen=True)
class ApiFeatures:
    """The form of answer to ask for, and the parameters that the server accepts."""

    mode: Mode = "schema"
    has_logprobs: bool = True
    has_temperature: bool = True
    limit_name: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"

    def request_parameters(self) -> dict[str, Any]:
        """Return the arguments of `chat.completions.create` beside the model and the messages."""
        is_reasoning = self.limit_name == "max_completion_tokens"
        parameters: dict[str, Any] = {
            self.limit_name: MAX_REASONING_TOKENS if is_reasoning else MAX_ANSWER_TOKENS
        }
        if self.has_temperature:
            parameters["temperature"] = TEMPERATURE
        if self.has_logprobs:
            parameters["logprobs"] = True
        if self.mode == "schema":
            schema = {"name": "triage", "strict": True, "schema": ANSWER_SCHEMA}
            parameters["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.mode == "object":
            parameters["response_format"] = {"type": "json_object", "schema": ANSWER_SCHEMA}
        elif self.mode == "json":
            parameters["response_format"] = {"type": "json_object"}
        return parameters

    def without_rejected(self, message: str) -> "ApiFeatures | None":
        """Return the features to try after an error message of the server.

        Most messages name the parameter that was rejected. Otherwise the one that the fewest
        servers know is left out. None if nothing is left to leave out.
        """
        message = message.lower()
        if "logprobs" in message and self.has_logprobs:
            return replace(self, has_logprobs=False)
        if "max_completion_tokens" in message and self.limit_name == "max_tokens":
            return replace(self, limit_name="max_completion_tokens")
        if "temperature" in message and self.has_temperature:
            return replace(self, has_temperature=False)
        names_form = any(word in message for word in ("response_format", "json", "schema"))
        if names_form and self.mode in SIMPLER_MODE:
            return replace(self, mode=SIMPLER_MODE[self.mode])
        if self.has_logprobs:
            return replace(self, has_logprobs=False)
        if self.mode in SIMPLER_MODE:
            return replace(self, mode=SIMPLER_MODE[self.mode])
        return None
