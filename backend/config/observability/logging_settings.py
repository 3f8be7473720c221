"""Django's logging settings."""

from typing import Any


def logging_settings(level: str, *, debug: bool) -> dict[str, Any]:
    """Return the settings: lines for people in development, JSON lines in production."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
            "json": {"()": "config.observability.json_lines.JSONLines"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line" if debug else "json",
            }
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # In development, `runserver` logs requests itself.
            **{
                name: {"level": "WARNING" if debug else level, "propagate": True}
                for name in ("gunicorn.access", "gunicorn.error")
            },
            **{name: {"level": "WARNING"} for name in ("httpx", "httpx2", "openai")},
        },
    }
