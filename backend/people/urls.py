from django.urls import path, re_path

from people.teams.views import TeamsView, TeamView
from people.views import RequestersView, RequesterView

# As many digits as a 64-bit id has at most.
PK = r"(?P<pk>[0-9]{1,19})"

urlpatterns = [
    path("requesters/", RequestersView.as_view(), name="requesters"),
    re_path(rf"^requesters/{PK}/$", RequesterView.as_view(), name="requester"),
    path("teams/", TeamsView.as_view(), name="teams"),
    re_path(rf"^teams/{PK}/$", TeamView.as_view(), name="team"),
]
