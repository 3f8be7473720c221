"""Serializer fields for texts that people type."""

import unicodedata
from functools import lru_cache
from typing import Any

import idna
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from rest_framework import serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from core.text.invisible import is_invisible
from core.text.tidy import tidy_address, tidy_line, tidy_name, tidy_text


class StringField(serializers.CharField):
    """A string; values of other types are refused, not converted."""

    def to_internal_value(self, data: Any) -> str:
        # The framework would convert numbers, and turn 1e999 into "inf".
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class BooleanField(serializers.BooleanField):
    """True or false; what the framework takes for them, as 0 or "yes", is refused."""

    default_error_messages = {"invalid": "Give true or false."}

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class TextField(StringField):
    """A text of several lines, tidied and trimmed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # A tidied text has no surrogates, and the framework's own check is slow: it goes through
        # the text character by character.
        self.validators = [
            validator
            for validator in self.validators
            if not isinstance(validator, ProhibitSurrogateCharactersValidator)
        ]

    def run_validation(self, data: Any = serializers.empty) -> Any:
        if isinstance(data, str):
            data = self.normalise(data)
            if is_invisible(data):
                data = ""
        return super().run_validation(data)

    def normalise(self, text: str) -> str:
        return tidy_text(text)


class LineField(TextField):
    """A text of one line."""

    def normalise(self, text: str) -> str:
        return tidy_line(text)


class NameField(LineField):
    """A person's name; any run of white space becomes one space."""

    def normalise(self, text: str) -> str:
        return tidy_name(text)


LOCAL_PART_MAX_LENGTH = 64
validate_email = EmailValidator(allowlist=[])


# An import asks for the same few again and again, and an answer takes a while.
@lru_cache(maxsize=1_000)
def is_domain(text: str) -> bool:
    try:
        idna.encode(unicodedata.normalize("NFC", text).lower())
    except UnicodeError:
        return False
    return True


def is_email_address(text: str) -> bool:
    """Return whether the text is an e-mail address, in letters of any script.

    Quoted local parts and IP addresses as domains are refused: programs differ in where such an
    address ends, and no person has one.
    """
    local_part, _, domain = text.rpartition("@")
    try:
        validate_email(text)
    except ValidationError:
        return False
    if not is_domain(domain):
        return False
    return not local_part.startswith('"') and len(local_part) <= LOCAL_PART_MAX_LENGTH


def check_email_address(text: str) -> None:
    if not is_email_address(text):
        raise serializers.ValidationError("Enter an address like name@example.com.", "address")


class EmailAddressField(LineField):
    """An e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(check_email_address)

    def normalise(self, text: str) -> str:
        return tidy_address(text)


class VocabularyField(serializers.ChoiceField):
    """One value out of a fixed vocabulary.

    Its error message lists the choices and leaves out the input, which may be anything.
    """

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, **kwargs)
        self.error_messages["invalid_choice"] = f"Choose one of: {', '.join(self.choices)}."
