"""Figures for Prometheus, where `METRICS` is set: how many requests, how long, how they ended.

Nothing here is imported otherwise.
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
    """Middleware: answer who asks the process itself, whatever the `Host`, and no stranger.

    Whoever comes by a proxy, comes from outside.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path != PATH or "X-Forwarded-For" in request.headers:
            return get_response(request)
        response: HttpResponseBase = ExportToDjangoView(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


class MeasureRequests(PrometheusAfterMiddleware):
    """The package's middleware, but strangers cannot make a series of figures for each word that
    they send in place of a method."""

    def label_metric(
        self, metric: Any, request: HttpRequest, response: Any = None, **labels: str
    ) -> Any:
        if "method" in labels:
            labels["method"] = self._method(request)
        return super().label_metric(metric, request, response, **labels)
