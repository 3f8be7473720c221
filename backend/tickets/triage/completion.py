"""The server's response, whatever its form: one object, or a stream of chunks."""

import codecs
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from openai import OpenAIError

from tickets.triage.thinking import is_thought_only

CUT_REASONS = {"length", "max_tokens", "max_output_tokens", "max_completion_tokens"}
FILTER_REASONS = {"content_filter", "safety", "refusal", "blocklist", "prohibited_content"}
# What servers call the field of the model's thinking.
THINKING_FIELDS = ("reasoning_content", "reasoning", "thinking")
MAX_TOKEN_COUNT = 10_000_000
MAX_PART_DEPTH = 4
MAX_EXCERPT = 2_000


class NoChatResponseError(ValueError):
    """The response is not one of the chat API: no JSON, or of another shape.

    `is_of_chat` tells that it has at least the place for an answer, `body` how it begins.
    """

    def __init__(self, message: str, *, is_of_chat: bool = False) -> None:
        super().__init__(message)
        self.is_of_chat = is_of_chat
        self.body = ""


class WrappedError(OpenAIError):
    """An error that the server sent as a success."""

    def __init__(self, message: str, status_code: int | None) -> None:
        super().__init__(message)
        self.status_code = status_code


@dataclass(frozen=True)
class Completion:
    """The model's answer as the server tells it; `tokens` with their logarithmic probabilities."""

    content: str = ""
    thinking: str = ""
    finish_reason: str = ""
    has_refused: bool = False
    tokens: tuple[tuple[str, float], ...] = ()
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    thinking_tokens: int | None = None

    @property
    def is_cut(self) -> bool:
        return self.finish_reason in CUT_REASONS

    def is_starved(self, limit: int) -> bool:
        """Return true if thinking took the tokens of the answer, or seems to have done so."""
        if self.is_cut:
            return True
        if self.content.strip():
            return is_thought_only(self.content)
        return bool(
            self.thinking.strip() or self.thinking_tokens or (self.completion_tokens or 0) >= limit
        )


def validate_token_count(value: Any) -> int | None:
    """Return a number of tokens as the server tells it; None if it cannot be one."""
    return value if type(value) is int and 0 <= value <= MAX_TOKEN_COUNT else None


def as_object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def first_of(value: Any) -> dict[str, Any]:
    return as_object(value[0]) if isinstance(value, list) and value else {}


def decode(body: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if body.startswith(mark):
            return body.decode(encoding, errors="replace")
    # A wrong character is no reason to lose the rest.
    return body.decode("utf-8-sig", errors="replace")


def parse_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def parse_chunks(text: str) -> list[dict[str, Any]]:
    """Return the objects of a stream, of server-sent events or of lines of JSON."""
    chunks = []
    for line in text.replace("\r", "\n").split("\n"):
        data = line.removeprefix("data:").strip()
        if data == "[DONE]":
            break
        chunk = parse_json(data) if data.startswith("{") else None
        if isinstance(chunk, dict):
            chunks.append(chunk)
    return chunks


def texts_of(content: Any, *, is_thinking: bool, depth: int = 0) -> Iterator[str]:
    """Yield the texts of a content, which is a text or a list of parts of several types."""
    if isinstance(content, str):
        if not is_thinking:
            yield content
    elif isinstance(content, list) and depth < MAX_PART_DEPTH:
        for part in content:
            yield from texts_of(part, is_thinking=is_thinking, depth=depth + 1)
    elif isinstance(content, dict):
        kind = str(content.get("type", "text"))
        if "thinking" in kind or "reasoning" in kind:
            if is_thinking:
                inner = content.get("thinking", content.get("text"))
                yield from texts_of(inner, is_thinking=False, depth=depth + 1)
        elif not is_thinking and "refusal" not in kind:
            text = content.get("text", content.get("content"))
            # Some wrap the text once more.
            text = text.get("value") if isinstance(text, dict) else text
            yield from texts_of(text, is_thinking=False, depth=depth + 1)


def has_refusal(message: dict[str, Any]) -> bool:
    content = message.get("content")
    parts = content if isinstance(content, list) else []
    return bool(message.get("refusal")) or any(
        as_object(part).get("type") == "refusal" for part in parts
    )


def raise_error(source: dict[str, Any]) -> None:
    """Raise `WrappedError` if an object holds an error."""
    error = source.get("error")
    if not error:
        return
    code = as_object(error).get("code", source.get("code"))
    if isinstance(code, str) and code.isascii() and code.isdigit():
        code = int(code)
    status = code if type(code) is int and 400 <= code < 600 else None
    raise WrappedError(json.dumps(error, ensure_ascii=False), status)


def tokens_of(choices: Iterable[dict[str, Any]]) -> tuple[tuple[str, float], ...]:
    """Return the tokens of choices with their logarithmic probabilities, if they are told."""
    found: list[tuple[str, float]] = []
    for choice in choices:
        tokens = as_object(choice.get("logprobs")).get("content")
        for token in tokens if isinstance(tokens, list) else []:
            text, logprob = as_object(token).get("token"), as_object(token).get("logprob")
            if isinstance(text, str) and isinstance(logprob, int | float):
                found.append((text, logprob))
    return tuple(found)


def read_parts(sources: list[dict[str, Any]]) -> Completion:
    """Return the completion that one response or the chunks of a stream make up."""
    for source in sources:
        raise_error(source)
    choices = [choice for source in sources if (choice := first_of(source.get("choices")))]
    if not choices:
        is_of_chat = any("choices" in source for source in sources)
        raise NoChatResponseError("no choices", is_of_chat=is_of_chat)
    content, thinking, reason, has_refused = "", "", "", False
    for choice in choices:
        raise_error(choice)
        message = as_object(choice.get("message") or choice.get("delta"))
        text = message.get("content")
        # "text" is that of the older API of completions.
        text = choice.get("text") if text is None else text
        content += "".join(texts_of(text, is_thinking=False))
        thinking += "".join(texts_of(text, is_thinking=True))
        field = next((message[name] for name in THINKING_FIELDS if message.get(name)), None)
        thinking += "".join(texts_of(field, is_thinking=False))
        has_refused = has_refused or has_refusal(message)
        reason = str(choice.get("finish_reason") or reason).lower()
    usage: dict[str, Any] = {}
    for source in sources:
        usage = as_object(source.get("usage")) or usage
    details = as_object(usage.get("completion_tokens_details"))
    return Completion(
        content=content,
        thinking=thinking,
        finish_reason=reason,
        has_refused=has_refused or reason in FILTER_REASONS,
        tokens=tokens_of(choices),
        prompt_tokens=validate_token_count(usage.get("prompt_tokens")),
        completion_tokens=validate_token_count(usage.get("completion_tokens")),
        thinking_tokens=validate_token_count(
            details.get("reasoning_tokens", usage.get("reasoning_tokens"))
        ),
    )


def parse_objects(text: str) -> list[dict[str, Any]]:
    """Return the one object of a response, or the chunks of a stream."""
    whole = parse_json(text)
    if whole is None:
        return parse_chunks(text)
    return [whole] if isinstance(whole, dict) else []


def read_response(body: bytes) -> Completion:
    """Return the completion in a response's body.

    Raise `WrappedError` for an error in it, and `NoChatResponseError` for anything else.
    """
    text = decode(body).strip()
    try:
        return read_parts(parse_objects(text))
    except NoChatResponseError as error:
        error.body = text[:MAX_EXCERPT]
        raise
