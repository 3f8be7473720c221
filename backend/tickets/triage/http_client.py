"""The HTTP client for the model's server: one connection a call, bounded responses."""

from collections.abc import AsyncIterator
from functools import cache
from ssl import SSLContext

import httpx2
from openai import AsyncOpenAI, DefaultAsyncHttpxClient

MAX_RESPONSE_BYTES = 128 * 1024


class ResponseTooLargeError(Exception):
    """The response is longer than `MAX_RESPONSE_BYTES`, or is compressed and could become so."""


class LimitedStream(httpx2.AsyncByteStream):
    """The body of a response; raises `ResponseTooLargeError` beyond `MAX_RESPONSE_BYTES`."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self.stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        received = 0
        async for chunk in self.stream:
            received += len(chunk)
            if received > MAX_RESPONSE_BYTES:
                raise ResponseTooLargeError("too long")
            yield chunk

    async def aclose(self) -> None:
        await self.stream.aclose()


async def limit_response(response: httpx2.Response) -> None:
    """Keep a response from filling the memory; a hook that runs before the body is read."""
    # A few compressed bytes can become gigabytes, and the request asks for none.
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise ResponseTooLargeError("compressed")
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = LimitedStream(response.stream)


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
            event_hooks={"response": [limit_response]}, verify=ssl_context()
        ),
    )
