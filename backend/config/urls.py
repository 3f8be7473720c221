"""The URLs of the project: API, docs, admin, health."""

from django.contrib import admin
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from config.fallbacks import api_not_found, front_page
from config.health import healthz, readyz
from config.public import ConfigView

urlpatterns = [
    path("", front_page),
    path("healthz", healthz),
    path("readyz", readyz),
    path("admin/", admin.site.urls),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    path("api/config/", ConfigView.as_view(), name="config"),
    path("api/", include("tickets.urls")),
    re_path(r"^api(/.*)?$", api_not_found, name="api-not-found"),
]

handler400 = "config.fallbacks.bad_request"
handler403 = "config.fallbacks.permission_denied"
handler404 = "config.fallbacks.page_not_found"
handler500 = "config.fallbacks.server_error"
