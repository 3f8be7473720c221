"""Parse the model's answer: only words of the vocabularies pass."""

import json
import math
import re
from collections.abc import Iterator
from typing import Annotated, Any

from openai.types.chat.chat_completion import ChoiceLogprobs
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from tickets.triage.api_features import MAX_REASON_LENGTH
from tickets.triage.redaction.normalise import normalise
from tickets.vocabulary import Category, Priority

MAX_OBJECTS = 20
LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SENTENCE = re.compile(r".*?[.!?。！？؟](?=\s|$)")
STATEMENT = re.compile(
    r"\b(category|priority)\b[\"'*_`\s]{0,8}(?::|=|is)[\"'*_`\s]{0,8}([a-z]+)", re.I
)


class UnusableAnswerError(Exception):
    """The answer holds no category and priority."""


def normalise_word(value: Any) -> Any:
    return value.strip().casefold() if isinstance(value, str) else value


def first_sentence(value: Any) -> str | None:
    """Return the first sentence as one line without links; None if there is no text."""
    if not isinstance(value, str):
        return None
    words = LINK.sub("[link]", " ".join(normalise(value).split()))
    sentence = SENTENCE.match(words)
    return (sentence[0] if sentence else words)[:MAX_REASON_LENGTH].rstrip() or None


class Answer(BaseModel):
    """A category, a priority, and a reason if there is one; other keys are ignored."""

    model_config = ConfigDict(frozen=True)

    category: Annotated[Category, BeforeValidator(normalise_word)]
    priority: Annotated[Priority, BeforeValidator(normalise_word)]
    reason: Annotated[str | None, BeforeValidator(first_sentence)] = None


def find_json_objects(content: str) -> Iterator[dict[str, Any]]:
    """Yield the outermost JSON objects in a text, at most `MAX_OBJECTS`."""
    decoder = json.JSONDecoder()
    position, tries = content.find("{"), 0
    while position >= 0 and tries < MAX_OBJECTS:
        tries += 1
        end = position + 1
        try:
            value, end = decoder.raw_decode(content, position)
        except (ValueError, RecursionError):
            pass
        else:
            yield value
        position = content.find("{", end)


def find_statements(content: str) -> dict[str, str]:
    """Return statements such as "Category: billing" by their field; the first of each counts."""
    statements: dict[str, str] = {}
    for name, word in STATEMENT.findall(content):
        statements.setdefault(name.casefold(), word)
    return statements


def parse_answer(content: str) -> Answer:
    """Return the answer in a model's text; raise `UnusableAnswerError` if there is none.

    Models add code fences, prose and capitals. Whatever the form, only words of the vocabularies
    pass.
    """
    # Models that reason aloud, or quote, give their answer last.
    for candidate in (*reversed(list(find_json_objects(content))), find_statements(content)):
        try:
            return Answer.model_validate(
                {normalise_word(key): value for key, value in candidate.items()}
            )
        except ValidationError:
            continue
    raise UnusableAnswerError


def estimate_confidence(
    answer: Answer, content: str, logprobs: ChoiceLogprobs | None
) -> float | None:
    """Return the model's probability of its category and priority together; None if unknown."""
    try:
        return joint_probability(answer, content, logprobs)
    except (ArithmeticError, AttributeError, TypeError, ValueError):
        # Strange numbers of a server are no reason to lose its answer.
        return None


def joint_probability(
    answer: Answer, content: str, logprobs: ChoiceLogprobs | None
) -> float | None:
    """Return the product of the probabilities of the tokens that the two words consist of.

    Raise various errors for strange numbers and shapes.
    """
    tokens = logprobs.content if logprobs else None
    if not tokens or "".join(token.token for token in tokens) != content:
        return None
    total = 0.0
    for name, value in (("category", answer.category), ("priority", answer.priority)):
        found = re.search(rf"\b{name}\b\W{{1,16}}({re.escape(value)})", content, re.I)
        if found is None:
            return None
        start, end = found.span(1)
        position = 0
        for token in tokens:
            if position < end and position + len(token.token) > start:
                total += token.logprob
            position += len(token.token)
    return round(min(1.0, math.exp(total)), 4) if math.isfinite(total) else None
