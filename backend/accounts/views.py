"""API of the signed-in person's account and tokens."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins, viewsets
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from accounts.models import ApiToken
from accounts.serializers import AccountSerializer, ApiTokenSerializer, NewApiTokenSerializer
from core.http.openapi_responses import FORBIDDEN, UNREADABLE, error

MAX_TOKENS = 50


class AccountView(APIView):
    """The person who is signed in."""

    is_personal = True
    serves_unmet_requirements = True

    @extend_schema(summary="Read who is signed in", responses={200: AccountSerializer, **FORBIDDEN})
    def get(self, request: Request) -> Response:
        # The access rule lets nobody else through.
        return Response(AccountSerializer(cast(User, request.user)).data)


@extend_schema_view(
    list=extend_schema(
        summary="List one's API tokens",
        responses={200: ApiTokenSerializer(many=True), **FORBIDDEN},
    ),
    create=extend_schema(
        summary="Make an API token",
        responses={201: NewApiTokenSerializer, **UNREADABLE, **FORBIDDEN},
    ),
    destroy=extend_schema(
        summary="Revoke an API token",
        responses={204: None, 404: error("There is no such token of one's own."), **FORBIDDEN},
    ),
)
class ApiTokenViewSet(
    mixins.ListModelMixin,
    mixins.CreateModelMixin,
    mixins.DestroyModelMixin,
    viewsets.GenericViewSet[ApiToken],
):
    """API tokens of the person who is signed in."""

    is_personal = True
    queryset: QuerySet[ApiToken] = ApiToken.objects.none()
    serializer_class = ApiTokenSerializer
    # There are at most `MAX_TOKENS`.
    pagination_class = None
    lookup_field = "id"
    lookup_value_converter = "uuid"

    def get_queryset(self) -> QuerySet[ApiToken]:
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        tokens: QuerySet[ApiToken] = ApiToken.objects.filter(user_id=self.request.user.pk)
        return tokens

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        return NewApiTokenSerializer if self.action == "create" else ApiTokenSerializer

    def perform_create(self, serializer: BaseSerializer[Any]) -> None:
        if self.get_queryset().count() >= MAX_TOKENS:
            raise ValidationError({"name": [f"You have {MAX_TOKENS} tokens. Revoke one first."]})
        serializer.save(user=self.request.user)
