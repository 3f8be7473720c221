"""Render a report as plain text."""

from collections.abc import Iterator
from decimal import Decimal

from tickets.evaluation.metrics import NONE, FieldMetrics, Usage
from tickets.evaluation.report import Accuracy, Report

COLUMN_WIDTH = 11


def format_percent(share: float) -> str:
    return f"{share:.1%}".replace("%", " %")


def format_cost(cost: Decimal | None) -> str:
    return "unknown" if cost is None else f"${cost:.4f}"


def format_row(name: str, *cells: object) -> str:
    return (
        f"{name:<{COLUMN_WIDTH}}{''.join(f'{cell!s:>{COLUMN_WIDTH}}' for cell in cells)}".rstrip()
    )


def render(report: Report) -> str:
    return "\n".join(report_lines(report))


def report_lines(report: Report) -> Iterator[str]:
    yield f"{report.file}: {report.accuracy.tickets} tickets, model {report.model}"
    yield ""
    yield format_row("", "accuracy", "macro-F1")
    for name, metrics in (("category", report.category), ("priority", report.priority)):
        yield format_row(name, format_percent(metrics.accuracy), f"{metrics.macro_f1:.3f}")
    yield format_row("both", format_percent(report.accuracy.both))
    if report.hard:
        yield hard_line(report.hard)
    yield from matrix_lines("Category", report.category)
    yield from matrix_lines("Priority", report.priority)
    yield ""
    yield f"Failures: {failures_text(report.failures)}"
    if report.latency_ms:
        yield f"Latency:  p50 {report.latency_ms.p50} ms, p95 {report.latency_ms.p95} ms"
    yield f"Tokens:   {tokens_text(report.usage)}"
    yield f"Cost:     {cost_text(report.usage)}"


def hard_line(hard: Accuracy) -> str:
    return (
        f"Hard ones ({hard.tickets}): category {format_percent(hard.category)}, "
        f"priority {format_percent(hard.priority)}, both {format_percent(hard.both)}"
    )


def matrix_lines(title: str, metrics: FieldMetrics) -> Iterator[str]:
    yield ""
    yield f"{title}, as labelled (down) and as answered (across)"
    yield format_row("", *metrics.confusion, NONE, "F1")
    for label, counts in metrics.confusion.items():
        of_label = metrics.labels.get(label)
        yield format_row(label, *counts.values(), f"{of_label.f1:.3f}" if of_label else "-")


def failures_text(failures: dict[str, int]) -> str:
    return ", ".join(f"{count} × {cause}" for cause, count in failures.items()) or "none"


def tokens_text(usage: Usage) -> str:
    if not usage.calls_with_tokens:
        return "unknown"
    known = known_share(usage.calls_with_tokens, usage.calls)
    return f"{usage.prompt_tokens} in, {usage.completion_tokens} out{known}"


def cost_text(usage: Usage) -> str:
    if usage.cost is None:
        return format_cost(None)
    return f"{format_cost(usage.cost)}, estimated{known_share(usage.calls_with_cost, usage.calls)}"


def known_share(known: int, calls: int) -> str:
    return f" (known for {known} of {calls} calls)" if known < calls else ""
