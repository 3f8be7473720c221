"""API of the signed-in person's account and tokens."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import mixins, status, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from accounts.models import ApiToken
from accounts.serializers import AccountSerializer, ApiTokenSerializer, NewApiTokenSerializer
from accounts.sign_in.proof import ask_for_proof, has_recent_proof
from accounts.tokens import create_token, revoke_tokens
from core.http.openapi_responses import FORBIDDEN, UNREADABLE, error
from core.http.scopes import Scope

MAX_TOKENS = 50


class AccountView(APIView):
    """The person who is signed in."""

    is_personal = True
    serves_unmet_requirements = True

    @extend_schema(summary="Read who is signed in", responses={200: AccountSerializer, **FORBIDDEN})
    def get(self, request: Request) -> Response:
        # The access rule lets nobody else through.
        return Response(AccountSerializer(cast(User, request.user)).data)


REAUTHENTICATION = OpenApiResponse(
    {"type": "object", "additionalProperties": True},
    description=(
        "Nobody is signed in, or they have not confirmed lately that it is them: `data.flows` has "
        "the ways to do so, as for the authenticators of the sign-in API."
    ),
)


@extend_schema_view(
    list=extend_schema(
        summary="List one's API tokens",
        responses={200: ApiTokenSerializer(many=True), **FORBIDDEN},
    ),
    create=extend_schema(
        summary="Make an API token",
        description="Its owner gets an e-mail about it.",
        responses={201: NewApiTokenSerializer, **UNREADABLE, **FORBIDDEN, 401: REAUTHENTICATION},
    ),
    destroy=extend_schema(
        summary="Revoke an API token",
        responses={204: None, 404: error("There is no such token of one's own."), **FORBIDDEN},
    ),
)
class ApiTokenViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[ApiToken]):
    """API tokens of the person who is signed in."""

    is_personal = True
    queryset: QuerySet[ApiToken] = ApiToken.objects.none()
    serializer_class = ApiTokenSerializer
    # There are at most `MAX_TOKENS`.
    pagination_class = None
    lookup_field = "id"

    def get_queryset(self) -> QuerySet[ApiToken]:
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        tokens: QuerySet[ApiToken] = ApiToken.objects.filter(user_id=self.request.user.pk)
        return tokens

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return NewApiTokenSerializer if self.action == "create" else ApiTokenSerializer

    def create(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        if self.get_queryset().count() >= MAX_TOKENS:
            raise ValidationError({"name": [f"You have {MAX_TOKENS} tokens. Revoke one first."]})
        # A token would outlast the session of whoever found it open. Nobody is asked in vain.
        if not has_recent_proof(request._request):
            return ask_for_proof(request._request)
        values = serializer.validated_data
        api_token = create_token(
            request._request,
            cast(User, request.user),
            name=values["name"],
            days=values["expires_in_days"],
            scope=Scope(values["scope"]),
        )
        return Response(self.get_serializer(api_token).data, status=status.HTTP_201_CREATED)

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        revoke_tokens(self.get_queryset().filter(pk=self.get_object().pk), request=request)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(
        operation_id="tokens_destroy_all",
        summary="Revoke all of one's API tokens",
        responses={204: None, **FORBIDDEN},
    )
    def destroy_all(self, request: Request) -> Response:
        revoke_tokens(self.get_queryset(), request=request)
        return Response(status=status.HTTP_204_NO_CONTENT)
