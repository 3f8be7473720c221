"""Look for static files once: each test client loads the middleware, which looks for them anew."""

import functools
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware

BUILT = f"{settings.FRONTEND_DIST}{os.sep}"


@pytest.fixture(scope="session", autouse=True)
def static_files_found_once() -> Iterator[None]:
    """Keep what is found in the packages and in the built interface, which no test changes."""
    kept: dict[tuple[Any, ...], dict[str, Any]] = {}

    def once(look: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(look)
        def look_once(middleware: WhiteNoiseMiddleware, *folder: str) -> None:
            if folder and folder[0] != BUILT:
                return look(middleware, *folder)
            key = (look, middleware.max_age, middleware.static_prefix, *folder)
            if key not in kept:
                others, middleware.files = middleware.files, {}
                look(middleware, *folder)
                kept[key], middleware.files = middleware.files, others
            middleware.files.update(kept[key])

        return look_once

    with pytest.MonkeyPatch.context() as patch:
        for name in ("add_files_from_finders", "update_files_dictionary"):
            patch.setattr(WhiteNoiseMiddleware, name, once(getattr(WhiteNoiseMiddleware, name)))
        yield
