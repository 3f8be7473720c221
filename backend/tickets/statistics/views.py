"""The API for the dashboard's figures."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.db.bounded import StatementTooSlow
from core.http.conditional import with_content_etag
from core.http.errors import DatabaseUnavailable
from core.http.openapi_responses import ETAG, FIELD_ERRORS, FORBIDDEN, IF_NONE_MATCH, UNCHANGED
from core.http.views import AgentView
from people.teams.access import reader_of
from tickets.statistics.dashboard import ticket_stats
from tickets.statistics.period import DEFAULT_PERIOD, PERIODS
from tickets.statistics.report_serializers import ReportsQuerySerializer, ReportsSerializer
from tickets.statistics.reports import DAYS_CHOICES, DEFAULT_DAYS, report_figures
from tickets.statistics.serializers import StatsQuerySerializer, StatsSerializer

PERIOD = OpenApiParameter(
    "period",
    {"type": "string", "enum": list(PERIODS), "default": DEFAULT_PERIOD},
    description="The last so many days, today included, or all time.",
)


DAYS = OpenApiParameter(
    "days",
    {"type": "integer", "enum": list(DAYS_CHOICES), "default": DEFAULT_DAYS},
    description="The last so many days of the team's, today included.",
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


class ReportsView(AgentView):
    """The figures of agents and teams, and the age of what is open."""

    single_parameters = ("days",)

    @extend_schema(
        summary="Report on agents, teams and the backlog",
        description=(
            "Each figure is of the tickets that an agent or a team has now, and is the total of "
            "the list with the filters that it names. Figures may be a minute old."
        ),
        parameters=[DAYS, IF_NONE_MATCH, ETAG],
        responses={200: ReportsSerializer, 400: FIELD_ERRORS, **UNCHANGED, **FORBIDDEN},
    )
    def get(self, request: Request) -> Response:
        query = ReportsQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        try:
            figures = report_figures(query.validated_data["days"], reader_of(request))
        except StatementTooSlow as error:
            raise DatabaseUnavailable from error
        return with_content_etag(Response(figures))
