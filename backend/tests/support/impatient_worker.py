"""gunicorn's worker with shorter deadlines, so that tests need not wait for them."""

from config import gunicorn_worker
from config.gunicorn_worker import BufferingWorker

gunicorn_worker.REQUEST_SECONDS = 1
gunicorn_worker.ANSWER_SECONDS = 1
gunicorn_worker.MIN_ANSWER_BYTES_PER_SECOND = 10**9
gunicorn_worker.CLOSING_SECONDS = 1
gunicorn_worker.MAX_HELD_BYTES = 4 * 1024 * 1024

__all__ = ["BufferingWorker"]
