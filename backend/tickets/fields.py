"""Serializer fields for what people type."""

import re
import unicodedata
from typing import Any

from rest_framework import serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator

LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
LINE_BREAK = re.compile(r"\r\n?")
TAB_OR_LINE_BREAK = re.compile(r"[\t\r\n]+")


INVISIBLE_CATEGORIES = {"Zs", "Zl", "Zp", "Cc", "Cf"}


def is_invisible(text: str) -> bool:
    """Whether no character of the text leaves a mark: spaces, zero-width, direction marks …"""
    return all(unicodedata.category(character) in INVISIBLE_CATEGORIES for character in text)


class TextField(serializers.CharField):
    """Text of several lines: trimmed, line breaks as `\\n`, no control characters, not blank."""

    default_error_messages = {
        "control": "Control characters are not allowed.",
        "surrogate": "This text is not valid Unicode.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # The framework's own check goes through the text one character at a time.
        self.validators = [
            validator
            for validator in self.validators
            if not isinstance(validator, ProhibitSurrogateCharactersValidator)
        ]

    def run_validation(self, data: Any = serializers.empty) -> Any:
        # Checked before the framework trims: to it, some control characters are white space.
        if isinstance(data, str):
            if LONE_SURROGATE.search(data):
                self.fail("surrogate")
            if CONTROL_CHARACTER.search(data):
                self.fail("control")
            data = "" if is_invisible(data) else self.normalise(data)
        return super().run_validation(data)

    def to_internal_value(self, data: Any) -> str:
        # The framework would take a number for its digits, and 1e999 for "inf".
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))

    def normalise(self, text: str) -> str:
        return LINE_BREAK.sub("\n", text)


class LineField(TextField):
    """Text of one line: tabs and line breaks, as they come with pasted text, become spaces."""

    def normalise(self, text: str) -> str:
        return TAB_OR_LINE_BREAK.sub(" ", text)


class VocabularyField(serializers.ChoiceField):
    """One word out of a fixed vocabulary.

    Its message lists what may be said and leaves out what was said, which may be anything.
    """

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, **kwargs)
        self.error_messages["invalid_choice"] = f"Choose one of: {', '.join(self.choices)}."
