"""A model's server that a test writes itself, over real HTTP."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.support.model import KEY
from tests.support.model_server import GOOD, completion

JSON = "application/json"
Handler = Callable[[dict[str, Any], Request], Response]


class QuickServer(HTTPServer):
    """A server that stops at once: the package's own looks twice a second whether it should."""

    def thread_target(self) -> None:
        assert self.server is not None
        self.server.serve_forever(poll_interval=0.01)


def answer(content: Any = GOOD, **more: Any) -> Response:
    """Return a completion as a response; `more` replaces parts of it."""
    return Response(json.dumps(completion(content, **more)), content_type=JSON)


def refusal(status: int, message: Any) -> Response:
    return Response(json.dumps({"error": {"message": message}}), status, content_type=JSON)


def cut(content: str | None = "", **message: Any) -> Response:
    """Return a completion whose tokens went to something else than an answer."""
    return answer(content, choice={"finish_reason": "length"}, message=message)


@dataclass
class OddModel:
    """The server, the handler that a test gives it, and the requests so far."""

    server: HTTPServer
    settings: Any
    requests: list[Request] = field(default_factory=list)

    def serve(
        self, handle: Callable[[dict[str, Any], Request], Response], path: str = "/v1"
    ) -> None:
        """Answer requests with a handler, which gets their body, and point the settings here."""

        def respond(request: Request) -> Response:
            self.requests.append(request)
            return handle(request.get_json(force=True, silent=True) or {}, request)

        self.server.clear()
        self.server.expect_request(re.compile(".*")).respond_with_handler(respond)
        self.settings.LLM_API_KEY = KEY
        self.settings.LLM_MODEL = "stand-in"
        self.settings.LLM_TIMEOUT = 10
        self.settings.LLM_EXAMPLES = 0
        self.settings.LLM_BASE_URL = self.server.url_for(path)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        return [request.get_json(force=True) for request in self.requests]

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.requests]


@pytest.fixture
def odd_model(settings: Any) -> Iterator[OddModel]:
    with QuickServer("127.0.0.1", 0, threaded=True) as server:
        yield OddModel(server, settings)
