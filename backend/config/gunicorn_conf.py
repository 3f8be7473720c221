"""gunicorn's settings, named by `--config python:config.gunicorn_conf`."""

import gc
import os
import resource
import shutil
import sys
import tempfile
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, NotSupportedError, connection
from django.db.migrations.loader import MigrationLoader

from core.db.failures import explain
from core.db.requirements import find_obstacle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
try:
    settings.DEBUG  # noqa: B018 - reads them
except ImproperlyConfigured as error:
    # gunicorn prints this as the last line, without a traceback.
    sys.exit(str(error))

worker_class = "config.gunicorn_worker.BufferingWorker"
workers = settings.WEB_CONCURRENCY
threads = settings.GUNICORN_THREADS
timeout = 60
# Each connection may have a file open beside it. The system's own limit is often no more than 256.
FILES = 4_096
soft_limit, hard_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
files = FILES if hard_limit == resource.RLIM_INFINITY else min(FILES, hard_limit)
if soft_limit != resource.RLIM_INFINITY and soft_limit < files:
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard_limit))
worker_connections = files // 4
# Longer than any query that the API accepts, so that the API answers 414 in JSON.
limit_request_line = 8190
# Other products on the same domain set cookies too, which all arrive in one header.
limit_request_field_size = 32 * 1024
logger_class = "config.observability.gunicorn_logger.GunicornLogger"
control_socket_disable = True

# Folder for the metrics of all workers; prometheus_client reads the variable when imported.
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def refuse_database() -> None:
    """Exit if the database is one that the product cannot use; one that is away may come back."""
    try:
        obstacle = find_obstacle(connection)
    except NotSupportedError as error:
        obstacle = explain(error)
    except DatabaseError:
        return
    finally:
        # The workers must not inherit it.
        connection.close()
    if obstacle:
        sys.exit(obstacle)


def load_application(server: Any) -> None:
    """Load once what answers requests: workers share the memory of what is there when they fork.

    `preload_app` would load it before the folder for metrics is named.
    """
    server.app.wsgi()
    import_module(settings.ROOT_URLCONF)
    if settings.LLM_API_KEY:
        # The view would load it in each worker.
        import_module("tickets.llm_service")
    # Each worker reads the migrations when it is asked whether it is ready.
    MigrationLoader(None)
    # Else a worker's garbage collector would write to all objects, and so copy them.
    gc.freeze()


def on_starting(server: Any) -> None:
    """Refuse, or else prepare, everything before any worker starts."""
    refuse_database()
    if settings.METRICS:
        os.environ[METRICS_FOLDER] = tempfile.mkdtemp(prefix="ticketflow-metrics-")
    load_application(server)


def child_exit(server: Any, worker: Any) -> None:
    """Keep a dead worker's counters and drop its gauges."""
    if settings.METRICS:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(server: Any) -> None:
    """Remove the folder of metrics after the last worker."""
    if settings.METRICS:
        shutil.rmtree(os.environ[METRICS_FOLDER], ignore_errors=True)
