"""Figures about answers: how many are right, and what they took."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tickets.triage.model_call import Attempt

NONE = "none"
"""The column of a confusion matrix for tickets that got no answer."""


@dataclass(frozen=True)
class LabelMetrics:
    """How well one label is told from the others; the first three are 0–1.

    A share of nothing counts as 0: the precision of a label never answered, the recall of one
    that no ticket has.
    """

    precision: float
    recall: float
    f1: float
    tickets: int


@dataclass(frozen=True)
class FieldMetrics:
    """How well one field is answered.

    `accuracy` (0–1) counts a ticket without an answer as wrong. `macro_f1` (0–1) is the mean over
    `labels`, which are those that some ticket has or some answer gives. `confusion` counts tickets
    by the label they have and then by the answer, `NONE` included.
    """

    accuracy: float
    macro_f1: float
    labels: dict[str, LabelMetrics]
    confusion: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Latency:
    """Milliseconds within which half and 95 % of the answers came."""

    p50: int
    p95: int


@dataclass(frozen=True)
class Usage:
    """What the calls consumed, as far as it is known.

    Tokens and US dollars are sums over the `calls_with_tokens` and `calls_with_cost` which know
    them; `cost` is null where none does.
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
    """Compare labels with answers, given as pairs; an answer of None is one that never came."""
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
    """None for a label that no ticket has and no answer gives."""
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
    """The smallest of the values that at least `percent` % of them don't exceed."""
    return sorted(values)[max(math.ceil(len(values) * percent / 100), 1) - 1]


def latency(attempts: Iterable[Attempt]) -> Latency | None:
    """Of the answers only: a refusal takes no time, and a timeout takes the time that we set."""
    times = [attempt.latency_ms for attempt in attempts if attempt.cause is None]
    return Latency(percentile(times, 50), percentile(times, 95)) if times else None


def usage(attempts: Sequence[Attempt]) -> Usage:
    counted = [
        attempt
        for attempt in attempts
        if attempt.prompt_tokens is not None or attempt.completion_tokens is not None
    ]
    costs = [attempt.cost for attempt in attempts if attempt.cost is not None]
    return Usage(
        calls=len(attempts),
        prompt_tokens=sum(attempt.prompt_tokens or 0 for attempt in counted),
        completion_tokens=sum(attempt.completion_tokens or 0 for attempt in counted),
        calls_with_tokens=len(counted),
        cost=sum(costs, Decimal(0)) if costs else None,
        calls_with_cost=len(costs),
    )
