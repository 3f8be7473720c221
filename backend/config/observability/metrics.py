"""Prometheus metrics of requests: number, duration and status.

Imported only if `METRICS` is set.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django_prometheus.exports import ExportToDjangoView
from django_prometheus.middleware import PrometheusAfterMiddleware

PATH = "/metrics"


def serve_metrics(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: serve the metrics to clients that connect directly, whatever their `Host`.

    Requests through a proxy come from outside, and get none.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info != PATH or "X-Forwarded-For" in request.headers:
            return get_response(request)
        response: HttpResponseBase = ExportToDjangoView(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


class MeasureRequests(PrometheusAfterMiddleware):
    """The package's middleware, with one label for all unknown methods: strangers can send any."""

    def label_metric(
        self, metric: Any, request: HttpRequest, response: Any = None, **labels: str
    ) -> Any:
        if "method" in labels:
            labels["method"] = self._method(request)
        return super().label_metric(metric, request, response, **labels)
