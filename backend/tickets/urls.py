from django.urls import path, re_path
from rest_framework.routers import DefaultRouter

from tickets.assignment.views import AbsenceView, CategoryTeamsView
from tickets.bulk.views import BulkView
from tickets.history.views import HistoryView
from tickets.private_links.views import PrivateLinkView
from tickets.queues.views import NextView, QueuesView
from tickets.removal.views import EraseView
from tickets.search.views import CountsView
from tickets.shared_views.views import SharedViewsView, SharedViewView
from tickets.statistics.views import ReportsView, StatsView
from tickets.tags.views import TagMergeView, TagsView, TagView
from tickets.views import ClassifyView, TicketViewSet

router = DefaultRouter()
router.include_format_suffixes = False
router.register("tickets", TicketViewSet)

# As many digits as a 64-bit id has at most.
TICKET = r"^tickets/(?P<pk>[0-9]{1,19})"
TAG = r"^tags/(?P<pk>[0-9]{1,19})"

urlpatterns = [
    path("absence/", AbsenceView.as_view(), name="absence"),
    path("category-teams/", CategoryTeamsView.as_view(), name="category-teams"),
    path("tags/", TagsView.as_view(), name="tags"),
    re_path(rf"{TAG}/$", TagView.as_view(), name="tag"),
    re_path(rf"{TAG}/merge/$", TagMergeView.as_view(), name="tag-merge"),
    path("reports/", ReportsView.as_view(), name="reports"),
    path("tickets/bulk/", BulkView.as_view(), name="ticket-bulk"),
    path("tickets/classify/", ClassifyView.as_view(), name="ticket-classify"),
    path("tickets/counts/", CountsView.as_view(), name="ticket-counts"),
    path("tickets/next/", NextView.as_view(), name="ticket-next"),
    path("tickets/queues/", QueuesView.as_view(), name="ticket-queues"),
    path("tickets/erase/", EraseView.as_view(), name="ticket-erase"),
    path("tickets/stats/", StatsView.as_view(), name="ticket-stats"),
    re_path(rf"{TICKET}/history/$", HistoryView.as_view(), name="ticket-history"),
    re_path(rf"{TICKET}/link/$", PrivateLinkView.as_view(), name="ticket-link"),
    path("views/", SharedViewsView.as_view(), name="views"),
    re_path(r"^views/(?P<pk>[0-9]{1,19})/$", SharedViewView.as_view(), name="view"),
    *router.urls,
]
