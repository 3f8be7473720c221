from rest_framework.routers import DefaultRouter

from tickets.private_links.views import PublicTicketViewSet
from tickets.views import TicketViewSet

router = DefaultRouter()
router.include_format_suffixes = False
router.register("tickets", TicketViewSet)
router.register("requests", PublicTicketViewSet, basename="request")

urlpatterns = router.urls
