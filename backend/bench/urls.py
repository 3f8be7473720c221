"""The product's URLs, and beside them those of the plain implementation."""

from django.urls import include, path
from rest_framework.routers import DefaultRouter

from bench.conversations.plain import PlainMessageViewSet, PlainPulseView, PlainUndoViewSet
from bench.plain.views import PlainTicketViewSet
from bench.workflow.plain_reports import PlainReportsView

router = DefaultRouter()
router.register("tickets", PlainTicketViewSet)
router.register("tickets/(?P<ticket>[0-9]+)/messages", PlainMessageViewSet, basename="message")
router.register("messages", PlainUndoViewSet, basename="undo")

urlpatterns = [
    path("bench/plain/pulse/", PlainPulseView.as_view()),
    path("bench/plain/reports/", PlainReportsView.as_view()),
    path("bench/plain/", include(router.urls)),
    path("", include("config.urls")),
]
