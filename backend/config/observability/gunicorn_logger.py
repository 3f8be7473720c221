"""gunicorn's log in the form of the product's own."""

import logging
import os
import sys
from datetime import timedelta
from typing import Any
from wsgiref.types import WSGIEnvironment

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.log import configure_logging
from gunicorn.glogging import Logger

from config.observability import request_ids
from config.observability.log_redaction import METHODS, redact_path


class GunicornLogger(Logger):
    """Logger that uses the handlers of `settings.LOGGING`, not gunicorn's own options."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        try:
            configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
        except ImproperlyConfigured as error:
            sys.exit(str(error))
        logging.captureWarnings(not settings.DEBUG)

    def access(
        self, resp: Any, req: Any, environ: WSGIEnvironment, request_time: timedelta
    ) -> None:
        """Log one line for a request: method, path, status and duration."""
        if self.access_log.isEnabledFor(logging.INFO):
            method = environ.get("REQUEST_METHOD", "")
            fields = {
                "method": method if method in METHODS else "other",
                "path": redact_path(environ.get("PATH_INFO") or ""),
                "status": int(str(resp.status).split(maxsplit=1)[0]),
                "duration_ms": round(request_time.total_seconds() * 1000, 1),
            }
            self.access_log.info("%(method)s %(path)s %(status)d", fields, extra=fields)
        request_ids.clear()
