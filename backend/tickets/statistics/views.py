"""The API for the dashboard's figures."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.http.conditional import with_content_etag
from core.http.openapi_responses import ETAG, FIELD_ERRORS, FORBIDDEN, IF_NONE_MATCH, UNCHANGED
from core.http.views import AgentView
from people.teams.access import reader_of
from tickets.statistics.dashboard import ticket_stats
from tickets.statistics.period import DEFAULT_PERIOD, PERIODS
from tickets.statistics.serializers import StatsQuerySerializer, StatsSerializer

PERIOD = OpenApiParameter(
    "period",
    {"type": "string", "enum": list(PERIODS), "default": DEFAULT_PERIOD},
    description="The last so many days, today included, or all time.",
)


class StatsView(AgentView):
    """The dashboard's figures."""

    single_parameters = ("period",)

    @extend_schema(
        summary="Count tickets",
        description=(
            "The dashboard's figures, counted by the database. Days and months are the team's: of "
            "the time zone that `team_time_zone` of `/api/config/` names."
        ),
        parameters=[PERIOD, IF_NONE_MATCH, ETAG],
        responses={200: StatsSerializer, 400: FIELD_ERRORS, **UNCHANGED, **FORBIDDEN},
    )
    def get(self, request: Request) -> Response:
        query = StatsQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        stats = ticket_stats(query.validated_data["period"], reader_of(request))
        return with_content_etag(Response(stats))
