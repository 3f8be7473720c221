"""A program that reads requests as JSON lines and writes the number of queries of each.

It is a process of its own because Django's settings are those of one database.
"""

import json
import os
import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import django


def send(call: dict[str, Any]) -> Any:
    """Send the request within this process, and return the answer."""
    from django.test import Client

    response = Client(headers=call["headers"]).generic(
        call["method"], call["path"], call["body"], content_type="application/json"
    )
    if response.status_code >= HTTPStatus.BAD_REQUEST:
        # A refused request would seem to need no query.
        sys.exit(f"{call['method']} {call['path']} is answered {response.status_code}.")
    return response


def count_queries(call: dict[str, Any]) -> int:
    """Send the request, after the one that comes before it, and return how many queries it made."""
    from django.db import connection

    queries = 0

    def counting(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*arguments)

    if before := call.get("after"):
        call = {**call, "path": call["path"].format_map(send(before).json())}
    with connection.execute_wrapper(counting):
        send(call)
    return queries


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for line in sys.stdin:
        print(count_queries(json.loads(line)))


if __name__ == "__main__":
    main()
