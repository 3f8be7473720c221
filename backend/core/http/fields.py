"""Serializer fields for texts that people type."""

import re
import unicodedata
from typing import Any

import idna
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from rest_framework import serializers
from rest_framework.validators import ProhibitSurrogateCharactersValidator

from core.text.invisible import is_invisible

CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
LINE_BREAK = re.compile(r"\r\n?")
TAB_OR_LINE_BREAK = re.compile(r"[\t\r\n\u2028\u2029]+")
# What can make a line show something else than it says, and no line needs: embeddings, overrides
# and isolates, which reverse what comes after them (https://www.unicode.org/reports/tr36/), formats
# that Unicode deprecates, and what has no width (soft hyphens, zero-width spaces, word joiners,
# invisible operators, annotations). Joiners and the marks LRM, RLM and ALM stay: Persian, Arabic,
# Hebrew and emoji need them.
HIDDEN = re.compile(r"[\xad\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
# Tags stay in flags of regions alone; elsewhere they hide letters.
TAGS = re.compile("(\U0001f3f4[\U000e0030-\U000e007a]+\U000e007f)|[\U000e0000-\U000e007f]")


def tidy_line(text: str) -> str:
    """Return a text as one line, without characters that hide or turn round what it says."""
    text = TAGS.sub(lambda found: found[1] or "", HIDDEN.sub("", text))
    return TAB_OR_LINE_BREAK.sub(" ", text)


def tidy_name(text: str) -> str:
    """Return a name as one line, with one space for any run of white space."""
    return " ".join(tidy_line(text).split())


def is_unicode(text: str) -> bool:
    """Return whether the text can be encoded: lone surrogates, as JSON escapes allow, cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class StringField(serializers.CharField):
    """A string; values of other types are refused, not converted."""

    def to_internal_value(self, data: Any) -> str:
        # The framework would convert numbers, and turn 1e999 into "inf".
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class TextField(StringField):
    """A text of several lines: trimmed, with `\\n` as line break, without control characters."""

    default_error_messages = {
        "control": "Control characters are not allowed.",
        "surrogate": "This text is not valid Unicode.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        # The framework's own check is slow: it goes through the text character by character.
        self.validators = [
            validator
            for validator in self.validators
            if not isinstance(validator, ProhibitSurrogateCharactersValidator)
        ]

    def run_validation(self, data: Any = serializers.empty) -> Any:
        # Checked before the framework trims, because it trims some control characters too.
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
    """A text of one line: tabs and line breaks, which come with pasted text, become spaces.

    Characters that hide or turn round what the line says are left out (`tidy_line`).
    """

    def normalise(self, text: str) -> str:
        return tidy_line(text)


class NameField(LineField):
    """A person's name; any run of white space becomes one space."""

    def normalise(self, text: str) -> str:
        return tidy_name(text)


LOCAL_PART_MAX_LENGTH = 64
validate_email = EmailValidator(allowlist=[])


def is_email_address(text: str) -> bool:
    """Return whether the text is an e-mail address, in letters of any script.

    Quoted local parts and IP addresses as domains are refused: programs differ in where such an
    address ends, and no person has one.
    """
    local_part, _, domain = text.rpartition("@")
    try:
        validate_email(text)
        idna.encode(unicodedata.normalize("NFC", domain).lower())
    except (ValidationError, UnicodeError):
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
        # Without what is hidden it would be another address: it is refused.
        return TAB_OR_LINE_BREAK.sub(" ", text)


class VocabularyField(serializers.ChoiceField):
    """One value out of a fixed vocabulary.

    Its error message lists the choices and leaves out the input, which may be anything.
    """

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, **kwargs)
        self.error_messages["invalid_choice"] = f"Choose one of: {', '.join(self.choices)}."
