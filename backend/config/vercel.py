"""The entry point on Vercel: the WSGI application, loaded from bytecode that the build has packed.

Each new function starts with a read-only disk and without bytecode: it would spend seconds on
compiling a thousand modules.

A function may be stopped as soon as it has answered, so no work goes on after a response: each
request waits for its model call, its mails and the report of an error.
"""

import marshal
import sys
import time
from collections.abc import Iterable
from importlib.machinery import (
    EXTENSION_SUFFIXES,
    SOURCE_SUFFIXES,
    ExtensionFileLoader,
    FileFinder,
    SourceFileLoader,
)
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from wsgiref.types import StartResponse, WSGIEnvironment

ROOT = str(Path(__file__).resolve().parent.parent)
# scripts/build_for_vercel.py writes it.
BYTECODE = f"{ROOT}/bytecode"
HEADER_BYTES = 16
LOOPBACK = ("127.0.0.1", "::1")


class PackedLoader(SourceFileLoader):
    """Loader that takes a module's packed bytecode, and compiles the source where there is none."""

    def get_code(self, fullname: str) -> CodeType | None:
        try:
            packed = self.get_data(f"{BYTECODE}{self.path.removeprefix(ROOT)}c")
        except OSError:
            return super().get_code(fullname)
        if not packed.startswith(MAGIC_NUMBER):
            return super().get_code(fullname)
        code: CodeType = marshal.loads(memoryview(packed)[HEADER_BYTES:])  # noqa: S302 - our own
        return code


find = FileFinder.path_hook(
    (ExtensionFileLoader, EXTENSION_SUFFIXES), (PackedLoader, SOURCE_SUFFIXES)
)


def packed_finder(path: str) -> FileFinder:
    """Return a finder for a folder of the function; the interpreter's own folders have bytecode."""
    if not path.startswith(ROOT):
        raise ImportError("not packed", path=path)
    return find(path)  # type: ignore[return-value]


if Path(BYTECODE).is_dir():
    sys.path_hooks.insert(0, packed_finder)
    sys.path_importer_cache.clear()

from django.conf import settings  # noqa: E402 - found by the hook above

from config.wsgi import application as product  # noqa: E402 - so is this
from core.jobs import WAIT_SECONDS, wait_for_own_jobs  # noqa: E402 - and this


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer a request with the client's real address.

    The platform's network rewrites `X-Forwarded-For`, and its runtime sets `REMOTE_ADDR` from it.
    But a header `X_Forwarded_For`, which anybody can send, ends up under the same WSGI name.
    """
    address = environ.get("REMOTE_ADDR")
    if address and address not in LOOPBACK:
        environ["HTTP_X_FORWARDED_FOR"] = address
    started = time.monotonic()
    answer = product(environ, start_response)
    wait_for_own_jobs(until=started + WAIT_SECONDS)
    if settings.SENTRY_DSN:
        from config.observability.sentry import flush

        flush()
    return answer
