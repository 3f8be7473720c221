"""The report of an evaluation, as data that can be stored, compared and printed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from pydantic import BaseModel, ConfigDict, ValidationError

from tickets.evaluation.labelled_tickets import LabelledTicket, fingerprint
from tickets.evaluation.metrics import (
    FieldMetrics,
    Latency,
    Usage,
    field_metrics,
    latency,
    share,
    usage,
)
from tickets.triage.model_result import ModelResult
from tickets.vocabulary import Category, Priority


class InvalidReportError(Exception):
    """The file is not a report; the message names the file."""


class EvaluatedTicket(BaseModel):
    """A ticket's labels and the model's answer, which is null if there was none.

    `text` is the description's fingerprint, so that a report reveals no customer's text.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    text: str
    hard: bool
    category: Category
    priority: Priority
    answered_category: Category | None
    answered_priority: Priority | None
    cause: str | None

    @property
    def category_is_right(self) -> bool:
        return self.category == self.answered_category

    @property
    def priority_is_right(self) -> bool:
        return self.priority == self.answered_priority

    @property
    def is_right(self) -> bool:
        return self.category_is_right and self.priority_is_right


class Accuracy(BaseModel):
    """Shares (0–1) of `tickets` whose field, or both fields, were answered as labelled."""

    model_config = ConfigDict(frozen=True)

    tickets: int
    category: float
    priority: float
    both: float


class Report(BaseModel):
    """The figures of one model's run over one file; `hard` is null without hard tickets.

    `failures` counts tickets without an answer by cause.
    """

    model_config = ConfigDict(frozen=True)

    model: str
    file: str
    created_at: datetime
    accuracy: Accuracy
    hard: Accuracy | None
    category: FieldMetrics
    priority: FieldMetrics
    failures: dict[str, int]
    latency_ms: Latency | None
    usage: Usage
    answers: list[EvaluatedTicket]


def measure_accuracy(answers: Sequence[EvaluatedTicket]) -> Accuracy:
    return Accuracy(
        tickets=len(answers),
        category=share(sum(answer.category_is_right for answer in answers), len(answers)),
        priority=share(sum(answer.priority_is_right for answer in answers), len(answers)),
        both=share(sum(answer.is_right for answer in answers), len(answers)),
    )


def make_report(
    model: str, file: str, tickets: Sequence[LabelledTicket], results: Mapping[str, ModelResult]
) -> Report:
    """Compare the results, given by description, with the labels of the tickets.

    Tickets with the same description share a result, whose usage counts once.
    """
    answers = [evaluate_ticket(ticket, results[ticket.description]) for ticket in tickets]
    hard = [answer for answer in answers if answer.hard]
    calls = [
        results[description]
        for description in dict.fromkeys(ticket.description for ticket in tickets)
    ]
    return Report(
        model=model,
        file=file,
        created_at=timezone.now(),
        accuracy=measure_accuracy(answers),
        hard=measure_accuracy(hard) if hard else None,
        category=field_metrics(
            Category.values, [(answer.category, answer.answered_category) for answer in answers]
        ),
        priority=field_metrics(
            Priority.values, [(answer.priority, answer.answered_priority) for answer in answers]
        ),
        failures=dict(Counter(answer.cause for answer in answers if answer.cause).most_common()),
        latency_ms=latency(calls),
        usage=usage(calls),
        answers=answers,
    )


def evaluate_ticket(ticket: LabelledTicket, result: ModelResult) -> EvaluatedTicket:
    return EvaluatedTicket(
        name=ticket.name,
        text=fingerprint(ticket.description),
        hard=ticket.hard,
        category=ticket.category,
        priority=ticket.priority,
        answered_category=result.category,
        answered_priority=result.priority,
        cause=result.cause,
    )


def read_report(path: Path) -> Report:
    """Read a report; raise `InvalidReportError` or `OSError` if that is impossible."""
    try:
        return Report.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise InvalidReportError(f"{path} is not a report of evaluate_classifier.") from error


def write_report(path: Path, report: Report) -> None:
    path.write_text(f"{report.model_dump_json(indent=2)}\n", encoding="utf-8")
