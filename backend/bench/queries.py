"""Count the queries of requests: reads them as JSON lines, and writes a number for each.

A program of its own, for Django's settings are those of one database.
"""

import json
import os
import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import django


def count(call: dict[str, Any]) -> int:
    """Send the request within this process and count what it asks the database."""
    from django.db import connection
    from django.test import Client

    asked = 0

    def counting(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal asked
        asked += 1
        return execute(*arguments)

    with connection.execute_wrapper(counting):
        response = Client(headers=call["headers"]).generic(
            call["method"], call["path"], call["body"], content_type="application/json"
        )
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        # Refused without a question, it would seem to cost none.
        sys.exit(f"{call['method']} {call['path']} is answered {response.status_code}.")
    return asked


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for line in sys.stdin:
        print(count(json.loads(line)))


if __name__ == "__main__":
    main()
