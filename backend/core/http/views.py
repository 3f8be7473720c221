"""Behaviour that the product's views share."""

from typing import Any

from django.utils.cache import patch_cache_control
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class AgentView(APIView):
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
