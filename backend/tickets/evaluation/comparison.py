"""Compare two reports: the figures, and the tickets with different answers."""

from collections.abc import Iterator
from typing import NamedTuple

from tickets.evaluation.report import EvaluatedTicket, Report
from tickets.evaluation.report_text import format_cost, format_percent

NAME_WIDTH = 20
WIDTH = 16


class Change(NamedTuple):
    """A ticket with different answers in the two reports."""

    old: EvaluatedTicket
    new: EvaluatedTicket

    @property
    def verdict(self) -> str:
        """Return `better` or `worse` if more or fewer fields are right, else `other`."""
        old, new = (
            answer.category_is_right + answer.priority_is_right for answer in (self.old, self.new)
        )
        return "better" if new > old else "worse" if new < old else "other"


def find_changes(old: Report, new: Report) -> list[Change]:
    """Return the tickets whose answers differ, matched by the fingerprints of their texts."""
    before = {answer.text: answer for answer in old.answers}
    return [
        Change(before[answer.text], answer)
        for answer in new.answers
        if answer.text in before and describe_answer(before[answer.text]) != describe_answer(answer)
    ]


def describe_answer(answer: EvaluatedTicket) -> str:
    if answer.cause:
        return answer.cause
    return f"{answer.answered_category or 'none'}/{answer.answered_priority or 'none'}"


def render_comparison(old: Report, new: Report) -> str:
    return "\n".join(comparison_lines(old, new))


def comparison_lines(old: Report, new: Report) -> Iterator[str]:
    yield f"Old: {describe_report(old)}"
    yield f"New: {describe_report(new)}"
    if {answer.text for answer in old.answers} != {answer.text for answer in new.answers}:
        yield "The reports are about different tickets: the figures cannot be compared as such."
    yield ""
    yield f"{'':<{NAME_WIDTH}}{'old':>{WIDTH}}{'new':>{WIDTH}}{'difference':>{WIDTH}}"
    yield from figure_lines(old, new)
    yield ""
    yield from change_lines(find_changes(old, new))


def describe_report(report: Report) -> str:
    return (
        f"{report.model} on {report.file}, {report.accuracy.tickets} tickets, "
        f"{report.created_at:%Y-%m-%d %H:%M}"
    )


def figure_lines(old: Report, new: Report) -> Iterator[str]:
    for name in ("category", "priority", "both"):
        yield accuracy_line(name, getattr(old.accuracy, name), getattr(new.accuracy, name))
    if old.hard and new.hard:
        yield accuracy_line("both, hard ones", old.hard.both, new.hard.both)
    fields = (("category", old.category, new.category), ("priority", old.priority, new.priority))
    for name, before, after in fields:
        yield f1_line(f"macro-F1 {name}", before.macro_f1, after.macro_f1)
    for _, before, after in fields:
        for label, metrics in before.labels.items():
            if label in after.labels:
                yield f1_line(f"F1 {label}", metrics.f1, after.labels[label].f1)
    if old.latency_ms and new.latency_ms:
        yield latency_line("latency p50", old.latency_ms.p50, new.latency_ms.p50)
        yield latency_line("latency p95", old.latency_ms.p95, new.latency_ms.p95)
    yield cost_line(old, new)


def format_line(name: str, old: str, new: str, difference: str) -> str:
    return f"{name:<{NAME_WIDTH}}{old:>{WIDTH}}{new:>{WIDTH}}{difference:>{WIDTH}}"


def accuracy_line(name: str, old: float, new: float) -> str:
    return format_line(
        name, format_percent(old), format_percent(new), f"{(new - old) * 100:+.1f} points"
    )


def f1_line(name: str, old: float, new: float) -> str:
    return format_line(name, f"{old:.3f}", f"{new:.3f}", f"{new - old:+.3f}")


def latency_line(name: str, old: int, new: int) -> str:
    return format_line(name, f"{old} ms", f"{new} ms", f"{new - old:+d} ms")


def cost_line(old: Report, new: Report) -> str:
    before, after = old.usage.cost, new.usage.cost
    difference = f"{after - before:+.4f}" if before is not None and after is not None else "unknown"
    return format_line("cost", format_cost(before), format_cost(after), difference)


def change_lines(changes: list[Change]) -> Iterator[str]:
    if not changes:
        yield "No ticket is answered otherwise."
        return
    verdicts = [change.verdict for change in changes]
    counts = (f"{verdicts.count(verdict)} {verdict}" for verdict in ("better", "worse", "other"))
    yield f"Tickets answered otherwise: {len(changes)} ({', '.join(counts)})"
    for change in changes:
        yield (
            f"  {change.new.name} ({change.new.category}/{change.new.priority}): "
            f"{describe_answer(change.old)} → {describe_answer(change.new)}, {change.verdict}"
        )
