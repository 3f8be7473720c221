"""Ask the model about many tickets, and log each result as it comes."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from django.db import connection
from pydantic import BaseModel, ValidationError

from tickets.evaluation.labelled_tickets import fingerprint
from tickets.triage.model_result import Cause, ModelResult


class LogEntry(BaseModel):
    """A line of the log of results."""

    key: str
    result: ModelResult


def log_key(description: str, model: str) -> str:
    """Return the log's key for a model's result about a description."""
    return fingerprint(model, description)


def read_log(path: Path) -> dict[str, ModelResult]:
    """Return the results in a log that need no retry, by key; empty if there is no log.

    Skip lines that cannot be read, such as the last one of a run that was killed.
    """
    results = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                entry = LogEntry.model_validate_json(line)
            except ValidationError:
                continue
            # Another try would flatter a model that gave an unusable answer.
            if entry.result.cause in (None, Cause.UNUSABLE):
                results[entry.key] = entry.result
    return results


def start_log(path: Path, *, resume: bool) -> TextIO:
    """Open a log for writing, after the entries of an earlier run when resuming."""
    file = path.open("a" if resume else "w", encoding="utf-8")
    if file.tell():
        # The last line may have been cut short.
        file.write("\n")
    return file


def write_entry(file: TextIO, key: str, result: ModelResult) -> None:
    """Append a result to a log, and flush it."""
    # A reason may quote what a customer wrote.
    entry = LogEntry(key=key, result=replace(result, reason=None))
    file.write(f"{entry.model_dump_json()}\n")
    file.flush()


def ask_and_close(ask: Callable[[str], ModelResult], description: str) -> ModelResult:
    """Ask from a thread, and close its database connection."""
    try:
        return ask(description)
    finally:
        connection.close()


@contextmanager
def ask_all(
    descriptions: Iterable[str], ask: Callable[[str], ModelResult], concurrency: int
) -> Iterator[Iterator[tuple[str, ModelResult]]]:
    """Ask about the descriptions, `concurrency` at a time; yield each with its result as it comes.

    Leaving early cancels the calls that have not begun and waits for those that have.
    """
    pool = ThreadPoolExecutor(concurrency, thread_name_prefix="evaluate")
    try:
        asked = {pool.submit(ask_and_close, ask, text): text for text in descriptions}
        yield ((asked[call], call.result()) for call in as_completed(asked))
    finally:
        pool.shutdown(cancel_futures=True)
