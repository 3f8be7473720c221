"""The encoding of a file, and texts in another one than the file's.

A byte order mark says which encoding a file has, and so do the zero bytes of UTF-16 and UTF-32.
Everything else is read as UTF-8, and what is not UTF-8 in it as Windows-1252: exports of mailboxes
and helpdesks mix the two. Other code pages cannot be told apart safely, so they have to be named.
"""

import codecs
import re
from dataclasses import dataclass

# The mark of UTF-32 begins like that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Where the zero bytes of ASCII characters stand in groups of four bytes.
ZERO_BYTES = {
    (True, True, True, False): "utf-32-be",
    (False, True, True, True): "utf-32-le",
    (True, False, True, False): "utf-16-be",
    (False, True, False, True): "utf-16-le",
}
# The characters at the start of a header that are looked at: others than ASCII come later, if ever.
START = 8
NOT_CSV = (
    (b"PK\x03\x04", "a workbook or an archive"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook"),
    (b"\x1f\x8b", "compressed"),
    (b"%PDF", "a PDF"),
)
FALLBACK = "cp1252"
FALLBACK_NAME = "Windows-1252"
# A byte that cannot be decoded, as `mark_undecodable` leaves it.
UNDECODABLE = re.compile("[\udc00-\udcff]+")
# Letters that stand side by side in words, or in trials, of languages that Windows-1252 is for.
# Four others in a row are a word in another code page, such as a Russian one.
ACCENTED_WORD = re.compile("[À-ÖØ-öø-ÿ]{4,}")
COMMON = frozenset("äöüÄÖÜßéèêëàâáåæøñçíóúùûôîïÉÈÀÇÅÆØÑ")
# With these bytes, which hardly any Western text has, Shift JIS begins its kana.
JAPANESE_LEAD = re.compile("[ƒ‚]")
JAPANESE_LEADS = 3


class UnreadableTextError(ValueError):
    """A text is not in the encoding of its file; the message says so."""


class UnusableEncodingError(ValueError):
    """The encoding of a file is not known, or what it has is no text; the message says why."""


@dataclass(frozen=True)
class Encoding:
    """The encoding of a file: Python's name of it, and who or what says so."""

    codec: str
    source: str

    @property
    def name(self) -> str:
        return codecs.lookup(self.codec).name.upper()

    def decode_rest(self, text: str) -> str:
        """Return a text whose undecodable bytes are read as Windows-1252.

        Raise `UnreadableTextError` if they are not, or if the file's encoding is no other than it
        says.
        """
        if self.codec != "utf-8":
            raise UnreadableTextError(
                f"There are bytes that are not {self.name} (--encoding names another encoding)."
            )
        try:
            decoded = UNDECODABLE.sub(lambda found: decode_marked(found[0]), text)
        except UnicodeDecodeError:
            decoded = ""
        if not decoded or is_foreign(decoded):
            raise UnreadableTextError(
                f"There are bytes that are neither UTF-8 nor, by the look of it, {FALLBACK_NAME}: "
                "name the file's encoding with --encoding."
            )
        return decoded


def mark_undecodable(error: UnicodeError) -> tuple[str, int]:
    """Put a lone surrogate for each byte that cannot be decoded (an error handler of `codecs`)."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(chr(0xDC00 + byte) for byte in wrong), error.end


codecs.register_error("mark_undecodable", mark_undecodable)


def is_foreign(text: str) -> bool:
    """Return whether a text that was read as Windows-1252 looks like one in another code page."""
    return len(JAPANESE_LEAD.findall(text)) >= JAPANESE_LEADS or any(
        not COMMON.issuperset(word) for word in ACCENTED_WORD.findall(text)
    )


def decode_marked(marks: str) -> str:
    return bytes(ord(mark) - 0xDC00 for mark in marks).decode(FALLBACK)


def has_undecodable(text: str) -> bool:
    """Return whether bytes of the text could not be decoded."""
    # The first question is free, and encoding is faster than a search.
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def detect_encoding(head: bytes, said: str | None = None) -> Encoding:
    """Return the encoding of a file that starts with these bytes.

    `said` is what the operator calls it. Raise `UnusableEncodingError` if there is no such
    encoding, if the file's mark says otherwise, or if the file is no text.
    """
    marked = next((codec for mark, codec in MARKS if head.startswith(mark)), None)
    if said is not None:
        codec = look_up(said)
        if marked and family(marked) != family(codec):
            raise UnusableEncodingError(
                f"The file begins with the mark of {marked.upper()}: "
                f"it cannot be in {said!r}, as --encoding says."
            )
        return Encoding(marked or codec, "as --encoding says")
    if marked:
        return Encoding(marked, "by its byte order mark")
    for start, kind in NOT_CSV:
        if head.startswith(start):
            raise UnusableEncodingError(f"The file is {kind}, not CSV. Save it as CSV in UTF-8.")
    zeros = [byte == 0 for byte in head[: START * 4]]
    groups = {tuple(zeros[at : at + 4]) for at in range(0, len(zeros) - 3, 4)}
    for pattern, codec in ZERO_BYTES.items():
        if groups == {pattern}:
            return Encoding(codec, "by its zero bytes")
    return Encoding("utf-8", "assumed")


def look_up(name: str) -> str:
    """Return Python's name of an encoding; raise `UnusableEncodingError` if it knows none."""
    try:
        "".encode(name)
        codec = codecs.lookup(name).name
    except (LookupError, ValueError, UnicodeError) as error:
        raise UnusableEncodingError(
            f"There is no encoding {name!r}. Common ones are utf-8, utf-16, cp1252 (Western "
            "Europe), cp1250 (Central Europe), cp1251 (Cyrillic), shift_jis and gb18030."
        ) from error
    return "utf-8" if codec == "utf-8-sig" else codec


def family(codec: str) -> str:
    """Return the name of an encoding without the order of its bytes."""
    return codec.removesuffix("-le").removesuffix("-be")
