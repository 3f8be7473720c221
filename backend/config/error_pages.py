"""Error responses outside of views: JSON under `/api/`, Django's own pages elsewhere."""

import sys
from http import HTTPStatus

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.urls import Resolver404, resolve
from django.views import csrf, defaults
from django.views.decorators.csrf import csrf_exempt

from core.db.outages import MESSAGE, RETRY_AFTER_SECONDS, is_transient
from core.http.errors import CsrfFailed

NOT_FOUND = "Nothing is here. The API's addresses are listed at /api/docs/."


class PermanentRedirectKeepingMethod(HttpResponsePermanentRedirect):
    """308 response: unlike with 301, the client repeats the method and the body."""

    status_code = HTTPStatus.PERMANENT_REDIRECT


# It changes nothing, and clients should get 404, not an error about a missing CSRF token.
@csrf_exempt
def api_not_found(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
    """Answer 404 in JSON for an unknown address; redirect one that lacks its trailing slash."""
    if not request.path.endswith("/"):
        try:
            match = resolve(request.path + "/")
        except Resolver404:
            match = None
        if match and match.url_name != "api-not-found":
            return PermanentRedirectKeepingMethod(request.get_full_path(force_append_slash=True))
    return JsonResponse({"detail": NOT_FOUND}, status=HTTPStatus.NOT_FOUND)


def front_page(request: HttpRequest) -> HttpResponse:
    """Point to the API and to Vite where the interface is not built, else whitenoise serves it."""
    return HttpResponse(
        "TicketFlow's API runs here: /api/docs/ describes it.\n"
        "The interface has not been built; `npm run dev` in frontend/ serves it on port 3000.\n",
        content_type="text/plain; charset=utf-8",
    )


def is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    if is_api(request):
        refusal = CsrfFailed()
        return JsonResponse(refusal.detail, status=refusal.status_code)
    return csrf.csrf_failure(request, reason)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if is_api(request):
        return JsonResponse({"detail": "We could not read this request."}, status=400)
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if is_api(request):
        return JsonResponse({"detail": "You may not do this."}, status=403)
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if is_api(request):
        return JsonResponse({"detail": NOT_FOUND}, status=404)
    return defaults.page_not_found(request, exception)


def unavailable(request: HttpRequest) -> HttpResponseBase:
    """Answer 503: JSON under `/api/`, a plain page elsewhere."""
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"}
    status = HTTPStatus.SERVICE_UNAVAILABLE
    if is_api(request):
        return JsonResponse({"detail": MESSAGE}, status=status, headers=headers)
    return HttpResponse(
        f"{MESSAGE}\n", status=status, headers=headers, content_type="text/plain; charset=utf-8"
    )


def server_error(request: HttpRequest) -> HttpResponseBase:
    # Django calls this while it handles what a middleware raised.
    if is_transient(sys.exception()):
        return unavailable(request)
    if is_api(request):
        return JsonResponse({"detail": "Something failed on our side."}, status=500)
    return defaults.server_error(request)
