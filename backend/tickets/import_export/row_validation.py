"""Validation of a row, which may lose what is optional and cannot be read, but not its ticket."""

import csv
from pathlib import Path
from typing import IO, Any, NamedTuple

from rest_framework import serializers

from core.private_files import open_private
from tickets.import_export.addresses import MAX_LENGTH, is_placeholder, read_person
from tickets.import_export.csv_format import TAGS, escape_formulas
from tickets.import_export.serializers import ImportedTicketSerializer
from tickets.tags.models import MAX_TAGS_OF_TICKET
from tickets.tags.serializers import TagNameField
from tickets.vocabulary import DESCRIPTION_MAX_LENGTH, NAME_MAX_LENGTH, TITLE_MAX_LENGTH

TOO_LONG = "max_length"
SHORTEN_HINT = "--shorten cuts it and loses nothing."
DESCRIPTION_HINT = f"{SHORTEN_HINT} For a pipe --leftovers FILE says where the rest goes."
# More than a row has fields that can be mended.
MAX_REPAIRS = 8


class Remark(NamedTuple):
    """The treatment of a value that could not be taken as it is."""

    field: str
    value: str
    text: str


class Leftovers:
    """A file for the ends of texts that are too long even for a description."""

    def __init__(self, path: Path | None, *, is_dry_run: bool = False) -> None:
        self.path = path
        self.is_dry_run = is_dry_run
        self.count = 0
        self.file: IO[str] | None = None

    def keep(self, line: int, title: str, text: str) -> None:
        """Store the end of the description of the row on this line."""
        self.count += 1
        if self.is_dry_run or self.path is None:
            return
        if self.file is None:
            self.file = open_private(self.path, encoding="utf-8-sig", newline="")
            csv.writer(self.file, quoting=csv.QUOTE_ALL).writerow(["line", "title", "rest"])
        csv.writer(self.file, quoting=csv.QUOTE_ALL).writerow(
            [line, escape_formulas(title), escape_formulas(text)]
        )

    def close(self) -> None:
        if self.file is not None:
            self.file.close()


class RowValidator:
    """Validation of the rows of one file."""

    def __init__(
        self, serializer: ImportedTicketSerializer, leftovers: Leftovers | None = None
    ) -> None:
        self.serializer = serializer
        # None where texts must not be shortened.
        self.leftovers = leftovers

    def validate(
        self, values: dict[str, Any], line: int
    ) -> tuple[dict[str, Any], tuple[Remark, ...]]:
        """Return the fields of a ticket, and what was done to get them.

        Raise `ValidationError` if the row has none.
        """
        remarks: list[Remark] = []
        if "@" in values.get("requester_name", "") and "requester_email" not in values:
            split_name(values, remarks)
        for _ in range(MAX_REPAIRS):
            try:
                return self.serializer.run_validation(values), tuple(remarks)
            except serializers.ValidationError as error:
                errors: Any = error.detail
                # What is cut of the other fields may make the description too long.
                others = [name for name in errors if name != "description"]
                for name in others or errors:
                    reasons = errors[name]
                    is_too_long = any(reason.code == TOO_LONG for reason in reasons)
                    if not self.repair(name, values, is_too_long, line, remarks):
                        raise
        raise serializers.ValidationError({"row": ["It cannot be read."]})

    def repair(
        self,
        name: str,
        values: dict[str, Any],
        is_too_long: bool,
        line: int,
        remarks: list[Remark],
    ) -> bool:
        """Mend a field that is refused; return whether that was possible."""
        if name not in values:
            return False
        if name == TAGS:
            mend_tags(values, remarks)
            return True
        if name == "requester_email":
            mend_address(values, remarks)
            return True
        if is_too_long and self.leftovers is not None:
            if name == "description":
                return self.shorten_description(values, line, remarks)
            if name in ("title", "requester_name"):
                shorten_line(name, values, remarks)
                return True
        if name == "requester_name":
            hint = f" {SHORTEN_HINT}" if is_too_long else ""
            what = f"longer than {NAME_MAX_LENGTH} characters" if is_too_long else "not a name"
            remarks.append(Remark(name, values.pop(name), f"{what}; left blank.{hint}"))
            return True
        if name == "status":
            text = "unknown; taken for open. --map status:TEXT=VALUE says what it means"
            remarks.append(Remark(name, values.pop(name), text))
            return True
        return False

    def shorten_description(self, values: dict[str, Any], line: int, remarks: list[Remark]) -> bool:
        """Cut a description, and keep its end beside the database: tickets have no notes yet."""
        leftovers = self.leftovers
        if leftovers is None or leftovers.path is None:
            return False
        text = values["description"].strip()
        mark = "\n\n[Shortened by the import: {:,} more characters are in {}, line {}.]"
        longest_mark = mark.format(len(text), leftovers.path.name, line)
        kept = text[: DESCRIPTION_MAX_LENGTH - len(longest_mark)].rstrip()
        rest = text[len(kept) :]
        values["description"] = kept + mark.format(len(rest), leftovers.path.name, line)
        leftovers.keep(line, str(values.get("title", "")), rest)
        remarks.append(Remark("description", text, f"shortened; the rest is in {leftovers.path}"))
        return True


