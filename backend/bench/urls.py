"""The product's URLs, and beside them those of the plain implementation."""

from django.urls import include, path
from rest_framework.routers import DefaultRouter

from bench.plain import PlainTicketViewSet

router = DefaultRouter()
router.register("tickets", PlainTicketViewSet)

urlpatterns = [
    path("bench/plain/", include(router.urls)),
    path("", include("config.urls")),
]
