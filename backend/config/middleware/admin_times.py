"""Times in the admin."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def show_team_times(get_response: GetResponse) -> GetResponse:
    """Middleware: show the admin's times and days in the team's zone; the API's stay in UTC."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            return get_response(request)
        with timezone.override(settings.TEAM_TIME_ZONE):
            return get_response(request)

    return middleware
