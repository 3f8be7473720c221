"""How a model wants to be asked: what servers and models accept of the chat API differs."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from tickets.vocabulary import Category, Priority

Mode = Literal["schema", "object", "json", "plain"]

TEMPERATURE = 0.1
MAX_REASON_LENGTH = 200
# A word of each vocabulary, a sentence, and the signs between them.
MAX_ANSWER_TOKENS = 160
# The models that know this limit only by its newer name count what they think, too.
MAX_THOUGHT_TOKENS = 2_000

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

# The second is how llama-cpp-python and some others take a schema.
LESS_STRICT: dict[Mode, Mode] = {"schema": "object", "object": "json", "json": "plain"}
OPTIONAL = ("response_format", "json_schema", "logprobs", "temperature", "max_completion_tokens")


def is_about_the_form(complaint: str) -> bool:
    """Whether an error names what could be left out, which some servers send with a status 500."""
    return any(name in complaint for name in OPTIONAL)


@dataclass(frozen=True)
class Dialect:
    """What to ask for: the form of the answer, and the parameters that are understood."""

    mode: Mode = "schema"
    has_logprobs: bool = True
    has_temperature: bool = True
    limit_name: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"

    def parameters(self) -> dict[str, Any]:
        """The parameters of `chat.completions.create` beside the model and the messages."""
        thinks = self.limit_name == "max_completion_tokens"
        parameters: dict[str, Any] = {
            self.limit_name: MAX_THOUGHT_TOKENS if thinks else MAX_ANSWER_TOKENS
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

    def without_what(self, complaint: str) -> "Dialect | None":
        """The dialect to try next, after a server has refused this one with a complaint.

        A complaint mostly names the parameter. Where it does not, what the fewest servers know
        goes first. None when there is nothing left to do without.
        """
        complaint = complaint.lower()
        if "logprobs" in complaint and self.has_logprobs:
            return replace(self, has_logprobs=False)
        if "max_completion_tokens" in complaint and self.limit_name == "max_tokens":
            return replace(self, limit_name="max_completion_tokens")
        if "temperature" in complaint and self.has_temperature:
            return replace(self, has_temperature=False)
        names_form = any(word in complaint for word in ("response_format", "json", "schema"))
        if names_form and self.mode in LESS_STRICT:
            return replace(self, mode=LESS_STRICT[self.mode])
        if self.has_logprobs:
            return replace(self, has_logprobs=False)
        if self.mode in LESS_STRICT:
            return replace(self, mode=LESS_STRICT[self.mode])
        return None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)
