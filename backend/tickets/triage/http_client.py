"""The HTTP client for the model's server: one connection a call, bounded responses."""

from collections.abc import AsyncIterator
from functools import cache
from ssl import SSLContext

import httpx2
from openai import AsyncOpenAI, DefaultAsyncHttpxClient

MAX_RESPONSE_BYTES = 128 * 1024


class UnfitResponseError(Exception):
    """The server's response is longer than any answer of a model, or packed."""


class BoundedStream(httpx2.AsyncByteStream):
    """The body of a response, up to `MAX_RESPONSE_BYTES`; more raises `UnfitResponseError`."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self.stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        received = 0
        async for chunk in self.stream:
            received += len(chunk)
            if received > MAX_RESPONSE_BYTES:
                raise UnfitResponseError("too long")
            yield chunk

    async def aclose(self) -> None:
        await self.stream.aclose()


async def bound_response(response: httpx2.Response) -> None:
    """Keep a response from filling the memory, errors included; called before its body is read."""
    # A few packed bytes can stand for gigabytes, and we have asked for none.
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise UnfitResponseError("packed")
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = BoundedStream(response.stream)


@cache
def ssl_context() -> SSLContext:
    # Reading the certificates takes some 20 ms, which not every call should pay for.
    return httpx2.create_ssl_context()


def create_client(api_key: str, base_url: str | None) -> AsyncOpenAI:
    """Return a client for one event loop; use it as a context manager, which closes it."""
    return AsyncOpenAI(
        api_key=api_key,
        base_url=base_url,
        # Limits for each read would not bound a server that trickles: the caller bounds the call.
        timeout=None,
        max_retries=0,
        default_headers={"Accept-Encoding": "identity"},
        http_client=DefaultAsyncHttpxClient(
            event_hooks={"response": [bound_response]}, verify=ssl_context()
        ),
    )
