"""Two reports side by side: what became better, and which tickets are answered otherwise."""

from collections.abc import Iterator
from typing import NamedTuple

from tickets.evaluation.rendering import money, percent
from tickets.evaluation.report import Answer, Report

NAME_WIDTH = 20
WIDTH = 16


class Change(NamedTuple):
    """A ticket that the two reports answer differently."""

    old: Answer
    new: Answer

    @property
    def verdict(self) -> str:
        """`better` or `worse` where more or fewer of the two fields are right, else `other`."""
        old, new = (
            answer.category_is_right + answer.priority_is_right for answer in (self.old, self.new)
        )
        return "better" if new > old else "worse" if new < old else "other"


def changes(old: Report, new: Report) -> list[Change]:
    """The tickets of both reports, told by their descriptions, whose answers differ."""
    before = {answer.text: answer for answer in old.answers}
    return [
        Change(before[answer.text], answer)
        for answer in new.answers
        if answer.text in before and answered(before[answer.text]) != answered(answer)
    ]


def answered(answer: Answer) -> str:
    if answer.cause:
        return answer.cause
    return f"{answer.answered_category or 'none'}/{answer.answered_priority or 'none'}"


def render_comparison(old: Report, new: Report) -> str:
    return "\n".join(lines(old, new))


def lines(old: Report, new: Report) -> Iterator[str]:
    yield f"Old: {described(old)}"
    yield f"New: {described(new)}"
    if {answer.text for answer in old.answers} != {answer.text for answer in new.answers}:
        yield "The reports are about different tickets: the figures cannot be compared as such."
    yield ""
    yield f"{'':<{NAME_WIDTH}}{'old':>{WIDTH}}{'new':>{WIDTH}}{'difference':>{WIDTH}}"
    yield from figures(old, new)
    yield ""
    yield from change_lines(changes(old, new))


def described(report: Report) -> str:
    return (
        f"{report.model} on {report.file}, {report.accuracy.tickets} tickets, "
        f"{report.created_at:%Y-%m-%d %H:%M}"
    )


def figures(old: Report, new: Report) -> Iterator[str]:
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


def line(name: str, old: str, new: str, difference: str) -> str:
    return f"{name:<{NAME_WIDTH}}{old:>{WIDTH}}{new:>{WIDTH}}{difference:>{WIDTH}}"


def accuracy_line(name: str, old: float, new: float) -> str:
    return line(name, percent(old), percent(new), f"{(new - old) * 100:+.1f} points")


def f1_line(name: str, old: float, new: float) -> str:
    return line(name, f"{old:.3f}", f"{new:.3f}", f"{new - old:+.3f}")


def latency_line(name: str, old: int, new: int) -> str:
    return line(name, f"{old} ms", f"{new} ms", f"{new - old:+d} ms")


def cost_line(old: Report, new: Report) -> str:
    before, after = old.usage.cost, new.usage.cost
    difference = f"{after - before:+.4f}" if before is not None and after is not None else "unknown"
    return line("cost", money(before), money(after), difference)


def change_lines(changed: list[Change]) -> Iterator[str]:
    if not changed:
        yield "No ticket is answered otherwise."
        return
    verdicts = [change.verdict for change in changed]
    counts = (f"{verdicts.count(verdict)} {verdict}" for verdict in ("better", "worse", "other"))
    yield f"Tickets answered otherwise: {len(changed)} ({', '.join(counts)})"
    for change in changed:
        yield (
            f"  {change.new.name} ({change.new.category}/{change.new.priority}): "
            f"{answered(change.old)} → {answered(change.new)}, {change.verdict}"
        )
