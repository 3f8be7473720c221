"""A request's body in chunks (RFC 9112, section 7.1), while it arrives."""

import re

from django.conf import settings
from gunicorn.http.errors import ChunkMissingTerminator, InvalidChunkSize, LimitRequestHeaders

LINE_END = b"\r\n"
# Of a chunk's size with its extensions, and of all trailers together.
MAX_LINE_BYTES = 4 * 1024
SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?", re.DOTALL)


class ChunkedBody:
    """The state of a body that arrives; gunicorn reads it when it is there, and checks it again."""

    def __init__(self, start: int) -> None:
        self.start = start
        # Of the line end before the next size; the first is that of the head.
        self.position = start - len(LINE_END)
        self.length = 0
        self.is_in_trailers = False

    @property
    def is_too_long(self) -> bool:
        return self.length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    def has_arrived(self, received: bytearray) -> bool:
        """Return whether the body is there, or known to be too long.

        Raise an error of gunicorn's parser for what is no chunk, or has a long frame.
        """
        while not self.is_too_long:
            if self.is_in_trailers:
                return self.has_trailers(received)
            line = self.position + len(LINE_END)
            if len(received) >= line and not received.startswith(LINE_END, self.position):
                raise ChunkMissingTerminator(bytes(received[self.position : line]))
            end = received.find(LINE_END, line, line + MAX_LINE_BYTES)
            if end < 0:
                if len(received) - line >= MAX_LINE_BYTES:
                    raise InvalidChunkSize(b"a line of more than %d bytes" % MAX_LINE_BYTES)
                return False
            size = SIZE.fullmatch(received, line, end)
            if not size:
                raise InvalidChunkSize(bytes(received[line:end]))
            self.read_size(int(size[1], 16), end)
        return True

    def read_size(self, size: int, end: int) -> None:
        """Go on behind the chunk of this size; the line of its size ends there."""
        self.length += size
        self.position = end + len(LINE_END) + size if size else end
        self.is_in_trailers = not size
        # One byte in each chunk takes six; what takes more is no body but its frame.
        frame = self.position - self.start - self.length
        if frame > 8 * self.length + MAX_LINE_BYTES:
            raise InvalidChunkSize(b"%d bytes around a body of %d" % (frame, self.length))

    def has_trailers(self, received: bytearray) -> bool:
        """Return whether the empty line after the trailers, if there are any, is there."""
        if received.find(LINE_END * 2, self.position, self.position + MAX_LINE_BYTES) >= 0:
            return True
        if len(received) - self.position >= MAX_LINE_BYTES:
            raise LimitRequestHeaders(f"trailers of more than {MAX_LINE_BYTES} bytes")
        return False
