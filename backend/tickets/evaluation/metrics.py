"""Accuracy, latency and usage of a model's answers."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tickets.triage.model_result import ModelResult

NONE = "none"
"""The column of a confusion matrix for tickets that got no answer."""


@dataclass(frozen=True)
class LabelMetrics:
    """Precision, recall and F1 of one label, each 0–1.

    The precision of a label that no answer gives is 0, and so is the recall of one that no ticket
    has.
    """

    precision: float
    recall: float
    f1: float
    tickets: int


@dataclass(frozen=True)
class FieldMetrics:
    """Metrics of the answers for one field.

    `accuracy` (0–1) counts a ticket without an answer as wrong. `macro_f1` (0–1) is the mean over
    `labels`, which are those that some ticket has or some answer gives. `confusion` counts tickets
    by their label and then by the answer, `NONE` included.
    """

    accuracy: float
    macro_f1: float
    labels: dict[str, LabelMetrics]
    confusion: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Latency:
    """The 50th and 95th percentile of the answers' latency, in milliseconds."""

    p50: int
    p95: int


@dataclass(frozen=True)
class Usage:
    """Tokens and cost (US dollars) of the calls, as far as they are known.

    They are sums over `calls_with_tokens` and `calls_with_cost` calls; `cost` is null if unknown
    for all.
    """

    calls: int
    prompt_tokens: int
    completion_tokens: int
    calls_with_tokens: int
    cost: Decimal | None
    calls_with_cost: int


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def field_metrics(
    vocabulary: Sequence[str], pairs: Sequence[tuple[str, str | None]]
) -> FieldMetrics:
    """Return the metrics of pairs of a label and an answer; None stands for no answer."""
    confusion = {label: dict.fromkeys((*vocabulary, NONE), 0) for label in vocabulary}
    for labelled, answered in pairs:
        confusion[labelled][answered or NONE] += 1
    labels = {
        label: metrics
        for label in vocabulary
        if (metrics := label_metrics(label, confusion)) is not None
    }
    return FieldMetrics(
        accuracy=share(sum(confusion[label][label] for label in vocabulary), len(pairs)),
        macro_f1=sum(metrics.f1 for metrics in labels.values()) / max(len(labels), 1),
        labels=labels,
        confusion=confusion,
    )


def label_metrics(label: str, confusion: dict[str, dict[str, int]]) -> LabelMetrics | None:
    """Return the metrics of a label; None if no ticket has it and no answer gives it."""
    right = confusion[label][label]
    labelled = sum(confusion[label].values())
    answered = sum(row[label] for row in confusion.values())
    if not labelled and not answered:
        return None
    return LabelMetrics(
        precision=share(right, answered),
        recall=share(right, labelled),
        f1=share(2 * right, labelled + answered),
        tickets=labelled,
    )


def percentile(values: Sequence[int], percent: int) -> int:
    """Return the smallest of the values that at least `percent` % of them do not exceed."""
    return sorted(values)[max(math.ceil(len(values) * percent / 100), 1) - 1]


def latency(results: Iterable[ModelResult]) -> Latency | None:
    """Return the latency of the answers; failures do not count, as their times say nothing."""
    times = [result.latency_ms for result in results if result.cause is None]
    return Latency(percentile(times, 50), percentile(times, 95)) if times else None


def usage(results: Sequence[ModelResult]) -> Usage:
    counted = [
        result
        for result in results
        if result.prompt_tokens is not None or result.completion_tokens is not None
    ]
    costs = [result.cost for result in results if result.cost is not None]
    return Usage(
        calls=len(results),
        prompt_tokens=sum(result.prompt_tokens or 0 for result in counted),
        completion_tokens=sum(result.completion_tokens or 0 for result in counted),
        calls_with_tokens=len(counted),
        cost=sum(costs, Decimal(0)) if costs else None,
        calls_with_cost=len(costs),
    )
