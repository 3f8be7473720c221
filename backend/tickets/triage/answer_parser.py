"""What counts as an answer of the model: words of our vocabularies, nothing else."""

import json
import math
import re
from collections.abc import Iterator
from typing import Annotated, Any

from openai.types.chat.chat_completion import ChoiceLogprobs
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from tickets.triage.api_features import MAX_REASON_LENGTH
from tickets.triage.redaction.normalise import clean
from tickets.vocabulary import Category, Priority

MAX_OBJECTS = 20
LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SENTENCE = re.compile(r".*?[.!?。！？؟](?=\s|$)")
STATEMENT = re.compile(
    r"\b(category|priority)\b[\"'*_`\s]{0,8}(?::|=|is)[\"'*_`\s]{0,8}([a-z]+)", re.I
)


class UnusableAnswerError(Exception):
    """The model has answered, yet not with a category and a priority."""


def fold(value: Any) -> Any:
    return value.strip().casefold() if isinstance(value, str) else value


def one_line(value: Any) -> str | None:
    """The first sentence, safe to show as plain text, without links; None for what is none."""
    if not isinstance(value, str):
        return None
    words = LINK.sub("[link]", " ".join(clean(value).split()))
    sentence = SENTENCE.match(words)
    return (sentence[0] if sentence else words)[:MAX_REASON_LENGTH].rstrip() or None


class Answer(BaseModel):
    """A category, a priority, and perhaps the reason; keys beyond these are left out."""

    model_config = ConfigDict(frozen=True)

    category: Annotated[Category, BeforeValidator(fold)]
    priority: Annotated[Priority, BeforeValidator(fold)]
    reason: Annotated[str | None, BeforeValidator(one_line)] = None


def objects_in(content: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in a text that are in no other, whatever stands around them."""
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


def statements_in(content: str) -> dict[str, str]:
    """What is said in words, as in "Category: billing"; the first of each counts."""
    said: dict[str, str] = {}
    for name, word in STATEMENT.findall(content):
        said.setdefault(name.casefold(), word)
    return said


def read_answer(content: str) -> Answer:
    """The answer in what the model has written; raises `UnusableAnswerError` where there is none.

    Models put JSON into code fences, prose around it, and capitals where there were none. Whatever
    the form, only words of the vocabularies pass.
    """
    # Models that think aloud, or quote, come to their answer last.
    for candidate in (*reversed(list(objects_in(content))), statements_in(content)):
        try:
            return Answer.model_validate({fold(key): value for key, value in candidate.items()})
        except ValidationError:
            continue
    raise UnusableAnswerError


def confidence_in(answer: Answer, content: str, logprobs: ChoiceLogprobs | None) -> float | None:
    """How probable the model holds its two words together, 0 to 1; None where it does not say.

    The probability of a word is the product of those of the tokens that it is made of.
    """
    try:
        return joint_probability(answer, content, logprobs)
    except (ArithmeticError, AttributeError, TypeError, ValueError):
        # A foreign server's numbers are no reason to lose its answer.
        return None


def joint_probability(
    answer: Answer, content: str, logprobs: ChoiceLogprobs | None
) -> float | None:
    """Raises what strange numbers and shapes lead to."""
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
