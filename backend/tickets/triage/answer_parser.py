"""Parse the model's answer: only words of the vocabularies pass."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from tickets.triage.api_features import MAX_REASON_LENGTH
from tickets.triage.redaction.normalise import normalise
from tickets.triage.thinking import without_thinking
from tickets.vocabulary import Category, Priority

MAX_OBJECTS = 40
LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
SENTENCE = re.compile(r".*?[.!?。！？؟](?=\s|$)")
WORDS = {"category": set(Category.values), "priority": set(Priority.values)}
# Models tend to name the fields in the language of the message.
LABELS = {
    "category": (
        "category|categoría|categoria|catégorie|categorie|kategorie|категория|类别|分类|カテゴリ"
    ),
    "priority": (
        "priority|prioridad|prioridade|priorité|priorità|prioriteit|priorität|приоритет|优先级"
        "|優先度"
    ),
}
FIELD_OF_LABEL = {label: field for field, labels in LABELS.items() for label in labels.split("|")}
MARKUP = r"[\"'*_`\s]{0,8}"
STATEMENT = re.compile(
    rf"\b({'|'.join(FIELD_OF_LABEL)})\b{MARKUP}"
    rf"(?:[:：=|>→–—-]|->|=>|is|as|should\s+be){MARKUP}([a-z]+)\b(?!-\w)",
    re.I,
)
# A question is no answer, nor is one of several that are offered.
QUESTION = re.compile(r"[\"'*_`\s)]{0,8}[?？]")
ALTERNATIVE = re.compile(r"[\"'*_`\s]{0,8}(?:/|\||,|;|or\b|and\b)[\"'*_`\s]{0,8}([a-z]+)", re.I)
DENIAL = re.compile(
    r"\b(?:not|never|no|cannot|neither|nor|without|if|whether|unless|instead of|rather than)\b"
    r"|n['’]t\b",
    re.I,
)
CLAUSE_END = re.compile(r"[.!?;:,\n。！？]")
CONTEXT = 60


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


def read_fields(fields: Any) -> Answer | None:
    """Return the answer in an object; None for anything else."""
    if not isinstance(fields, dict):
        return None
    named = {normalise_word(key): value for key, value in fields.items()}
    try:
        return Answer.model_validate(
            {FIELD_OF_LABEL.get(key, key): value for key, value in named.items()}
        )
    except ValidationError:
        return None


def read_whole(content: str) -> Answer | None:
    """Return the answer of a content that is JSON and nothing else."""
    value: Any = content
    # Some gateways encode the answer twice.
    for _ in range(2):
        try:
            value = json.loads(value.strip())
        except (ValueError, RecursionError):
            return None
        if not isinstance(value, str):
            break
    return read_fields(value)


def find_json_objects(content: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the end and the value of the outermost JSON objects in a text.

    At most the last `MAX_OBJECTS` opening braces are tried.
    """
    decoder = json.JSONDecoder()
    position = len(content)
    for _ in range(MAX_OBJECTS):
        earlier = content.rfind("{", 0, position)
        if earlier < 0:
            break
        position = earlier
    while 0 <= position < len(content):
        end = position + 1
        try:
            value, end = decoder.raw_decode(content, position)
        except (ValueError, RecursionError):
            pass
        else:
            yield end, value
        position = content.find("{", end)


def is_meant(content: str, statement: re.Match[str], words: set[str]) -> bool:
    """Return false for a statement that is denied, asked, or one of several."""
    start, end = statement.span()
    following = content[end : end + CONTEXT]
    if QUESTION.match(following):
        return False
    other = ALTERNATIVE.match(following)
    if other and other[1].casefold() in words - {statement[2].casefold()}:
        return False
    clause = CLAUSE_END.split(content[max(0, start - CONTEXT) : start])[-1]
    return not DENIAL.search(clause)


def find_statements(content: str, start: int = 0) -> dict[str, str]:
    """Return statements such as "Category: billing" by their field; the last of each counts."""
    statements: dict[str, str] = {}
    for statement in STATEMENT.finditer(content, start):
        field = FIELD_OF_LABEL[statement[1].casefold()]
        words = WORDS[field]
        if statement[2].casefold() in words and is_meant(content, statement, words):
            statements[field] = statement[2]
    return statements


def find_answer(content: str) -> Answer | None:
    """Return the last answer in a text without thinking; None if there is none."""
    found, end = None, 0
    for position, value in find_json_objects(content):
        answer = read_fields(value)
        if answer:
            found, end = answer, position
    # Statements after an object count if they make a whole answer: they may only explain it.
    return read_fields(find_statements(content, end)) or found


def parse_answer(content: str) -> Answer:
    """Return the answer in a model's text; raise `UnusableAnswerError` if there is none.

    Models think aloud, and add code fences, prose and capitals. Whatever the form, only words of
    the vocabularies pass, and the last ones that are stated count.
    """
    answer = read_whole(content)
    if answer:
        return answer
    for text in without_thinking(content):
        answer = find_answer(text)
        if answer:
            return answer
    raise UnusableAnswerError


def parse_cut_answer(content: str) -> Answer:
    """Return the answer in a text that was cut; raise `UnusableAnswerError` without one.

    Only an object at its start is one: of thinking aloud, the end would be missing.
    """
    answered = next(without_thinking(content))
    if not answered.lstrip("`json \r\n").startswith("{"):
        raise UnusableAnswerError
    return parse_answer(answered)


def estimate_confidence(
    answer: Answer, content: str, tokens: Sequence[tuple[str, float]]
) -> float | None:
    """Return the model's probability of its category and priority together; None if unknown.

    `tokens` are those of the content, each with the logarithm of its probability.
    """
    try:
        return joint_probability(answer, content, tokens)
    except (ArithmeticError, TypeError, ValueError):
        # Strange numbers of a server are no reason to lose its answer.
        return None


def joint_probability(
    answer: Answer, content: str, tokens: Sequence[tuple[str, float]]
) -> float | None:
    """Return the product of the probabilities of the tokens that the two words consist of.

    Raise various errors for strange numbers and shapes.
    """
    if not tokens or "".join(token for token, _ in tokens) != content:
        return None
    total = 0.0
    for name, value in (("category", answer.category), ("priority", answer.priority)):
        # The last answer counted, so its words are the last ones, too.
        *_, found = re.finditer(rf"\b{name}\b\W{{1,16}}({re.escape(value)})", content, re.I)
        start, end = found.span(1)
        position = 0
        for token, logprob in tokens:
            if position < end and position + len(token) > start:
                total += logprob
            position += len(token)
    return round(min(1.0, math.exp(total)), 4) if math.isfinite(total) else None
