"""Serializer fields for what people type."""

import re
import unicodedata
from typing import Any

import idna
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from rest_framework import serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator

CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
LINE_BREAK = re.compile(r"\r\n?")
TAB_OR_LINE_BREAK = re.compile(r"[\t\r\n]+")


INVISIBLE_CATEGORIES = {"Zs", "Zl", "Zp", "Cc", "Cf"}


def is_invisible(text: str) -> bool:
    """Whether no character of the text leaves a mark: spaces, zero-width, direction marks …"""
    return all(unicodedata.category(character) in INVISIBLE_CATEGORIES for character in text)


def is_unicode(text: str) -> bool:
    """Whether the text can be written at all: halves of characters, alone, cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class StringField(serializers.CharField):
    """A string, and nothing that could be written as one."""

    def to_internal_value(self, data: Any) -> str:
        # The framework would take a number for its digits, and 1e999 for "inf".
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class TextField(StringField):
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
            if not is_unicode(data):
                self.fail("surrogate")
            if CONTROL_CHARACTER.search(data):
                self.fail("control")
            data = "" if is_invisible(data) else self.normalise(data)
        return super().run_validation(data)

    def normalise(self, text: str) -> str:
        return LINE_BREAK.sub("\n", text)


class LineField(TextField):
    """Text of one line: tabs and line breaks, as they come with pasted text, become spaces."""

    def normalise(self, text: str) -> str:
        return TAB_OR_LINE_BREAK.sub(" ", text)


class NameField(LineField):
    """A person's name, in which white space of whatever kind is a space."""

    def normalise(self, text: str) -> str:
        return " ".join(text.split())


LOCAL_PART_MAX_LENGTH = 64
validate_address = EmailValidator(allowlist=[])


def is_address(text: str) -> bool:
    """Whether a message can be sent there: to a name at a domain, in letters of any script.

    Quoted names and bare network addresses are left to old mail servers: programs differ in where
    such an address ends, and no person has one.
    """
    name, _, domain = text.rpartition("@")
    try:
        validate_address(text)
        idna.encode(unicodedata.normalize("NFC", domain).lower())
    except (ValidationError, UnicodeError):
        return False
    return not name.startswith('"') and len(name) <= LOCAL_PART_MAX_LENGTH


def check_address(text: str) -> None:
    if not is_address(text):
        raise serializers.ValidationError("Enter an address like name@example.com.", "address")


class AddressField(LineField):
    """An e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(check_address)


class VocabularyField(serializers.ChoiceField):
    """One word out of a fixed vocabulary.

    Its message lists what may be said and leaves out what was said, which may be anything.
    """

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, **kwargs)
        self.error_messages["invalid_choice"] = f"Choose one of: {', '.join(self.choices)}."
