"""The way from the columns of a CSV file to the fields of a ticket."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tickets.import_export.csv_format import EXPORT_COLUMNS
from tickets.vocabulary import VOCABULARIES

REQUIRED_FIELDS = ("title", "description", "category", "priority")
DERIVED_TITLE_LENGTH = 100

# For each vocabulary its values, by their names and labels in lower case.
VALUES_BY_NAME = {
    field_name: {
        name.casefold(): str(choice.value)
        for choice in vocabulary
        for name in (choice.value, choice.label)
    }
    for field_name, vocabulary in VOCABULARIES.items()
}


class UnusableFileError(Exception):
    """The file cannot be imported, or not from some line on; the message says why."""


@dataclass(frozen=True)
class ColumnMapping:
    """The column and the meaning of its texts for each field of a ticket.

    `columns` names the column of a field if it is not called like the field. `translations` gives
    the value for a text in the file, by field and by the text as `fold_case` returns it.
    `defaults` gives the value for a column that is missing, empty, or has an unknown text.
    """

    columns: dict[str, str] = field(default_factory=dict)
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    title_from_description: bool = False

    def column_of(self, name: str) -> str:
        return self.columns.get(name, name)

    def check_header(self, header: list[str]) -> None:
        """Raise `UnusableFileError` if a needed column is missing."""
        missing = [
            self.column_of(name)
            for name in EXPORT_COLUMNS
            if self.column_of(name) not in header
            and (name in self.columns or (name in REQUIRED_FIELDS and name not in self.defaults))
            and not (name == "title" and self.title_from_description)
        ]
        if missing:
            raise UnusableFileError(
                f"There is no column {', '.join(map(repr, missing))}. "
                f"The file has: {', '.join(map(repr, header))}."
            )

    def used_columns(self, header: Collection[str]) -> dict[str, str]:
        """Return the columns of the fields that rows under this header can give, by field."""
        columns = {name: self.column_of(name) for name in EXPORT_COLUMNS}
        return {
            name: column
            for name, column in columns.items()
            if column in header or name in self.defaults or "" in self.translations.get(name, ())
        }

    def field_values(self, row: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, str]:
        """Return the fields that a row gives, translated; unknown texts stay as they are."""
        values = {}
        for name, column in columns.items():
            value = self.translate(name, row.get(column, ""))
            if value.strip():
                values[name] = value
        if "title" not in values and self.title_from_description:
            values["title"] = derive_title(values.get("description", ""))
        return values

    def translate(self, name: str, text: str) -> str:
        """Return the value that a text of the file stands for in a field."""
        value = text
        if name in VALUES_BY_NAME:
            if name in self.translations:
                value = self.translations[name].get(fold_case(text), text)
            value = VALUES_BY_NAME[name].get(fold_case(value), self.defaults.get(name, value))
        return value if value.strip() else self.defaults.get(name, value)


def fold_case(text: str) -> str:
    """Return a text without case and surrounding space, for comparison."""
    return text.strip().casefold()


def derive_title(description: str) -> str:
    """Return the start of a description as a title, cut between words."""
    line = " ".join(description[: DERIVED_TITLE_LENGTH * 2].split())
    if len(line) <= DERIVED_TITLE_LENGTH:
        return line
    return line[:DERIVED_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
