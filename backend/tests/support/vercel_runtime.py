"""Load a function as Vercel does, and answer requests given as lines of JSON.

    python vercel_runtime.py FOLDER

It runs in a process of its own, and can import only the packages in the folder.
"""

import base64
import importlib.util
import io
import json
import os
import site
import sys
import threading
import time
from typing import Any

ROOT = sys.argv[1]
MODULE, VARIABLE = "config.vercel", "application"


def load():
    """Import the entry point from its file, with the packages before the interpreter's own."""
    vendor = f"{ROOT}/_vendor"
    sys.path[0] = ROOT
    site.addsitedir(vendor)
    sys.path.remove(vendor)
    sys.path.insert(1, vendor)
    path = f"{ROOT}/{MODULE.replace('.', '/')}.py"
    spec: Any = importlib.util.spec_from_file_location(MODULE, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[MODULE] = module
    spec.loader.exec_module(module)
    return getattr(module, VARIABLE)


def environ_of(request):
    """Return the WSGI environ as the platform builds it: dashes in header names are lost."""
    path, _, query = request["path"].partition("?")
    body = request.get("body", "").encode()
    headers = {
        # The platform's network sets these.
        "Host": "tickets.example.com",
        "X-Forwarded-For": "203.0.113.7",
        "X-Forwarded-Proto": "https",
        "Content-Type": "application/json" if body else "text/plain",
        **request.get("headers", {}),
    }
    return {
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": headers["Content-Type"],
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REMOTE_ADDR": headers["X-Forwarded-For"],
        "REQUEST_METHOD": request.get("method", "GET"),
        "SERVER_NAME": headers["Host"],
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.errors": sys.stderr,
        "wsgi.input": io.BytesIO(body),
        "wsgi.multiprocess": False,
        "wsgi.multithread": False,
        "wsgi.run_once": False,
        "wsgi.url_scheme": headers["X-Forwarded-Proto"],
        "wsgi.version": (1, 0),
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
    }


def answer(application, request):
    """Answer a request in a thread of its own; also return the threads that are left."""
    sent: dict[str, Any] = {}

    def start_response(status, headers, exc_info=None):
        sent.update(status=int(status.split()[0]), headers=headers)

    def serve():
        parts = application(environ_of(request), start_response)
        try:
            sent["body"] = base64.b64encode(b"".join(parts)).decode()
        finally:
            getattr(parts, "close", lambda: None)()

    start = time.perf_counter()
    thread = threading.Thread(target=serve)
    thread.start()
    thread.join()
    return {
        **sent,
        "seconds": time.perf_counter() - start,
        "threads": [thread.name for thread in threading.enumerate()],
    }


def main():
    output = os.fdopen(os.dup(1), "w")
    start = time.perf_counter()
    application = load()
    print(json.dumps({"import_seconds": time.perf_counter() - start}), file=output, flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(application, json.loads(line))), file=output, flush=True)


main()
