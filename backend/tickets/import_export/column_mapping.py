"""The way from the columns of a CSV file to the fields of a ticket."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tickets.import_export.csv_format import READ_COLUMNS
from tickets.import_export.header import Header, UnusableFileError, fold_case
from tickets.import_export.presets import DEFAULTS, TRANSLATIONS, Preset
from tickets.vocabulary import VOCABULARIES

REQUIRED_FIELDS = ("title", "description", "category", "priority")
DERIVED_TITLE_LENGTH = 100
# Different texts of a field that the report tells apart.
MAX_TEXTS = 200
SHOWN_LENGTH = 60
WORD = re.compile(r"[^\W\d_]+")

# For each vocabulary its values, by their names and labels in lower case.
VALUES_BY_NAME = {
    field_name: {
        name.casefold(): str(choice.value)
        for choice in vocabulary
        for name in (choice.value, choice.label)
    }
    for field_name, vocabulary in VOCABULARIES.items()
}


class Meaning(NamedTuple):
    """A text of the file, the value that it was taken for, and whether that is the default."""

    text: str
    value: str
    is_default: bool


@dataclass(frozen=True)
class ColumnMapping:
    """The column and the meaning of its texts for each field of a ticket.

    `columns` names the column of a field if it is not called like the field. `translations` gives
    the value for a text in the file, by field and by the text as `fold_case` returns it.
    `defaults` gives the value for a column that is missing, empty, or has an unknown text.
    `preset` says the same for the layout of another system, where the others say nothing.
    """

    columns: dict[str, str] = field(default_factory=dict)
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    title_from_description: bool = False
    preset: Preset | None = None

    def with_preset(self, preset: Preset) -> "ColumnMapping":
        """Return this mapping, completed by a layout's."""
        return ColumnMapping(
            columns=self.columns,
            translations={
                name: {**TRANSLATIONS.get(name, {}), **self.translations.get(name, {})}
                for name in VOCABULARIES
            },
            defaults={**DEFAULTS, **self.defaults},
            title_from_description=True,
            preset=preset,
        )

    def columns_of(self, name: str) -> tuple[str, ...]:
        """Return the names that the columns of a field may have."""
        if name in self.columns:
            return (self.columns[name],)
        # In the layout of another system a column that is called like a field is another matter.
        return self.preset.columns.get(name, ()) if self.preset else (name,)

    def may_be_missing(self, name: str) -> bool:
        if name in self.columns:
            return False
        if self.preset and name in ("title", "description"):
            return True
        return (
            name not in REQUIRED_FIELDS
            or name in self.defaults
            or (name == "title" and self.title_from_description)
        )

    def apply_to(self, header: Header) -> "Columns":
        """Return the columns of a file; raise `UnusableFileError` if a needed one is not clear."""
        positions: dict[str, tuple[int, ...]] = {}
        missing = []
        for name in READ_COLUMNS:
            found = [
                header.find(name, column, is_chosen=name in self.columns)
                for column in self.columns_of(name)
            ]
            positions[name] = tuple(at for at in found if at is not None)
            if not positions[name] and not self.may_be_missing(name):
                missing.append(self.columns.get(name, name))
        if self.preset and not positions["title"] and not positions["description"]:
            missing.append(" or ".join(self.preset.columns["title"]))
        if missing:
            raise UnusableFileError(
                f"There is no column {', '.join(map(repr, missing))}. The file has: {header}."
            )
        return Columns(self, header, positions)


class Columns:
    """The columns of one file, and what was read in them."""

    def __init__(
        self, mapping: ColumnMapping, header: Header, positions: dict[str, tuple[int, ...]]
    ) -> None:
        self.mapping = mapping
        self.header = header
        self.positions = {
            name: found
            for name, found in positions.items()
            if found or name in mapping.defaults or "" in mapping.translations.get(name, ())
        }
        # Of the rows that are accepted; those of the row in hand wait until it is.
        self.meanings: dict[str, Counter[Meaning]] = {name: Counter() for name in VOCABULARIES}
        self.subjects_as_descriptions = 0
        self.row_meanings: list[tuple[str, Meaning]] = []
        self.is_subject_description = False

    @property
    def unused(self) -> list[int]:
        """Return the positions of the columns that give no field."""
        used = {at for found in self.positions.values() for at in found}
        return [at for at in range(len(self.header.names)) if at not in used]

    def field_values(self, cells: Sequence[str]) -> dict[str, str]:
        """Return the fields that a row gives, translated; unknown texts stay as they are."""
        self.row_meanings = []
        values = {}
        for name, positions in self.positions.items():
            texts = [cells[at] for at in positions]
            if name in VALUES_BY_NAME:
                value = self.translate(name, texts or [""])
            else:
                value = next((text for text in texts if text.strip()), "")
                if not value.strip():
                    value = self.mapping.defaults.get(name, "")
            if value.strip():
                values[name] = value
        if (
            "title" not in values
            and self.mapping.title_from_description
            and (title := derive_title(values.get("description", "")))
        ):
            values["title"] = title
        self.is_subject_description = bool(
            self.mapping.preset and "description" not in values and values.get("title")
        )
        if self.is_subject_description:
            values["description"] = values["title"]
        return values

    def accept_row(self) -> None:
        """Count what was read in the last row."""
        self.subjects_as_descriptions += self.is_subject_description
        for name, meaning in self.row_meanings:
            counts = self.meanings[name]
            is_counted = meaning in counts or len(counts) < MAX_TEXTS
            counts[meaning if is_counted else meaning._replace(text="…")] += 1

    def translate(self, name: str, texts: list[str]) -> str:
        """Return the value that texts of the file stand for in a field of a vocabulary."""
        default = self.mapping.defaults.get(name)
        for text in texts:
            value = self.value_of(name, text)
            if value is not None:
                return self.note(name, text, value)
        text = next((text for text in texts if text.strip()), "")
        if default is None:
            return text
        return self.note(name, text, default, is_default=True)

    def value_of(self, name: str, text: str) -> str | None:
        """Return the value that a text stands for, or None if nobody says so."""
        folded = fold_case(text)
        known = self.mapping.translations.get(name, {}).get(folded, folded)
        if (value := VALUES_BY_NAME[name].get(known)) is not None:
            return value
        if self.mapping.preset and name == "category":
            # Groups and topics of other systems have such names as "Billing team".
            values = {VALUES_BY_NAME[name].get(word) for word in WORD.findall(folded)} - {None}
            return values.pop() if len(values) == 1 else None
        return None

    def note(self, name: str, text: str, value: str, *, is_default: bool = False) -> str:
        self.row_meanings.append((name, Meaning(text.strip()[:SHOWN_LENGTH], value, is_default)))
        return value

    def may_be(self, cells: Sequence[str]) -> bool:
        """Return whether a row gives no value that only a default would make acceptable."""
        return all(
            self.value_of(name, cells[at]) is not None or not cells[at].strip()
            for name, positions in self.positions.items()
            if name in VALUES_BY_NAME and name in self.mapping.defaults and len(positions) == 1
            for at in positions
        )


def derive_title(description: str) -> str:
    """Return the start of a description as a title, cut between words."""
    line = " ".join(description[: DERIVED_TITLE_LENGTH * 2].split())
    if len(line) <= DERIVED_TITLE_LENGTH:
        return line
    return line[:DERIVED_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
