#!/bin/sh
# Starts the API in a container: waits for the database, brings it up to date, then serves.
set -eu

wait_for_database() {
    PGCONNECT_TIMEOUT=5 python - <<'PYTHON'
import sys
import time

import django
from django.db import OperationalError, connection

django.setup()
deadline = time.monotonic() + 60
while True:
    try:
        connection.ensure_connection()
        break
    except OperationalError as error:
        if time.monotonic() > deadline:
            sys.exit(f"The database did not answer within 60 seconds; check DATABASE_URL: {error}")
        time.sleep(1)
PYTHON
}

if [ "$#" -gt 0 ]; then
    exec "$@"
fi

wait_for_database
python manage.py migrate --noinput
# The request line may be longer than any query that the API takes, so that it tells what is too long.
# Heartbeats on the container's own disk can stall the workers; memory cannot.
exec gunicorn config.wsgi:application \
    --bind "0.0.0.0:${PORT:-8000}" \
    --worker-class gthread \
    --workers "${WEB_CONCURRENCY:-2}" \
    --threads "${GUNICORN_THREADS:-8}" \
    --timeout 60 \
    --limit-request-line 8190 \
    --worker-tmp-dir /dev/shm \
    --no-control-socket \
    --logger-class config.logs.server.ServerLogger
