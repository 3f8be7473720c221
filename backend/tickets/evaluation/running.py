"""Ask the model about many tickets, and keep what it says as it comes."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from django.db import connection
from pydantic import BaseModel, ValidationError

from tickets.evaluation.labelled import fingerprint
from tickets.triage.model_call import Attempt

UNUSABLE = "unusable"
"""The cause of a failure that is the model's own: another try would flatter it."""


class Entry(BaseModel):
    """A line of a log of results."""

    key: str
    attempt: Attempt


def key_of(description: str, model: str) -> str:
    """Under what the log keeps the answer of a model about a description."""
    return fingerprint(model, description)


def read_log(path: Path) -> dict[str, Attempt]:
    """The results in a log that need no other try, by key; empty where there is no log.

    A line that cannot be read, such as the last one of a run that was killed, counts as missing.
    """
    attempts = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                entry = Entry.model_validate_json(line)
            except ValidationError:
                continue
            if entry.attempt.cause in (None, UNUSABLE):
                attempts[entry.key] = entry.attempt
    return attempts


def start_log(path: Path, *, resume: bool) -> TextIO:
    """Open a log for writing: empty, or to go on behind what an earlier run has left."""
    file = path.open("a" if resume else "w", encoding="utf-8")
    if file.tell():
        # The last line may have been cut short.
        file.write("\n")
    return file


def write_entry(file: TextIO, key: str, attempt: Attempt) -> None:
    """Add a result to a log, safe from whatever ends this process."""
    # A reason may quote what a customer wrote.
    entry = Entry(key=key, attempt=replace(attempt, reason=None))
    file.write(f"{entry.model_dump_json()}\n")
    file.flush()


def ask_and_let_go(ask: Callable[[str], Attempt], description: str) -> Attempt:
    """Ask from a thread, which must not keep its connection to the database to its end."""
    try:
        return ask(description)
    finally:
        connection.close()


@contextmanager
def ask_all(
    descriptions: Iterable[str], ask: Callable[[str], Attempt], concurrency: int
) -> Iterator[Iterator[tuple[str, Attempt]]]:
    """Ask about every description, `concurrency` at a time; gives them with what came, as it comes.

    Leaving early takes back the calls that have not begun and waits for those that have.
    """
    pool = ThreadPoolExecutor(concurrency, thread_name_prefix="evaluate")
    try:
        asked = {pool.submit(ask_and_let_go, ask, text): text for text in descriptions}
        yield ((asked[call], call.result()) for call in as_completed(asked))
    finally:
        pool.shutdown(cancel_futures=True)
