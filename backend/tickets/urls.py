from rest_framework.routers import DefaultRouter

from tickets.views import TicketViewSet

router = DefaultRouter()
router.include_format_suffixes = False
router.register("tickets", TicketViewSet)

urlpatterns = router.urls
