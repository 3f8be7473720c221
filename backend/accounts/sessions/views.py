"""API of the signed-in person's sessions."""

from typing import cast

from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.contrib.auth.models import User
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.audit.record import Action, record
from accounts.devices.names import device_name
from accounts.sessions.serializers import SessionSerializer
from accounts.sessions.services import end_by_keys, end_sessions, sessions_of
from core.http.openapi_responses import FORBIDDEN, not_found
from core.http.views import AgentView


class SessionsView(AgentView):
    """Sessions of the person who is signed in."""

    is_personal = True
    serves_unmet_requirements = True

    @extend_schema(
        summary="List one's sessions",
        description="The last used first, 50 at most.",
        responses={200: SessionSerializer(many=True), **FORBIDDEN},
    )
    def get(self, request: Request) -> Response:
        sessions = sessions_of(cast(User, request.user))
        serializer = SessionSerializer(sessions, many=True, context={"request": request})
        return Response(serializer.data)

    @extend_schema(
        operation_id="sessions_destroy_others",
        summary="End one's other sessions",
        description="They are refused at their next request.",
        responses={204: None, **FORBIDDEN},
    )
    def delete(self, request: Request) -> Response:
        user = cast(User, request.user)
        ended = end_sessions(user, except_key=request.session.session_key)
        if ended:
            record(Action.SESSION_ENDED, request=request, target=user.email, sessions=ended)
        return Response(status=status.HTTP_204_NO_CONTENT)


class SessionView(AgentView):
    """One session of the person who is signed in."""

    is_personal = True
    serves_unmet_requirements = True

    @extend_schema(
        summary="End one of one's sessions",
        description="The current one, too: that is signing out.",
        responses={204: None, **FORBIDDEN, **not_found("session of one's own")},
    )
    def delete(self, request: Request, pk: int) -> Response:
        user = cast(User, request.user)
        session = get_object_or_404(UserSession, pk=pk, user_id=user.pk)
        record(
            Action.SESSION_ENDED,
            request=request,
            target=user.email,
            sessions=1,
            device=device_name(session.user_agent),
        )
        if session.session_key == request.session.session_key:
            logout(request._request)
        end_by_keys([session.session_key])
        return Response(status=status.HTTP_204_NO_CONTENT)
