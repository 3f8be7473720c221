from dataclasses import dataclass
from typing import Literal

Status = Literal["ok", "warning", "problem"]


@dataclass(frozen=True)
class Finding:
    """One line of the report; those that are not ok say what to do."""

    subject: str
    status: Status
    text: str

    def __str__(self) -> str:
        return f"{self.status:<8} {self.subject}: {self.text}"


@dataclass(frozen=True)
class Subject:
    """Maker of the findings about one subject."""

    name: str

    def ok(self, text: str) -> Finding:
        return Finding(self.name, "ok", text)

    def warning(self, text: str) -> Finding:
        return Finding(self.name, "warning", text)

    def problem(self, text: str) -> Finding:
        return Finding(self.name, "problem", text)
