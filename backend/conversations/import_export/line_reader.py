"""Reading and validating JSON lines of any number.

Programs write such files, so nothing is guessed: a line with a wrong value is left out, with all
that is wrong in it, for half a conversation would look like a whole one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from rest_framework.serializers import ValidationError

from conversations.import_export.json_lines import (
    AUTHOR_FIELDS,
    EXTERNAL_ID,
    FIELDS,
    MESSAGE_FIELDS,
    UnreadableLineError,
    is_export,
    parse_line,
    without_changing,
)
from conversations.import_export.serializers import ImportedMessageSerializer
from conversations.models import AuthorKind, Channel
from tickets.import_export.assignment import read_assignment
from tickets.import_export.csv_format import ASSIGNMENT_COLUMNS
from tickets.import_export.dates import DateReader
from tickets.import_export.encoding import has_undecodable
from tickets.import_export.import_keys import RowKey, SeenKeys, digest, to_sorted_json
from tickets.import_export.import_report import ImportReport, shorten
from tickets.import_export.lines import MAX_LINE_LENGTH, OpenFile
from tickets.import_export.row_validation import Remark
from tickets.import_export.rows import (
    BEFORE_CREATION,
    EARLIEST_TAKEN,
    TIMES,
    RejectedRow,
    ValidRow,
    fill_in_times,
    judge_times,
)
from tickets.import_export.serializers import ImportedTicketSerializer

# Of one line, that are told.
MAX_ERRORS = 10
# A message's share of a batch's bound, beside its text: a batch has some 5,000 at most.
MESSAGE_LENGTH = 1_000
EXTERNAL_ID_MAX_LENGTH = 200
PATHS = {"author_kind": "author.kind", "author_name": "author.name"}


@dataclass(frozen=True)
class TicketLine(ValidRow):
    """A line that can be stored: a row with messages, the oldest first."""

    messages: tuple[dict[str, Any], ...] = ()

    @property
    def length(self) -> int:
        texts = sum(MESSAGE_LENGTH + len(message["text"]) for message in self.messages)
        return super().length + texts


@dataclass
class Findings:
    """The remarks about one line."""

    errors: list[str] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def refuse(self, path: str, *reasons: Any) -> None:
        self.errors.append(f"{path}: {' '.join(map(str, reasons))}")

    def describe_errors(self) -> str:
        told = "; ".join(self.errors[:MAX_ERRORS])
        more = len(self.errors) - MAX_ERRORS
        return f"{told}; and {more} more" if more > 0 else told


class LineReader:
    """The lines of a file, each of which is a ticket with its messages."""

    def __init__(self, file: OpenFile, dates: DateReader, report: ImportReport) -> None:
        self.lines = file.lines
        self.dates = dates
        self.report = report
        self.encoding = file.encoding
        self.keys = SeenKeys()
        # Shared by all lines: making one takes several times as long as a validation.
        self.ticket_serializer = ImportedTicketSerializer()
        self.message_serializer = ImportedMessageSerializer()
        report.describe_lines(file.encoding, dates)

    def __iter__(self) -> Iterator[TicketLine | RejectedRow]:
        try:
            while (line := self.lines.read()) is not None:
                if line.strip() and (row := self.read_line(line, self.lines.number)):
                    yield row
        finally:
            self.keys.close()

    def read_line(self, line: str, number: int) -> TicketLine | RejectedRow | None:
        """Return a line's ticket, or None if it repeats another one."""
        if len(line) >= MAX_LINE_LENGTH:
            return RejectedRow(number, f"a line is longer than {MAX_LINE_LENGTH:,} characters")
        if has_undecodable(line):
            return RejectedRow(number, f"there are bytes that are not {self.encoding.name}")
        try:
            return self.read_ticket(parse_line(line.rstrip("\r\n")), number)
        except UnreadableLineError as error:
            return RejectedRow(number, str(error))
        except RecursionError:
            return RejectedRow(number, "its lists and objects nest too deep")

    def read_ticket(self, data: dict[str, Any], number: int) -> TicketLine | RejectedRow | None:
        has_id = is_export(data)
        # Whatever those are called by now who have the ticket.
        content = digest(to_sorted_json(without_changing(data) if has_id else data))
        findings = Findings()
        self.dates.start_row()
        known = FIELDS if has_id else FIELDS - {"id"}
        given = self.take(data, known, "", findings)
        external_id = self.read_external_id(given, findings)
        listed = given.pop("messages", [])
        named = {name: given.pop(name) for name in ASSIGNMENT_COLUMNS if name in given}
        for name in TIMES:
            self.read_time(given, name, "", findings)
        values = self.validate(given, findings)
        messages = self.read_messages(listed, values.get("requester_name", ""), findings)
        if findings.errors:
            return RejectedRow(number, findings.describe_errors())
        key = self.find_key(content, external_id, number, has_id=has_id)
        if key.repeats is not None and not key.is_same:
            return RejectedRow(
                number, f"it has the {EXTERNAL_ID} of line {key.repeats}, but other values"
            )
        if key.repeats is not None:
            self.report.repeated_rows += 1
            return None
        assignment, remarks = read_assignment(named, values.get("status"), self.dates)
        self.dates.accept_row()
        for name in findings.unknown:
            self.report.count_unknown(name)
        judge_messages(values, messages, findings)
        findings.remarks += [*judge_times(values), *remarks]
        return TicketLine(
            import_key=key.key,
            values={**fill_in_times(values), **assignment},
            line=number,
            remarks=tuple(findings.remarks),
            messages=tuple(messages),
        )

    def find_key(self, content: str, external_id: str, number: int, *, has_id: bool) -> RowKey:
        if external_id:
            key = digest(to_sorted_json([EXTERNAL_ID, external_id]))
            return self.keys.of_number(key, number, content)
        # A line with a number of our own is the same ticket, however often it comes.
        return RowKey(content) if has_id else self.keys.of_content(content, number)

    def take(
        self, data: dict[str, Any], known: Any, path: str, findings: Findings
    ) -> dict[str, Any]:
        """Return the fields that there are, without those that are null."""
        findings.unknown += [shorten(f"{path}{name}") for name in data if name not in known]
        return {name: value for name, value in data.items() if name in known and value is not None}

    def validate(self, given: dict[str, Any], findings: Findings) -> dict[str, Any]:
        try:
            return dict(self.ticket_serializer.run_validation(given))
        except ValidationError as error:
            detail: Any = error.detail
            for name, reasons in detail.items():
                findings.refuse(name, *reasons)
        return {}

    def read_external_id(self, given: dict[str, Any], findings: Findings) -> str:
        value = given.pop(EXTERNAL_ID, "")
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or len(value) > EXTERNAL_ID_MAX_LENGTH:
            findings.refuse(
                EXTERNAL_ID, f"A text of at most {EXTERNAL_ID_MAX_LENGTH} characters, or a number."
            )
            return ""
        return value.strip()

    def read_time(self, given: dict[str, Any], name: str, path: str, findings: Findings) -> None:
        """Replace a time's text, if there is one, by the time."""
        text = given.pop(name, None)
        if text is None:
            return
        if not isinstance(text, str):
            findings.refuse(f"{path}{name}", "A text such as 2026-03-10T12:00:00Z.")
            return
        time, remark = self.dates.read(text)
        if time is None:
            findings.refuse(f"{path}{name}", f"{shorten(text)}: {remark}.")
            return
        given[name] = time
        if remark:
            findings.remarks.append(Remark(name, text, remark))

    def read_messages(
        self, listed: Any, requester_name: str, findings: Findings
    ) -> list[dict[str, Any]]:
        """Return the fields of a ticket's messages, the oldest first."""
        if not isinstance(listed, list):
            findings.refuse("messages", "A list of objects.")
            return []
        messages = []
        for at, data in enumerate(listed):
            message = self.read_message(data, f"messages[{at}].", requester_name, findings)
            if message:
                messages.append(message)
        messages.sort(key=lambda message: message["at"])
        return messages

    def read_message(
        self, data: Any, path: str, requester_name: str, findings: Findings
    ) -> dict[str, Any] | None:
        """Return the fields of a message, or None if some are wrong."""
        author = data.get("author") if isinstance(data, dict) else None
        if not isinstance(author, dict):
            whole = not isinstance(data, dict)
            name = path[:-1] if whole else f"{path}author"
            findings.refuse(name, "An object is needed.")
            return None
        given = self.take(data, MESSAGE_FIELDS, "messages[].", findings)
        wrote = self.take(author, AUTHOR_FIELDS, "messages[].author.", findings)
        del given["author"]
        kind = wrote.get("kind")
        given |= {f"author_{name}": value for name, value in wrote.items()}
        given.setdefault("author_name", requester_name if kind == AuthorKind.REQUESTER else "")
        given.setdefault("channel", Channel.IMPORT.value)
        if "at" not in given:
            findings.refuse(f"{path}at", "This field is required.")
        for name in ("at", "edited_at"):
            self.read_time(given, name, path, findings)
        try:
            values = self.message_serializer.run_validation(given)
        except ValidationError as error:
            detail: Any = error.detail
            for name, reasons in detail.items():
                findings.refuse(f"{path}{PATHS.get(name, name)}", *reasons)
            return None
        if "at" not in given:
            return None
        return {**values, "at": given["at"], "edited_at": given.get("edited_at")}


def judge_messages(
    values: dict[str, Any], messages: list[dict[str, Any]], findings: Findings
) -> None:
    """Let a ticket begin with its messages if it does not say when, and tell of odd times."""
    if not messages:
        return
    first = messages[0]["at"]
    if not values.get("created_at"):
        known = [values[name] for name in TIMES if values.get(name)]
        values["created_at"] = min(first, *known)
        findings.remarks.append(Remark("created_at", "", EARLIEST_TAKEN))
    elif first < values["created_at"]:
        findings.remarks.append(Remark("messages[].at", first.isoformat(), BEFORE_CREATION))
    last = messages[-1]["at"]
    if last > timezone.now():
        findings.remarks.append(Remark("messages[].at", last.isoformat(), "in the future, kept"))
