"""Work after the answer."""

import os
import threading
import time

import pytest
from django.db import transaction

from core import jobs
from core.jobs import Job, Worker
from tests.support.mail_server import wait_for


@pytest.fixture
def worker(monkeypatch):
    worker = Worker()
    monkeypatch.setattr(jobs, "worker", worker)
    monkeypatch.setattr(jobs, "RETRY_DELAYS", (0.05, 0.05, 0.05))
    monkeypatch.setattr(jobs, "DRAIN_SECONDS", 1)
    return worker


@pytest.fixture(autouse=True)
def in_the_background(settings):
    settings.BACKGROUND_JOBS = True


def job(run, may_retry=lambda error: True, **options):
    return Job("something", run, may_retry, **options)


class Flaky:
    """Fails so many times, then works."""

    def __init__(self, failures, error=OSError):
        self.failures, self.error, self.calls = failures, error, 0

    def __call__(self):
        self.calls += 1
        if self.calls <= self.failures:
            raise self.error("agent@example.com token")


def test_it_is_done_by_another_thread(worker):
    threads: list[threading.Thread] = []
    worker.submit(job(lambda: threads.append(threading.current_thread())))
    assert wait_for(lambda: threads)
    assert threads[0] is not threading.current_thread()
    assert threads[0].daemon


def test_an_idle_process_has_no_thread_for_it(worker):
    done: list[int] = []
    for number in range(3):
        worker.submit(job(lambda n=number: done.append(n)))
        assert wait_for(lambda: worker.thread is None)
    assert done == [0, 1, 2]
    assert wait_for(lambda: "jobs" not in [thread.name for thread in threading.enumerate()])


def test_what_may_pass_is_tried_again(worker):
    failures: list[Exception] = []
    flaky = Flaky(3)
    worker.submit(job(flaky, on_failure=failures.append))
    assert wait_for(lambda: flaky.calls == 4)
    assert failures == []


def test_in_the_end_the_failure_is_told_without_its_text(worker, caplog):
    failures: list[Exception] = []
    flaky = Flaky(9)
    worker.submit(job(flaky, on_failure=failures.append))
    assert wait_for(lambda: failures)
    assert flaky.calls == 4
    assert "Gave up on something after 4 tries: OSError" in caplog.text
    assert "example.com" not in caplog.text


def test_what_does_not_pass_is_tried_once(worker):
    failures: list[Exception] = []
    flaky = Flaky(9, ValueError)
    worker.submit(job(flaky, lambda error: False, on_failure=failures.append))
    assert wait_for(lambda: failures)
    assert flaky.calls == 1


def test_a_failing_job_does_not_hold_up_the_next(worker, monkeypatch):
    monkeypatch.setattr(jobs, "RETRY_DELAYS", (60,))
    done: list[int] = []
    worker.submit(job(Flaky(9)))
    worker.submit(job(lambda: done.append(1)))
    assert wait_for(lambda: done)


def test_the_queue_is_bounded(worker, monkeypatch):
    monkeypatch.setattr(jobs, "MAX_JOBS", 3)
    failures: list[Exception] = []
    done: list[int] = []
    release = threading.Event()
    worker.submit(job(lambda: release.wait(5)))
    assert wait_for(lambda: worker.current)
    for number in range(5):
        worker.submit(job(lambda n=number: done.append(n), on_failure=failures.append))
    assert [type(failure).__name__ for failure in failures] == ["QueueFullError"] * 2
    release.set()
    assert wait_for(lambda: done == [0, 1, 2])


def test_at_the_end_what_is_left_is_done(worker):
    done: list[int] = []
    worker.submit(job(lambda: time.sleep(0.2)))
    worker.submit(job(lambda: done.append(1)))
    worker.stop()
    assert done == [1]


def test_at_the_end_nothing_waits_for_ever(worker):
    failures: list[Exception] = []
    release = threading.Event()
    worker.submit(job(lambda: release.wait(30), on_failure=failures.append))
    worker.submit(job(lambda: None, on_failure=failures.append))
    started = time.monotonic()
    worker.stop()
    assert time.monotonic() - started < 3
    assert len(failures) == 2
    release.set()


def test_a_fork_starts_a_thread_of_its_own():
    done = threading.Event()
    jobs.worker.submit(job(done.set))
    assert done.wait(5)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        jobs.worker.submit(job(lambda: os.write(writer, b"done")))
        time.sleep(5)
        os._exit(0)
    os.close(writer)
    assert os.read(reader, 4) == b"done"
    os.kill(child, 9)
    os.waitpid(child, 0)


def test_without_a_thread_to_be_had_the_next_job_starts_one(worker, monkeypatch):
    done: list[int] = []

    def refuse(thread):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        worker.submit(job(lambda: done.append(1)))
    worker.submit(job(lambda: done.append(2)))
    assert wait_for(lambda: done == [1, 2])


@pytest.mark.django_db(transaction=True)
def test_it_waits_for_the_transaction(worker):
    done: list[int] = []
    with transaction.atomic():
        jobs.perform_after_commit(job(lambda: done.append(1)))
        time.sleep(0.2)
        assert done == []
    assert wait_for(lambda: done)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_done(worker):
    done: list[int] = []
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.perform_after_commit(job(lambda: done.append(1)))
        raise ZeroDivisionError
    time.sleep(0.2)
    assert done == []


@pytest.mark.django_db(transaction=True)
def test_a_request_can_wait_for_its_own_jobs_and_for_no_others(worker, settings):
    settings.JOBS_END_WITH_REQUEST = True
    done: list[int] = []
    release = threading.Event()
    other = threading.Thread(target=jobs.hand_over, args=(job(lambda: release.wait(5)),))
    other.start()
    other.join()
    started = time.monotonic()
    jobs.wait_for_own_jobs(until=started + 5)
    assert time.monotonic() - started < 0.5
    jobs.hand_over(job(lambda: done.append(1)))
    release.set()
    jobs.wait_for_own_jobs(until=started + 5)
    assert done == [1]
    jobs.hand_over(job(lambda: time.sleep(3)))
    started = time.monotonic()
    jobs.wait_for_own_jobs(until=started + 0.3)
    assert time.monotonic() - started < 1
