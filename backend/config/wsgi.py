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


def mount(application: WSGIApplication, path: str) -> WSGIApplication:
    """Serve below a path (`PUBLIC_URL`), whether or not the proxy in front takes it off.

    Either way Django gets what follows, and puts the path before the addresses that it makes
    (`FORCE_SCRIPT_NAME`).
    """
    if not path:
        return application

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        asked = environ.get("PATH_INFO", "")
        if asked == path:
            # The page names its files relative to itself.
            query = environ.get("QUERY_STRING")
            location = f"{path}/?{query}" if query else f"{path}/"
            headers = [("Location", location), ("Content-Length", "0")]
            start_response("308 Permanent Redirect", headers)
            return []
        if asked.startswith(f"{path}/"):
            environ["PATH_INFO"] = asked.removeprefix(path)
        return application(environ, start_response)

    return app


if settings.SENTRY_DSN:
    from config.observability import sentry

    sentry.start()

application = with_request_ids(
    mount(read_as_utf_8(get_wsgi_application()), settings.FORCE_SCRIPT_NAME or "")
)

from config.middleware.database_outages import limit_statements  # noqa: E402 - it needs the settings

connection_created.connect(
    limit_statements, dispatch_uid="config.middleware.database_outages.limit_statements"
)
