"""The URLs of the project: API, docs, admin; `health.py` has the probes."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from config.docs import DocsView, SchemaView
from config.fallbacks import api_not_found, front_page
from config.public import ConfigView

urlpatterns = [
    path("", front_page),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("api/schema/", SchemaView.as_view(), name="schema"),
    path("api/docs/", DocsView.as_view(url_name="schema"), name="docs"),
    path("api/config/", ConfigView.as_view(), name="config"),
    path("api/", include("accounts.urls")),
    path("api/", include("tickets.urls")),
    # A dot would let addresses with a line break in them through.
    re_path(r"^api(/[\s\S]*)?$", api_not_found, name="api-not-found"),
]

handler400 = "config.fallbacks.bad_request"
handler403 = "config.fallbacks.permission_denied"
handler404 = "config.fallbacks.page_not_found"
handler500 = "config.fallbacks.server_error"
