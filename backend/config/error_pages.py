"""Error responses outside of views: JSON under `/api/`, Django's own pages elsewhere."""

import sys
from collections.abc import Mapping
from http import HTTPStatus

from django.core.exceptions import DisallowedHost
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt

from core.db.outages import MESSAGE, RETRY_AFTER_SECONDS, is_transient
from core.http.csrf_refusals import explain_refusal

UNKNOWN_HOST = (
    "TicketFlow is not served under this name. Open the address that you were given; whoever runs "
    "it sets PUBLIC_URL to that address or adds its name to ALLOWED_HOSTS, and the proxy in front "
    "must pass on Host."
)


def not_found() -> JsonResponse:
    detail = f"Nothing is here. The API's addresses are listed at {reverse('docs')}."
    return JsonResponse({"detail": detail}, status=HTTPStatus.NOT_FOUND)


class PermanentRedirectKeepingMethod(HttpResponsePermanentRedirect):
    """308 response: unlike with 301, the client repeats the method and the body."""

    status_code = HTTPStatus.PERMANENT_REDIRECT


# It changes nothing, and clients should get 404, not an error about a missing CSRF token.
@csrf_exempt
def api_not_found(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
    """Answer 404 in JSON for an unknown address; redirect one that lacks its trailing slash."""
    if not request.path_info.endswith("/"):
        try:
            match = resolve(request.path_info + "/")
        except Resolver404:
            match = None
        if match and match.url_name != "api-not-found":
            return PermanentRedirectKeepingMethod(request.get_full_path(force_append_slash=True))
    return not_found()


def front_page(request: HttpRequest) -> HttpResponse:
    """Point to the API and to Vite where the interface is not built, else whitenoise serves it."""
    return HttpResponse(
        f"TicketFlow's API runs here: {reverse('docs')} describes it.\n"
        "The interface has not been built; `npm run dev` in frontend/ serves it on port 3000.\n",
        content_type="text/plain; charset=utf-8",
    )


def is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Answer with the cause: JSON to programs, a page to who has sent a form."""
    refused = explain_refusal(request, reason)
    if is_api(request) and "text/html" not in request.headers.get("Accept", ""):
        return JsonResponse(refused.body, status=refused.status_code)
    return render(request, "csrf_refused.html", refused.body, status=refused.status_code)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if isinstance(exception, DisallowedHost):
        return wrong_address(request, UNKNOWN_HOST)
    if is_api(request):
        return JsonResponse({"detail": "We could not read this request."}, status=400)
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if is_api(request):
        return JsonResponse({"detail": "You may not do this."}, status=403)
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if is_api(request):
        return not_found()
    return defaults.page_not_found(request, exception)


def refusal(
    request: HttpRequest,
    status: HTTPStatus,
    message: str,
    headers: Mapping[str, str] | None = None,
    **more: str,
) -> HttpResponseBase:
    """Return JSON under `/api/`, a plain page elsewhere."""
    if is_api(request):
        return JsonResponse({"detail": message, **more}, status=status, headers=headers)
    return HttpResponse(
        f"{message}\n", status=status, headers=headers, content_type="text/plain; charset=utf-8"
    )


def wrong_address(request: HttpRequest, message: str) -> HttpResponseBase:
    """Answer a request that a proxy, or a setting, makes come to another address than ours."""
    return refusal(request, HTTPStatus.BAD_REQUEST, message, code="wrong_address")


def unavailable(request: HttpRequest) -> HttpResponseBase:
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"}
    return refusal(request, HTTPStatus.SERVICE_UNAVAILABLE, MESSAGE, headers)


def server_error(request: HttpRequest) -> HttpResponseBase:
    # Django calls this while it handles what a middleware raised.
    if is_transient(sys.exception()):
        return unavailable(request)
    if is_api(request):
        return JsonResponse({"detail": "Something failed on our side."}, status=500)
    return defaults.server_error(request)
