"""Behaviour that the product's views share."""

from collections.abc import Mapping
from typing import Any

from django.utils.cache import patch_cache_control
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.http.parsers import JSONNegotiation
from core.http.permissions import action_of, has_agents_rights
from core.http.public_fields import keep_fields


class PublicView(APIView):
    """A view that shows strangers, in each of its `public_actions`, certain fields alone.

    Whatever its serializers show agents, another field does not leave it by mistake.
    """

    content_negotiation_class = JSONNegotiation
    public_actions: Mapping[str, frozenset[str]] = {}

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        # The exception handler words errors for strangers already, and they are answered no file.
        is_data = isinstance(response, Response) and not response.exception
        if is_data and not has_agents_rights(request):
            fields = self.public_actions.get(action_of(request, self), frozenset())
            response.data = keep_fields(response.data, fields)
        return super().finalize_response(request, response, *args, **kwargs)


class AgentView(PublicView):
    """A view whose answers are for one person: shared caches must not store them.

    Each of `single_parameters` may occur once in the query.
    """

    single_parameters: tuple[str, ...] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        query = request.query_params
        repeated = [name for name in self.single_parameters if len(query.getlist(name)) > 1]
        if repeated:
            raise ValidationError({name: ["Give it once."] for name in repeated})

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response
