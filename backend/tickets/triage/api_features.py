"""Features of the chat API, which differ between servers and models."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from tickets.triage import thinking_switches
from tickets.triage.thinking_switches import names_parameter
from tickets.vocabulary import Category, Priority

Mode = Literal["schema", "object", "json", "plain"]
LimitName = Literal["max_tokens", "max_completion_tokens", "none"]
TaskRole = Literal["system", "developer", "user"]

TEMPERATURE = 0.1
MAX_REASON_LENGTH = 200
# A word of each vocabulary, a sentence, and the punctuation of JSON.
MAX_ANSWER_TOKENS = 160
# Reasoning models, which take the limit by its newer name, count their reasoning too.
MAX_REASONING_TOKENS = 2_000
LONGER_LIMIT = {MAX_ANSWER_TOKENS: MAX_REASONING_TOKENS, MAX_REASONING_TOKENS: 8_000}

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
NEXT_LIMIT_NAME: dict[LimitName, LimitName] = {
    "max_tokens": "max_completion_tokens",
    "max_completion_tokens": "none",
}
FORM = re.compile(r"response_format|json|schema|grammar|structured output")
# "System role not supported" and its like; templates only say in which order roles may come.
ROLE = re.compile(
    r"\b(?:system|developer)\b['\"`]?[ _-]?(?:roles?|messages?|prompts?|instructions?)\b"
    r"|\broles?\b.{0,80}\b(?:system|developer|alternate|(?:un|not )supported|not allowed|invalid)"
    r"|\bonly\b.{0,40}\buser\b.{0,40}\b(?:roles?|assistant)\b"
)
PARTS = re.compile(r"\bcontent\b.{0,80}\b(?:list|array|parts|sequence)\b")
NEED = r"(?:must|requires?|required|only|enable|supports?|supported|mandatory|needs?|unless)"
STREAM = re.compile(
    rf"(?<!\w)stream(?:ing|ed)?\b.{{0,60}}\b{NEED}\b|\b{NEED}\b.{{0,60}}(?<!\w)stream(?:ing|ed)?\b"
)
TOO_LARGE = re.compile(r"too (?:large|long|high|big)|at most|maximum|exceed|less than|greater|<=")


@dataclass(frozen=True)
class ApiFeatures:
    """The form of answer to ask for, and what the server accepts and needs for it.

    `path` and `scheme` are those below which the API was found, if not at the configured ones.
    """

    mode: Mode = "schema"
    has_logprobs: bool = True
    has_temperature: bool = True
    limit_name: LimitName = "max_tokens"
    limit: int = MAX_ANSWER_TOKENS
    is_thinking_off: bool = False
    switches: tuple[str, ...] = ()
    task_role: TaskRole = "system"
    has_parts: bool = False
    is_stream: bool = False
    path: str | None = None
    scheme: str = ""

    @classmethod
    def from_stored(cls, stored: Mapping[str, Any]) -> "ApiFeatures":
        """Return the features as stored, perhaps by another release."""
        names = {field.name for field in fields(cls)}
        known = {name: value for name, value in stored.items() if name in names}
        return cls(**{**known, "switches": tuple(known.get("switches", ()))})

    @property
    def token_limit(self) -> int:
        return max(self.limit, MAX_REASONING_TOKENS) if self.is_reasoning else self.limit

    @property
    def is_reasoning(self) -> bool:
        return self.limit_name == "max_completion_tokens"

    def request_parameters(self) -> dict[str, Any]:
        """Return the parameters of a request beside the model and the messages."""
        parameters: dict[str, Any] = {}
        if self.limit_name != "none":
            parameters[self.limit_name] = self.token_limit
        if self.has_temperature:
            parameters["temperature"] = TEMPERATURE
        # Those of all the thinking would make too long a response.
        if self.has_logprobs and self.limit == MAX_ANSWER_TOKENS:
            parameters["logprobs"] = True
        if self.mode == "schema":
            schema = {"name": "triage", "strict": True, "schema": ANSWER_SCHEMA}
            parameters["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.mode == "object":
            parameters["response_format"] = {"type": "json_object", "schema": ANSWER_SCHEMA}
        elif self.mode == "json":
            parameters["response_format"] = {"type": "json_object"}
        if self.is_stream:
            parameters["stream"] = True
        return {**parameters, **thinking_switches.parameters_for(self.switches)}

    def shape_messages(self, messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the messages in the form that the server takes; the first one is the task."""
        task, *others = messages
        if self.task_role == "user":
            first = {**others[0], "content": f"{task['content']}\n\n{others[0]['content']}"}
            shaped = [first, *others[1:]]
        else:
            shaped = [{**task, "role": self.task_role}, *others]
        if self.is_thinking_off:
            last = shaped[-1]
            soft_switch = f"{last['content']}\n{thinking_switches.SOFT_SWITCH}"
            shaped[-1] = {**last, "content": soft_switch}
        if self.has_parts:
            shaped = [
                {**message, "content": [{"type": "text", "text": message["content"]}]}
                for message in shaped
            ]
        return shaped

    def with_less_thinking(self) -> "ApiFeatures | None":
        """Return the features to try after thinking took all tokens; None after the last."""
        if not self.is_thinking_off:
            return replace(self, is_thinking_off=True, switches=thinking_switches.ALL)
        if self.limit_name == "none" or self.limit not in LONGER_LIMIT:
            return None
        longer = replace(self, limit=LONGER_LIMIT[self.limit])
        # Where the newer name already allows as many, the next one is longer.
        return longer if longer.token_limit > self.token_limit else longer.with_less_thinking()

    def without_rejected(self, message: str) -> "ApiFeatures | None":
        """Return the features to try after an error message of the server.

        Most messages name the parameter that was rejected. Otherwise the one that the fewest
        servers know is left out. None if nothing is left to leave out.
        """
        message = message.lower()
        return (
            self.without_named_parameter(message)
            or self.in_other_form(message)
            or self.without_rarest()
        )

    def are_blamed(self, message: str) -> bool:
        """Return true for an error message about something that could be left out or be otherwise.

        Others, such as one about the text, are no reason to change anything.
        """
        message = message.lower()
        sent = self.request_parameters().keys() - {"stream"}
        return (
            any(names_parameter(message, name) for name in (*sent, "json_schema"))
            or ("logprobs" in sent and "logprobs" in message)
            or (self.task_role != "user" and bool(ROLE.search(message)))
            or (not self.is_stream and bool(STREAM.search(message)))
        )

    def without_named_parameter(self, message: str) -> "ApiFeatures | None":
        switches = thinking_switches.without_named(self.switches, message)
        if switches is not None:
            return replace(self, switches=switches)
        if "logprobs" in message and self.has_logprobs:
            return replace(self, has_logprobs=False)
        newer = names_parameter(message, "max_completion_tokens")
        if (newer or names_parameter(message, "max_tokens")) and self.limit_name != "none":
            if self.limit > MAX_ANSWER_TOKENS and TOO_LARGE.search(message):
                return replace(self, limit_name="none")
            if self.limit_name == "max_tokens" or newer:
                return replace(self, limit_name=NEXT_LIMIT_NAME[self.limit_name])
        if "temperature" in message and self.has_temperature:
            return replace(self, has_temperature=False)
        return None

    def in_other_form(self, message: str) -> "ApiFeatures | None":
        if STREAM.search(message):
            return replace(self, is_stream=not self.is_stream)
        if ROLE.search(message) and self.task_role != "user":
            takes_developer = "developer" in message and self.task_role == "system"
            return replace(self, task_role="developer" if takes_developer else "user")
        if PARTS.search(message) and not self.has_parts:
            return replace(self, has_parts=True)
        if FORM.search(message) and self.mode in SIMPLER_MODE:
            return replace(self, mode=SIMPLER_MODE[self.mode])
        return None

    def without_rarest(self) -> "ApiFeatures | None":
        if self.switches:
            return replace(self, switches=thinking_switches.without_one(self.switches))
        if self.has_logprobs:
            return replace(self, has_logprobs=False)
        if self.mode in SIMPLER_MODE:
            return replace(self, mode=SIMPLER_MODE[self.mode])
        if self.has_temperature:
            return replace(self, has_temperature=False)
        if self.limit_name != "none":
            return replace(self, limit_name=NEXT_LIMIT_NAME[self.limit_name])
        return replace(self, task_role="user") if self.task_role != "user" else None

    def describe(self) -> str:
        """Return what is asked for, in a few words for the operator."""
        parts = [f"answer as {self.mode}"]
        parts += ["with probabilities"] if "logprobs" in self.request_parameters() else []
        parts += [] if self.has_temperature else ["no temperature"]
        limit = "no limit" if self.limit_name == "none" else f"{self.limit_name} {self.token_limit}"
        parts.append(limit)
        if self.is_thinking_off:
            names = ", ".join(thinking_switches.parameters_for(self.switches))
            parts.append(f"thinking off ({names or 'by ' + thinking_switches.SOFT_SWITCH})")
        parts += [] if self.task_role == "system" else [f"instructions as {self.task_role}"]
        parts += ["contents as parts"] if self.has_parts else []
        parts += ["as a stream"] if self.is_stream else []
        return ", ".join(parts)