def shorten_line(name: str, values: dict[str, Any], remarks: list[Remark]) -> None:
    """Cut a title or a name, and put the whole of it in front of the description."""
    whole = " ".join(values[name].split())
    limit = TITLE_MAX_LENGTH if name == "title" else NAME_MAX_LENGTH
    values[name] = cut(whole, limit)
    label = "" if name == "title" else "Requester: "
    description = values.get("description", "")
    if not " ".join(description.split()).startswith(whole):
        values["description"] = f"{label}{whole}\n\n{description}"
    text = f"shortened to {limit} characters; the whole of it begins the description"
    remarks.append(Remark(name, whole, text))


def cut(line: str, limit: int) -> str:
    """Return the start of a line that is too long, cut between words where that loses little."""
    start = line[: limit - 1]
    words = start.rpartition(" ")[0]
    return (words if len(words) > limit // 2 else start).rstrip() + "…"


def split_name(values: dict[str, Any], remarks: list[Remark]) -> None:
    """Take the address out of a name such as `Ann <ann@example.com>`."""
    person = read_person(values["requester_name"])
    if not person.address or len(values["requester_name"]) > MAX_LENGTH:
        return
    if person.others:
        remarks.append(others_left_out("requester_name", values["requester_name"], person.address))
    values["requester_email"] = person.address
    if person.name:
        values["requester_name"] = person.name
    else:
        del values["requester_name"]


def mend_address(values: dict[str, Any], remarks: list[Remark]) -> None:
    """Take the address out of a text that has more than that, or leave the field blank."""
    text = values.pop("requester_email")
    if is_placeholder(text):
        return
    person = read_person(text)
    name = " ".join(values.get("requester_name", "").split())
    if person.address:
        values["requester_email"] = person.address
        if person.others:
            remarks.append(others_left_out("requester_email", text, person.address))
        if person.name and not name:
            values["requester_name"] = person.name
        elif person.name and person.name.casefold() != name.casefold():
            what = f"the name beside the address is not taken: the row has {name!r}"
            remarks.append(Remark("requester_email", text, what))
    elif person.name and not name and len(person.name) <= NAME_MAX_LENGTH:
        values["requester_name"] = person.name
        remarks.append(Remark("requester_email", text, "no address; kept as the requester's name"))
    else:
        remarks.append(Remark("requester_email", text, "no address; left blank"))


def mend_tags(values: dict[str, Any], remarks: list[Remark]) -> None:
    """Leave out what cannot be tags, and what is too many."""
    field = TagNameField()
    kept = []
    for name in values[TAGS]:
        try:
            field.run_validation(name)
        except serializers.ValidationError as error:
            detail: Any = error.detail
            remarks.append(Remark(TAGS, name, f"not a tag, left out: {detail[0]}"))
        else:
            kept.append(name)
    for name in kept[MAX_TAGS_OF_TICKET:]:
        remarks.append(Remark(TAGS, name, f"more than {MAX_TAGS_OF_TICKET} tags; left out"))
    values[TAGS] = kept[:MAX_TAGS_OF_TICKET]


def others_left_out(field: str, text: str, address: str) -> Remark:
    return Remark(field, text, f"several addresses; {address} is taken, the others are not")
