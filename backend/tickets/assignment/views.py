"""The API for absences, and for the teams of categories."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from core.http.openapi_responses import FIELD_ERRORS, FORBIDDEN, UNREADABLE
from core.http.views import AgentView
from people.models import Team
from tickets.assignment.absences import (
    end_absence,
    get_away_until,
    open_tickets_of,
    start_absence,
)
from tickets.assignment.category_teams import get_category_teams, set_category_teams
from tickets.assignment.serializers import (
    AbsenceSerializer,
    AbsenceStateSerializer,
    CategoryTeamsSerializer,
    HandedOverSerializer,
)
from tickets.history.actors import actor_of

MAX_COUNTED = 10_000
NO_TEAM = "You are in no team, so nothing is assigned to you automatically."


class AbsenceView(AgentView):
    """The absence of the agent who asks."""

    is_personal = True

    @extend_schema(
        summary="Read until when you are away",
        responses={200: AbsenceStateSerializer, **FORBIDDEN},
    )
    def get(self, request: Request) -> Response:
        user: Any = request.user
        # Three queries: until when, the teams, how many tickets.
        state = {
            "away_until": get_away_until(user),
            "teams": Team.objects.filter(memberships__agent=user),
            "open_tickets": open_tickets_of(user)[:MAX_COUNTED].count(),
        }
        return Response(AbsenceStateSerializer(state).data)

    @extend_schema(
        summary="Be away",
        description="Nothing is assigned to you until then. Your open tickets may go to others.",
        request=AbsenceSerializer,
        responses={200: HandedOverSerializer, **UNREADABLE, 400: FIELD_ERRORS, **FORBIDDEN},
    )
    def put(self, request: Request) -> Response:
        user: Any = request.user
        serializer = AbsenceSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        until = serializer.validated_data["away_until"]
        if until and not Team.objects.filter(memberships__agent=user).exists():
            raise ValidationError({"away_until": [NO_TEAM]})
        hand_over = serializer.validated_data["hand_over"]
        handed = start_absence(user, until, hand_over, actor_of(request))
        state = {"away_until": until, "given": handed.given, "unassigned": handed.unassigned}
        return Response(HandedOverSerializer(state).data)

    @extend_schema(
        summary="Be back",
        description="Tickets that were handed over stay with those who have them.",
        responses={204: None, **FORBIDDEN},
    )
    def delete(self, request: Request) -> Response:
        user: Any = request.user
        end_absence(user)
        return Response(status=204)


class CategoryTeamsView(AgentView):
    """The teams that get the tickets of each category; admins choose them."""

    @property
    def is_for_admins(self) -> bool:
        """True for a request that changes something: the access rule asks."""
        return self.request is not None and self.request.method not in SAFE_METHODS

    @extend_schema(
        summary="Read the teams of the categories",
        responses={200: CategoryTeamsSerializer, **FORBIDDEN},
    )
    def get(self, request: Request) -> Response:
        return self.answer()

    @extend_schema(
        summary="Change the teams of some categories",
        description="New tickets go there; those that are there already stay where they are.",
        request=CategoryTeamsSerializer,
        responses={200: CategoryTeamsSerializer, **UNREADABLE, 400: FIELD_ERRORS, **FORBIDDEN},
    )
    def patch(self, request: Request) -> Response:
        serializer = CategoryTeamsSerializer(data=request.data, context={"request": request})
        serializer.is_valid(raise_exception=True)
        set_category_teams(serializer.validated_data)
        return self.answer()

    def answer(self) -> Response:
        ids = get_category_teams()
        teams = Team.objects.in_bulk(ids.values())
        found = {category: teams.get(pk) for category, pk in ids.items()}
        return Response(CategoryTeamsSerializer(found).data)
