"""The API for teams: agents read them, admins write them."""

from typing import Any

from django.db.models import Prefetch
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView, get_object_or_404
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from core.db.transactions import repeatable
from core.http.conditional import check_if_match, version_etag, with_content_etag
from core.http.openapi_responses import (
    ETAG,
    FORBIDDEN,
    IF_MATCH,
    IF_NONE_MATCH,
    NESTED_ERRORS,
    UNCHANGED,
    UNREADABLE,
    error,
    not_found,
)
from core.http.views import AgentView
from people.teams.access import reader_of
from people.teams.models import Membership, Team
from people.teams.serializers import NAME_TAKEN, TeamSerializer
from people.teams.services import (
    MAX_TEAMS,
    NameTakenError,
    TooManyTeamsError,
    change_team,
    check_room,
    create_team,
)

STALE = {412: error("The team has changed since the version that `If-Match` names.")}
STALE_TEAM = "This team has changed since you read it. Read it again, then repeat."


def with_members() -> Any:
    """Return the teams with their members: two queries, however many there are."""
    members = Membership.objects.select_related("agent").order_by("pk")
    return Team.objects.prefetch_related(Prefetch("memberships", members))


class TeamListingView(AgentView, GenericAPIView[Team]):
    """A view of teams."""

    serializer_class = TeamSerializer
    pagination_class = None
    filter_backends = ()
    queryset = Team.objects.all()

    def get_queryset(self) -> Any:
        return with_members()

    def answer(self, pk: int, code: int = status.HTTP_200_OK) -> Response:
        team = with_members().get(pk=pk)
        # Not the same to everybody, nor to somebody who has become an admin.
        is_whole = reader_of(self.request).may_read(pk)
        etag = version_etag(team.version, *([] if is_whole else [0]))
        return Response(self.get_serializer(team).data, status=code, headers={"ETag": etag})

    @property
    def is_for_admins(self) -> bool:
        """True for a request that changes something: the access rule asks."""
        return self.request is not None and self.request.method not in SAFE_METHODS


class TeamsView(TeamListingView):
    """All teams."""

    @extend_schema(
        summary="List teams",
        description=(
            "By name, closed ones too, so that tickets can be handed to them; only members and "
            "admins are told who belongs to one."
        ),
        parameters=[IF_NONE_MATCH, ETAG],
        responses={200: TeamSerializer(many=True), **UNCHANGED, **FORBIDDEN},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        teams = self.get_queryset()[:MAX_TEAMS]
        return with_content_etag(Response(self.get_serializer(teams, many=True).data))

    @extend_schema(
        summary="Create a team",
        responses={201: TeamSerializer, **UNREADABLE, 400: NESTED_ERRORS, **FORBIDDEN},
    )
    @repeatable
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        try:
            check_room()
            team = create_team(to_values(serializer))
        except TooManyTeamsError as error:
            raise ValidationError({"name": [str(error)]}) from None
        except NameTakenError:
            raise ValidationError({"name": [NAME_TAKEN]}) from None
        return self.answer(team.pk, status.HTTP_201_CREATED)


def to_values(serializer: Any) -> dict[str, Any]:
    values = dict(serializer.validated_data)
    members = values.pop("memberships", None)
    return values if members is None else {**values, "members": members}


class TeamView(TeamListingView):
    """One team."""

    @extend_schema(
        summary="Read a team",
        responses={200: TeamSerializer, **FORBIDDEN, **not_found("team")},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object().pk)

    @extend_schema(
        summary="Change some of a team's fields",
        description="`members` are then all of them.",
        parameters=[IF_MATCH],
        responses={
            200: TeamSerializer,
            **UNREADABLE,
            400: NESTED_ERRORS,
            **FORBIDDEN,
            **STALE,
            **not_found("team"),
        },
    )
    @repeatable
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        team = self.get_locked()
        serializer = self.get_serializer(team, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        check_if_match(request, version_etag(team.version), STALE_TEAM)
        try:
            change_team(team, to_values(serializer))
        except NameTakenError:
            raise ValidationError({"name": [NAME_TAKEN]}) from None
        return self.answer(team.pk)

    @extend_schema(
        summary="Delete a team",
        description="Its tickets stay, in no team.",
        parameters=[IF_MATCH],
        responses={204: None, **FORBIDDEN, **STALE, **not_found("team")},
    )
    @repeatable
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        team = self.get_locked()
        check_if_match(request, version_etag(team.version), STALE_TEAM)
        team.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)

    def get_locked(self) -> Team:
        team: Team = get_object_or_404(Team.objects.select_for_update(), pk=self.kwargs["pk"])
        return team
