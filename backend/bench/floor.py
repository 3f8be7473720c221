"""What any answer of that size costs here before the first question to the database."""

import functools
import json
import os
from pathlib import Path
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from bench.constants import FOLDER_VARIABLE


@functools.cache
def constant(name: str) -> Any:
    """What the product has answered before, read once."""
    return json.loads((Path(os.environ[FOLDER_VARIABLE]) / f"{name}.json").read_text())


class ConstantView(APIView):
    """Answers a constant; a body that is sent is read, as the product reads it."""

    def get(self, request: Request, name: str) -> Response:
        return Response(constant(name))

    def post(self, request: Request, name: str) -> Response:
        return Response(constant(name), status=201 if request.data else 400)

    def patch(self, request: Request, name: str) -> Response:
        return Response(constant(name), status=200 if request.data else 400)
