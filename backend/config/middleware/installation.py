"""The answer to `manage.py check_installation`, which asks what its own request looks like."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, JsonResponse

from core.installation.request_report import HEADER, PATH, describe, take_token


def report_requests(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: answer before a wrong `Host` or scheme is refused, which is to be found out."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info != PATH or not take_token(request.headers.get(HEADER, "")):
            return get_response(request)
        return JsonResponse(describe(request), headers={"Cache-Control": "no-store"})

    return middleware
