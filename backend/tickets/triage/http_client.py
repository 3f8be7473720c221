"""The HTTP client for the model's server: one connection a call, bounded responses."""

import zlib
from collections.abc import AsyncIterator
from functools import cache
from ssl import SSLContext

import httpx2
from openai import AsyncOpenAI, DefaultAsyncHttpxClient

from tickets.triage.address import is_gateway_of_azure

MAX_RESPONSE_BYTES = 128 * 1024
# Each token of a stream comes in an envelope of its own.
MAX_STREAM_BYTES = 2 * 1024 * 1024
END_OF_STREAM = b"data: [DONE]"
UNPACKED_ENCODINGS = {"gzip", "x-gzip", "deflate"}


class ResponseTooLargeError(Exception):
    """The response is longer than is bearable, or compressed in a way that could become so."""


class LimitedStream(httpx2.AsyncByteStream):
    """The body of a response; raises `ResponseTooLargeError` beyond a number of bytes."""

    def __init__(self, stream: httpx2.AsyncByteStream, limit: int, *, is_packed: bool) -> None:
        self.stream, self.limit = stream, limit
        # Also finds out which of the two forms of "deflate" it is.
        self.unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32) if is_packed else None

    def unpack(self, chunk: bytes, room: int) -> bytes:
        if self.unpacker is None:
            return chunk
        try:
            return self.unpacker.decompress(chunk, room + 1)
        except zlib.error:
            raise ResponseTooLargeError("compressed") from None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        received, tail = 0, b""
        async for packed in self.stream:
            chunk = self.unpack(packed, self.limit - received)
            received += len(chunk)
            if received > self.limit:
                raise ResponseTooLargeError("too long")
            yield chunk
            tail = (tail + chunk)[-4 * len(END_OF_STREAM) :]
            # Some servers leave the connection open after the last event.
            if self.limit == MAX_STREAM_BYTES and tail.rstrip().endswith(END_OF_STREAM):
                return

    async def aclose(self) -> None:
        await self.stream.aclose()


async def limit_response(response: httpx2.Response) -> None:
    """Keep a response from filling the memory; a hook that runs before the body is read."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower() or "identity"
    # A few compressed bytes can become gigabytes, and the request asks for none. Proxies that
    # compress all the same use these, which are unpacked up to the limit.
    if encoding != "identity" and encoding not in UNPACKED_ENCODINGS:
        raise ResponseTooLargeError("compressed")
    is_stream = response.headers.get("Content-Type", "").startswith("text/event-stream")
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.headers.pop("Content-Encoding", None)
        response.stream = LimitedStream(
            response.stream,
            MAX_STREAM_BYTES if is_stream else MAX_RESPONSE_BYTES,
            is_packed=encoding != "identity",
        )


@cache
def ssl_context() -> SSLContext:
    # Reading the certificates takes some 20 ms, which not every call should pay for.
    return httpx2.create_ssl_context()


def create_client(api_key: str, url: httpx2.URL, proxy: httpx2.Proxy | None = None) -> AsyncOpenAI:
    """Return a client for one event loop; use it as a context manager, which closes it."""
    headers = {"Accept-Encoding": "identity"}
    if is_gateway_of_azure(url):
        headers["api-key"] = api_key
    return AsyncOpenAI(
        api_key=api_key,
        base_url=url,
        # Limits for each read would not bound a server that trickles: the caller bounds the call.
        timeout=None,
        max_retries=0,
        default_headers=headers,
        http_client=DefaultAsyncHttpxClient(
            event_hooks={"response": [limit_response]},
            verify=ssl_context(),
            proxy=proxy,
            # The proxies of the environment are looked up by `find_proxy`.
            trust_env=False,
            # A redirect may lead anywhere, with the key and the text: the caller decides.
            follow_redirects=False,
        ),
    )
