"""The way to the model's server: one client, kept connections, bounded responses."""

import asyncio
from collections.abc import AsyncIterator
from functools import cache, lru_cache
from threading import Lock, Thread

import httpx2
from openai import AsyncOpenAI, DefaultAsyncHttpxClient

MAX_RESPONSE_BYTES = 128 * 1024

starting_loop = Lock()


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
def start_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="classify", daemon=True).start()
    return loop


def background_loop() -> asyncio.AbstractEventLoop:
    """The event loop, in a thread of its own, on which all calls of this process run.

    Unlike a thread, a task on it can be cancelled, which closes its connection.
    """
    with starting_loop:
        return start_loop()


@lru_cache(maxsize=4)
def client(api_key: str, base_url: str | None) -> AsyncOpenAI:
    """One client for each configuration, so that connections are kept between calls."""
    return AsyncOpenAI(
        api_key=api_key,
        base_url=base_url,
        # The whole call is bounded elsewhere, which a limit for each read would not do.
        timeout=None,
        max_retries=0,
        default_headers={"Accept-Encoding": "identity"},
        http_client=DefaultAsyncHttpxClient(event_hooks={"response": [bound_response]}),
    )
