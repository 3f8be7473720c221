"""The settings as the audit trail compares them from start to start."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.crypto import salted_hmac
from pydantic import SecretStr

from .environment import Environment

MAX_LENGTH = 200
# Addresses with a password, or what may be one, before the host or after the path.
WITH_CREDENTIALS = re.compile(r"://([^/]*@|[^?#]*[?#])")


def audited_settings(
    env: Environment, effective: Mapping[str, Any], secret_key: str
) -> dict[str, str]:
    """Return all variables by name, as text; of secrets a keyed hash.

    `effective` replaces variables whose default depends on others.
    """
    values: dict[str, str] = {}
    for name, field in Environment.model_fields.items():
        variable = str(field.validation_alias)
        value = effective.get(variable, getattr(env, name))
        is_secret = isinstance(value, SecretStr)
        text = value.get_secret_value() if isinstance(value, SecretStr) else as_text(value)
        if text and (is_secret or WITH_CREDENTIALS.search(text)):
            digest = salted_hmac(
                f"config.audited_settings:{variable}", text, secret_key, algorithm="sha256"
            ).hexdigest()
            text = f"hash:{digest[:32]}"
        values[variable] = text[:MAX_LENGTH]
    return values


def as_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)
