"""The WSGI entry point that gunicorn loads."""

import os
import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created

from config.observability.request_ids import with_request_ids

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.IGNORECASE)


def read_as_utf_8(application: WSGIApplication) -> WSGIApplication:
    """Ignore the `charset` in a request's `Content-Type`: JSON and queries are UTF-8.

    Django decodes the query with it while it builds the request, and fails on an unknown encoding
    before any middleware runs.
    """

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
        return application(environ, start_response)

    return app


if settings.SENTRY_DSN:
    from config.observability import sentry

    sentry.start()

application = with_request_ids(read_as_utf_8(get_wsgi_application()))

from config.middleware.database_outages import limit_statements  # noqa: E402 - it needs the settings

connection_created.connect(
    limit_statements, dispatch_uid="config.middleware.database_outages.limit_statements"
)
