"""The product's URLs and those of what it is compared with."""

from django.urls import include, path
from rest_framework.routers import DefaultRouter

from bench.floor import ConstantView
from bench.plain import PlainTicketViewSet

router = DefaultRouter()
router.register("tickets", PlainTicketViewSet)

urlpatterns = [
    path("bench/constant/<slug:name>/", ConstantView.as_view()),
    path("bench/plain/", include(router.urls)),
    path("", include("config.urls")),
]
