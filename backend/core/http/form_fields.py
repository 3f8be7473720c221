"""Fields of the admin's forms, under the rules of the API."""

from typing import Any

from django import forms
from rest_framework.exceptions import ValidationError

from core.http.fields import TextField


class TextFormField(forms.Field):
    """A form field with the rules of a field of the API."""

    def __init__(self, rules: TextField, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rules = rules

    def clean(self, value: Any) -> str:
        try:
            return str(self.rules.run_validation(value or ""))
        except ValidationError as error:
            reasons: Any = error.detail
            raise forms.ValidationError([str(reason) for reason in reasons]) from error
