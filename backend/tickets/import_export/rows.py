"""The rows of an imported file, whatever its format, and the batches in which they are stored."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils import timezone

from tickets.import_export.row_validation import Remark
from tickets.vocabulary import DONE

# A batch is stored in one transaction. With larger ones PostgreSQL would rather read the whole
# table than look up which rows it has, and others would wait longer.
BATCH_SIZE = 1_000
# In characters, to bound memory where texts are long.
BATCH_LENGTH = 5_000_000
TIMES = ("created_at", "updated_at", "resolved_at")
EARLIEST_TAKEN = "not known, so the earliest other time is taken"
BEFORE_CREATION = "before the ticket was created, kept"


class RejectedRow(NamedTuple):
    """A row that is left out: the line of the file on which it starts, and the reasons."""

    line: int
    reason: str


@dataclass(frozen=True)
class ValidRow:
    """A row that can be stored: its import key, and the fields of its ticket.

    `former_key` is the key by which earlier releases knew the row, where that is another one.
    """

    import_key: str
    values: dict[str, Any]
    line: int = 0
    former_key: str = ""
    remarks: tuple[Remark, ...] = ()

    @property
    def length(self) -> int:
        """Return how much of a batch's bound the row takes, in characters."""
        return len(self.values["description"])


def fill_in_times(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's fields with all times set.

    A ticket was created at the earliest time that the row has. A done ticket counts as resolved
    when it was last updated unless the row says when. A ticket that is not done has no such time,
    whatever the row says.
    """
    known = [values[name] for name in TIMES if values.get(name)]
    created_at = values.get("created_at") or min(known, default=timezone.now())
    filled = {"updated_at": created_at, **values, "created_at": created_at}
    is_done = filled.get("status") in DONE
    filled["resolved_at"] = filled.get("resolved_at") or filled["updated_at"] if is_done else None
    return filled


def judge_times(values: Mapping[str, Any]) -> Iterator[Remark]:
    """Yield what is to be said about times of a row that cannot all be right, and are kept."""
    created_at = values.get("created_at")
    for name in TIMES[1:]:
        time = values.get(name)
        if created_at and time and time < created_at:
            yield Remark(name, time.isoformat(), BEFORE_CREATION)
        elif not created_at and time:
            yield Remark("created_at", "", EARLIEST_TAKEN)
            return


def make_batches(rows: Iterable[ValidRow | RejectedRow]) -> Iterator[list[ValidRow | RejectedRow]]:
    """Yield the rows of a file in lists of bounded size."""
    batch: list[ValidRow | RejectedRow] = []
    length = 0
    for row in rows:
        batch.append(row)
        if isinstance(row, ValidRow):
            length += row.length
        if len(batch) == BATCH_SIZE or length > BATCH_LENGTH:
            yield batch
            batch, length = [], 0
    yield batch


def split_rejected(
    rows: Iterable[ValidRow | RejectedRow],
) -> tuple[list[ValidRow], list[RejectedRow]]:
    """Return the rows that can be stored, and those that cannot."""
    valid: list[ValidRow] = []
    rejected: list[RejectedRow] = []
    for row in rows:
        if isinstance(row, ValidRow):
            valid.append(row)
        else:
            rejected.append(row)
    return valid, rejected
