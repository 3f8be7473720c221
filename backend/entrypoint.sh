#!/bin/sh
# Starts the API in a container: waits for the database, brings it up to date, then serves. Whatever
# is given as a command is run in place of that.
set -eu

if [ "$#" -gt 0 ]; then
    exec "$@"
fi

python manage.py migrate_once
# Idle connections are kept a little longer than nginx would use one (nginx.conf). Who is told to stop
# has 10 seconds. Heartbeats on the container's own disk can stall the workers; memory cannot.
exec gunicorn config.wsgi:application \
    --config python:config.gunicorn_conf \
    --bind "0.0.0.0:${PORT:-8000}" \
    --keep-alive 5 \
    --graceful-timeout 8 \
    --worker-tmp-dir /dev/shm
