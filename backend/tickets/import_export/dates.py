"""Times as files have them: in many notations, most without a time zone."""

import re
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from tickets.import_export.month_names import month_of

AUTO, DAY_FIRST, MONTH_FIRST, ISO = "auto", "day-first", "month-first", "iso"
SERIAL, SERIAL_1904, UNIX, UNIX_MS = "serial", "serial-1904", "unix", "unix-ms"
DATE_FORMATS = (AUTO, DAY_FIRST, MONTH_FIRST, ISO, SERIAL, SERIAL_1904, UNIX, UNIX_MS)

# Longer than any time; the patterns below take their time with what does not fit.
MAX_LENGTH = 100
FIRST_YEAR, LAST_YEAR = 1900, 2199
# A year of two digits before this one is of this century.
CENTURY_TURN = 70

TIME = r"""
    (?: (?: \s*[T,]\s* | \s+(?:at\s+|um\s+|[àa]\s+)? )
        (?P<hour>\d{1,2}) [:.h] (?P<minute>\d{2})
        (?: [:.] (?P<second>\d{2}) (?: [.,] (?P<fraction>\d{1,9}) )? )?
        (?: \s*Uhr )?
        (?: \s* (?P<half>[ap])\.?\s?m\.? )?
        (?: \s* (?P<zone> Z | (?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})? | UTC | GMT ) )?
    )?
"""
DAY_NAME = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"
ORDINAL = r"(?:st|nd|rd|th|er|º|\.)?"
OF = r"(?:de\s+|of\s+)?"
FLAGS = re.VERBOSE | re.IGNORECASE
YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}}) (?P<mark>[-/.]) (?P<month>\d{{1,2}}) (?P=mark) (?P<day>\d{{1,2}}) {TIME}",
    FLAGS,
)
NUMERIC = re.compile(
    rf"""{DAY_NAME} (?P<first>\d{{1,2}}) \s*(?P<mark>[-/.])\s* (?P<second_part>\d{{1,2}})
    \s*(?P=mark)\s* (?P<year>\d{{4}}|\d{{2}}) {TIME}""",
    FLAGS,
)
NAMED = (
    re.compile(
        rf"""{DAY_NAME} (?P<day>\d{{1,2}}) {ORDINAL} [\s-]*\s?{OF} (?P<name>[^\W\d_]{{3,10}})\.?
        [\s,-]+{OF} (?P<year>\d{{4}}|\d{{2}}) {TIME}""",
        FLAGS,
    ),
    re.compile(
        rf"""{DAY_NAME} (?P<name>[^\W\d_]{{3,10}})\.? [\s-]+ (?P<day>\d{{1,2}}) {ORDINAL} [\s,-]+
        (?P<year>\d{{4}}) {TIME}""",
        FLAGS,
    ),
    # As `date` and C's `ctime` write it.
    re.compile(
        rf"""{DAY_NAME} (?P<name>[^\W\d_]{{3,10}})\s+ (?P<day>\d{{1,2}}) \s+
        (?P<hour>\d{{1,2}}):(?P<minute>\d{{2}}):(?P<second>\d{{2}})
        \s+(?:(?P<zone>UTC|GMT|Z)\s+)?(?P<year>\d{{4}})""",
        FLAGS,
    ),
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?(Z)?")
NUMBER = re.compile(r"(\d+)(?:[.,](\d+))?")
COMMENT = re.compile(r"\s*\([^()]*\)$")
# Marks of direction, which Windows writes into dates, and of the order of bytes.
MARKS = re.compile("[\u200e\u200f\u061c\ufeff]")
# What databases and spreadsheets write for "never".
NEVER = re.compile(
    r"(?:(?:0000|0001)-0\d-0\d|1899-12-3\d|1900-01-00)(?:[t ].*)?|0|-|n/?a|null|none|never"
)

UNREADABLE = "no time that can be read"
NEVER_HAPPENED = "stands for no time"
EITHER_ORDER = (
    "day or month first? Nothing in the file tells: --date-format day-first or month-first"
)
OTHER_ORDER = "the order of day and month contradicts the other dates, or --date-format"
OUT_OF_RANGE = f"not between the years {FIRST_YEAR} and {LAST_YEAR}"


class ReadTime(NamedTuple):
    """A time, or None where none could be read, and what is to be said about it."""

    value: datetime | None
    remark: str = ""


class UnreadableTimeError(ValueError):
    """A text gives no time; the message says why."""


class DateReader:
    """The way to read the times of one file.

    `style` is one of `DATE_FORMATS` or a pattern of `strptime`. `zone` is that of times that bring
    none. `order` is the order of day and month as other dates of the file show it.
    """

    def __init__(self, style: str = AUTO, zone: tzinfo = UTC) -> None:
        self.style = style
        self.zone = zone
        self.order = style if style in (DAY_FIRST, MONTH_FIRST) else None
        # How many times were read in a way that the report has to tell. Those of the row in hand
        # wait until it is accepted.
        self.notations: Counter[str] = Counter()
        self.without_zone = 0
        self.row_notations: list[str] = []
        self.row_without_zone = 0

    def start_row(self) -> None:
        self.row_notations = []
        self.row_without_zone = 0

    def accept_row(self) -> None:
        """Count the times that were read since the row's start."""
        self.notations.update(self.row_notations)
        self.without_zone += self.row_without_zone

    def read(self, text: str) -> ReadTime:
        """Return the time of a text that is not blank."""
        if len(text) > MAX_LENGTH:
            return ReadTime(None, UNREADABLE)
        text = COMMENT.sub("", MARKS.sub("", text).strip())
        try:
            return self.place(self.parse(text))
        except UnreadableTimeError as error:
            return ReadTime(None, str(error))
        except (ValueError, OverflowError):
            return ReadTime(None, UNREADABLE)

    def parse(self, text: str) -> datetime:
        """Return the time of a text, with a zone only if it brings one."""
        if "%" in self.style:
            with suppress(ValueError):
                return datetime.strptime(text, self.style)
        if NEVER.fullmatch(text.casefold()):
            raise UnreadableTimeError(NEVER_HAPPENED)
        if found := YEAR_FIRST.fullmatch(text):
            return to_time(found, int(found["month"]), int(found["day"]))
        if self.style == ISO:
            return datetime.fromisoformat(text)
        if found := NUMERIC.fullmatch(text):
            return to_time(found, *self.month_and_day(found))
        for pattern in NAMED:
            found = pattern.fullmatch(text)
            if found and (month := month_of(found["name"])):
                return to_time(found, month, int(found["day"]))
        return self.parse_number(text)

    def month_and_day(self, found: re.Match[str]) -> tuple[int, int]:
        """Return month and day of a date that begins with one of them."""
        first, second = int(found["first"]), int(found["second_part"])
        order = self.order
        if order is None and found["mark"] == ".":
            order = DAY_FIRST
            self.row_notations.append("with points, read day first")
        if order is None:
            if first <= 12 and second <= 12 and first != second:
                raise UnreadableTimeError(EITHER_ORDER)
            return (second, first) if first > 12 else (first, second)
        month, day = (second, first) if order == DAY_FIRST else (first, second)
        if month > 12 and day <= 12:
            raise UnreadableTimeError(OTHER_ORDER)
        return month, day

    def parse_number(self, text: str) -> datetime:
        """Return the time of a text of digits: compact, of a spreadsheet, or Unix time."""
        number = NUMBER.fullmatch(text)
        if number and self.style in (SERIAL, SERIAL_1904, UNIX, UNIX_MS):
            return from_number(text, self.style)
        if found := COMPACT.fullmatch(text):
            year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
            zone = UTC if found[7] else None
            return datetime(year, month, day, hour, minute, second, tzinfo=zone)
        if not number:
            raise UnreadableTimeError(UNREADABLE)
        digits = len(number[1])
        if digits in (9, 10):
            self.row_notations.append("as seconds of Unix time")
            return from_number(text, UNIX)
        if digits == 13:
            self.row_notations.append("as milliseconds of Unix time")
            return from_number(text, UNIX_MS)
        if digits == 5:
            self.row_notations.append("as days of a spreadsheet that counts from 1900")
            return from_number(text, SERIAL)
        raise UnreadableTimeError(UNREADABLE)

    def place(self, time: datetime) -> ReadTime:
        """Return the time in UTC, and whether the clocks of the zone show it once."""
        if not FIRST_YEAR <= time.year <= LAST_YEAR:
            return ReadTime(None, OUT_OF_RANGE)
        if time.tzinfo is not None:
            return ReadTime(time.astimezone(UTC))
        self.row_without_zone += 1
        placed = time.replace(tzinfo=self.zone)
        in_utc = placed.astimezone(UTC)
        shown = in_utc.astimezone(self.zone).replace(tzinfo=None)
        if shown != time:
            return ReadTime(in_utc, f"does not exist in {self.zone}; taken for {shown}")
        if placed.utcoffset() != placed.replace(fold=1).utcoffset():
            return ReadTime(in_utc, f"exists twice in {self.zone}; taken for the first")
        return ReadTime(in_utc)

    def evidence(self, text: str) -> str | None:
        """Return the order of day and month if a date can only be meant in one."""
        found = NUMERIC.fullmatch(MARKS.sub("", text[:MAX_LENGTH]).strip())
        if not found or found["mark"] == ".":
            return None
        first, second = int(found["first"]), int(found["second_part"])
        if first > 12 >= second > 0 and first <= 31:
            return DAY_FIRST
        return MONTH_FIRST if second > 12 >= first > 0 and second <= 31 else None


def to_time(found: re.Match[str], month: int, day: int) -> datetime:
    """Return the time of a match of one of the patterns above."""
    parts = found.groupdict()
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000 if year < CENTURY_TURN else 1900
    hour = int(parts["hour"] or 0)
    if half := parts.get("half"):
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if half in "pP" else 0)
    microsecond = int((parts.get("fraction") or "0").ljust(6, "0")[:6])
    return datetime(
        *(year, month, day, hour, int(parts["minute"] or 0), int(parts["second"] or 0)),
        microsecond,
        tzinfo=to_zone(parts["zone"]),
    )


def to_zone(text: str | None) -> tzinfo | None:
    """Return the zone of an offset such as `+0100`, `-5` or `GMT+01:00`, or of no text."""
    if not text:
        return None
    offset = text.upper().removeprefix("UTC").removeprefix("GMT").removeprefix("Z")
    if not offset:
        return UTC
    hours, minutes = offset[1:].replace(":", ""), "0"
    if len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    away = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-away if offset[0] == "-" else away)


def from_number(text: str, style: str) -> datetime:
    """Return the time that a number gives, with a zone if the style has one."""
    number = float(text.replace(",", "."))
    if style == UNIX:
        return datetime.fromtimestamp(number, UTC)
    if style == UNIX_MS:
        return datetime.fromtimestamp(number / 1000, UTC)
    # The first of March 1900 is day 61: the programs hold 1900 for a leap year.
    start = datetime(1904, 1, 1) if style == SERIAL_1904 else datetime(1899, 12, 30)
    # To the second, since days have too few digits for more.
    return start + timedelta(seconds=round(number * 86_400))
