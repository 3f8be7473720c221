"""The lines of a file, with their numbers, and the start of the file looked at before."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from tickets.import_export.encoding import Encoding, detect_encoding

HEAD_LENGTH = 4096
# In characters, to bound memory where a file has no line breaks.
MAX_LINE_LENGTH = 5_000_000
LINE_ENDS = ("\n", "\r")


class Lines:
    """The lines of a text, of which some can be given back to be read again."""

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.given_back: deque[str] = deque()
        # Of the line that was read last.
        self.number = 0

    def read(self) -> str | None:
        """Return the next line with its end, or None. Of an endless line the rest is left out."""
        if self.given_back:
            line = self.given_back.popleft()
        else:
            line = self.text.readline(MAX_LINE_LENGTH)
            if not line:
                return None
            rest = line
            while len(rest) == MAX_LINE_LENGTH and not rest.endswith(LINE_ENDS):
                rest = self.text.readline(MAX_LINE_LENGTH)
            if self.number == 0:
                line = line.removeprefix("\ufeff")
        self.number += 1
        return line

    def give_back(self, lines: list[str]) -> None:
        self.given_back.extendleft(reversed(lines))
        self.number -= len(lines)


class ReadAgain(RawIOBase):
    """A stream whose start was read already: a pipe cannot be read twice."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head = head
        self.stream = stream
        self.position = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self.head[: len(buffer)] or self.stream.read(len(buffer))
        self.head = self.head[len(chunk) :]
        buffer[: len(chunk)] = chunk
        self.position += len(chunk)
        return len(chunk)


class OpenFile:
    """A file that is being read: its lines, its encoding, and how many bytes were read."""

    def __init__(self, stream: BinaryIO, said_encoding: str | None = None) -> None:
        head = stream.read(HEAD_LENGTH)
        self.encoding: Encoding = detect_encoding(head, said_encoding)
        self.raw = ReadAgain(head, stream)
        text = TextIOWrapper(
            BufferedReader(self.raw, 1 << 16),
            self.encoding.codec,
            errors="mark_undecodable",
            newline="",
        )
        self.lines = Lines(text)

    @property
    def position(self) -> int:
        return self.raw.position


@contextmanager
def open_lines(path: Path, said_encoding: str | None = None) -> Iterator[OpenFile]:
    """Open a file, or a pipe, in the encoding that it has or that the operator names."""
    with path.open("rb") as stream:
        yield OpenFile(stream, said_encoding)
