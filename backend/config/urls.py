"""The project's URLs: API, docs, admin. `middleware/probes.py` answers the probes."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from config.api_docs_views import DocsView, SchemaView
from config.client_config import ConfigView
from config.error_pages import api_not_found, front_page
from core.http.csrf import CsrfView

urlpatterns = [
    path("", front_page),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("api/schema/", SchemaView.as_view(), name="schema"),
    path("api/docs/", DocsView.as_view(url_name="schema"), name="docs"),
    path("api/config/", ConfigView.as_view(), name="config"),
    path("api/csrf/", CsrfView.as_view(), name="csrf"),
    path("api/", include("accounts.urls")),
    # Before the tickets' own, which take all that is behind a private link's token for one.
    path("api/", include("conversations.urls")),
    path("api/", include("people.urls")),
    path("api/", include("tickets.urls")),
    # Unlike `[\s\S]`, a dot does not match line breaks.
    re_path(r"^api(/[\s\S]*)?$", api_not_found, name="api-not-found"),
]

handler400 = "config.error_pages.bad_request"
handler403 = "config.error_pages.permission_denied"
handler404 = "config.error_pages.page_not_found"
handler500 = "config.error_pages.server_error"
