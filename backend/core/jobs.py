"""Work that is done after the answer, by one thread of the process.

The queue is in memory and bounded: what it has no room for, and what a stopped process has not done
within `DRAIN_SECONDS`, is lost and told in the log.
"""

import atexit
import heapq
import itertools
import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connections, transaction

logger = logging.getLogger(__name__)

MAX_JOBS = 200
# In seconds, before the second try and those after it.
RETRY_DELAYS = (5, 30, 180)
DRAIN_SECONDS = 5
# The longest that a request waits for its jobs where they have to end with it.
WAIT_SECONDS = 5


class QueueFullError(Exception):
    """`MAX_JOBS` are waiting."""


class StoppedError(Exception):
    """The process was stopped before the job was done."""


@dataclass(eq=False)
class Job:
    """Something to do, tried again while `may_retry` says so of its error."""

    name: str
    run: Callable[[], object]
    may_retry: Callable[[Exception], bool]
    on_failure: Callable[[Exception], object] = lambda error: None
    tries: int = 0
    is_tried: threading.Event = field(default_factory=threading.Event)

    def fail(self, error: Exception) -> None:
        """Tell of the final failure, by kinds of errors alone: their texts can hold addresses."""
        kind = type(error).__name__
        logger.error("Gave up on %s after %d tries: %s", self.name, self.tries, kind)
        try:
            self.on_failure(error)
        except Exception as second:
            logger.warning("The failure was not recorded: %s", type(second).__name__)


class Worker:
    """One thread and its queue."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Start with nothing to do: after a fork, the thread and its jobs are the parent's."""
        self.condition = threading.Condition()
        self.waiting: list[tuple[float, int, Job]] = []
        self.number = itertools.count()
        self.thread: threading.Thread | None = None
        self.current: Job | None = None
        self.is_stopping = False

    def submit(self, job: Job) -> None:
        with self.condition:
            is_accepted = len(self.waiting) < MAX_JOBS
            if is_accepted:
                self.push(job, time.monotonic())
        if not is_accepted:
            job.fail(QueueFullError())
            job.is_tried.set()

    def push(self, job: Job, due: float) -> None:
        """Queue a job; the caller holds the lock."""
        heapq.heappush(self.waiting, (due, next(self.number), job))
        if self.thread is None or not self.thread.is_alive():
            thread = threading.Thread(target=self.work, name="jobs", daemon=True)
            try:
                thread.start()
            except RuntimeError as error:
                # No thread is to be had right now; the next job tries again.
                logger.warning("Jobs wait: %s", error)
            else:
                self.thread = thread
        self.condition.notify_all()

    def work(self) -> None:
        """Do what is due until nothing is left: an idle process has no thread for it."""
        while job := self.take():
            try:
                self.perform(job)
            finally:
                connections.close_all()
                job.is_tried.set()
                with self.condition:
                    self.current = None
                    self.condition.notify_all()

    def take(self) -> Job | None:
        """Wait for the next job that is due; return None, and let go of the thread, without one."""
        with self.condition:
            while self.waiting:
                seconds = self.waiting[0][0] - time.monotonic()
                if seconds <= 0 or self.is_stopping:
                    self.current = heapq.heappop(self.waiting)[2]
                    return self.current
                self.condition.wait(seconds)
            self.thread = None
            return None

    def perform(self, job: Job) -> None:
        job.tries += 1
        try:
            job.run()
        except Exception as error:
            with self.condition:
                if job.may_retry(error) and job.tries <= len(RETRY_DELAYS) and not self.is_stopping:
                    logger.warning("%s failed for now: %s", job.name, type(error).__name__)
                    self.push(job, time.monotonic() + RETRY_DELAYS[job.tries - 1])
                    return
            job.fail(error)

    def stop(self) -> None:
        """Try what is left once more, for `DRAIN_SECONDS` at most."""
        deadline = time.monotonic() + DRAIN_SECONDS
        with self.condition:
            self.is_stopping = True
            self.condition.notify_all()
            while self.waiting or self.current:
                if not self.condition.wait(deadline - time.monotonic()):
                    break
            left = [job for _, _, job in self.waiting]
            if self.current:
                left.append(self.current)
            self.waiting.clear()
        for job in left:
            job.fail(StoppedError())


worker = Worker()
os.register_at_fork(after_in_child=worker.reset)
atexit.register(worker.stop)


class OwnJobs(threading.local):
    """The jobs that this thread's request has handed over."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []


own = OwnJobs()


def perform_after_commit(job: Job) -> None:
    """Hand a job over once the transaction, if there is one, has been committed.

    With `BACKGROUND_JOBS` off, as in tests, do it now, and raise errors of the code itself.
    """
    if settings.BACKGROUND_JOBS:
        transaction.on_commit(lambda: hand_over(job))
        return
    try:
        job.run()
    except Exception as error:
        if not (isinstance(error, OSError) or job.may_retry(error)):
            raise
        job.fail(error)


def hand_over(job: Job) -> None:
    if settings.JOBS_END_WITH_REQUEST and threading.current_thread() is not worker.thread:
        own.jobs.append(job)
    worker.submit(job)


def wait_for_own_jobs(until: float) -> None:
    """Wait for the first try of what this request has handed over, until a monotonic time.

    The time is that of the own jobs alone: else a stranger could tell by the time of their request
    that somebody else's had something to do.
    """
    for job in own.jobs:
        job.is_tried.wait(max(0.0, until - time.monotonic()))
    own.jobs.clear()
