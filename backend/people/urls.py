from django.urls import path, re_path

from people.views import RequestersView, RequesterView

urlpatterns = [
    path("requesters/", RequestersView.as_view(), name="requesters"),
    # As many digits as a 64-bit id has at most.
    re_path(r"^requesters/(?P<pk>[0-9]{1,19})/$", RequesterView.as_view(), name="requester"),
]
