"""The HTTP client for an identity provider: bounded in time, size and redirects."""

import socket
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from core.deadline import Deadline

MAX_ANSWER_BYTES = 128 * 1024
MAX_REDIRECTS = 3
# In seconds, for each connection and each read; the deadline is for all of a person's request.
TIMEOUTS = (3, 4)

Watch = Callable[[socket.socket], None]
deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class AnswerRefusedError(requests.RequestException):
    """The answer is too long, or leads elsewhere."""


def watched_pools(watch: Watch) -> dict[str, type[HTTPConnectionPool]]:
    """Return pools whose connections are told to `watch`."""

    class Connection(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            connection = super()._new_conn()
            watch(connection)
            return connection

    class SecureConnection(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            connection = super()._new_conn()
            watch(connection)
            return connection

    class Pool(HTTPConnectionPool):
        ConnectionCls = Connection

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = SecureConnection

    return {"http": Pool, "https": SecurePool}


class WatchedAdapter(HTTPAdapter):
    """Adapter whose connections, also those through a proxy, are told to `watch`."""

    def __init__(self, watch: Watch) -> None:
        self.pools = watched_pools(watch)
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = self.pools

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
        manager = super().proxy_manager_for(*args, **options)
        manager.pool_classes_by_scheme = self.pools
        return manager


def read_body(answer: requests.Response) -> None:
    """Read the body, decompressed, up to `MAX_ANSWER_BYTES`."""
    body = b""
    for chunk in answer.iter_content(16 * 1024):
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            answer.close()
            raise AnswerRefusedError("too long")
    answer._content = body
    # Guessing it from a long body takes seconds.
    answer.encoding = answer.encoding or "utf-8"


def origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port


class BoundedSession(requests.Session):
    """Session that follows a read to the same server alone, and within the deadline."""

    def __init__(self) -> None:
        super().__init__()
        self.deadline = deadline.get()
        self.headers["Accept-Encoding"] = "identity"
        if self.deadline:
            adapter = WatchedAdapter(self.deadline.watch)
            self.mount("http://", adapter)
            self.mount("https://", adapter)

    def request(  # type: ignore[override]  # those of the arguments that the library gives
        self, method: str, url: str, **options: Any
    ) -> requests.Response:
        bounds = {"timeout": TIMEOUTS, "stream": True, "allow_redirects": False}
        try:
            for _ in range(MAX_REDIRECTS + 1):
                answer = super().request(method, url, **{**options, **bounds})
                read_body(answer)
                if self.deadline and self.deadline.is_over:
                    # A connection that is ended within the headers passes for an empty answer.
                    raise requests.Timeout("the provider is too slow")
                if method != "GET" or not answer.is_redirect:
                    return answer
                target = urljoin(url, answer.headers["Location"])
                if origin(target) != origin(url):
                    raise AnswerRefusedError("redirects to another server")
                url = target
        except requests.RequestException as error:
            if self.deadline and self.deadline.is_over:
                raise requests.Timeout("the provider is too slow") from error
            raise
        raise requests.TooManyRedirects("redirects too often")
