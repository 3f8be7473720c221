"""The language model's settings, as people copy them from all kinds of places."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, HttpUrl, SecretStr

DEFAULT_MODEL = "gpt-3.5-turbo"
AROUND = "\"'“”„‘’`<>"


def unquote(value: Any) -> Any:
    """Return a text without the space and the quotes that were copied along; None for nothing."""
    if not isinstance(value, str):
        return value
    return value.strip().strip(AROUND).strip() or None


def clean_key(value: Any) -> Any:
    key = unquote(value)
    return re.sub(r"^Bearer\s+", "", key, flags=re.IGNORECASE) if isinstance(key, str) else key


def clean_url(value: Any) -> Any:
    url = unquote(value)
    if isinstance(url, str) and not re.match(r"https?://", url, re.IGNORECASE):
        raise ValueError(
            "begin the address with http:// or https://, as in http://localhost:11434/v1"
        )
    return url


ModelKey = Annotated[SecretStr | None, BeforeValidator(clean_key)]
ModelName = Annotated[str, BeforeValidator(lambda value: unquote(value) or DEFAULT_MODEL)]
ModelUrl = Annotated[HttpUrl | None, BeforeValidator(clean_url)]
