"""Transactions that are repeated where another one got in their way."""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

from core.db.outages import code_of

P = ParamSpec("P")
R = TypeVar("R")

# Serialization failure, deadlock: all that the transaction did is undone, the other went through.
LOST = ("40001", "40P01")
MAX_TRIES = 3
LONGEST_PAUSE_SECONDS = 0.05


def repeatable(function: Callable[P, R]) -> Callable[P, R]:
    """Decorator: call a function in a transaction, again if that lost against another one.

    For functions that may be called again after everything in the database was undone. Inside of
    another transaction, which is lost as a whole, the error goes on to the outermost one.
    """

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        is_outermost = not connection.in_atomic_block
        tries = MAX_TRIES if is_outermost else 1
        while True:
            tries -= 1
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except OperationalError as error:
                if not tries or code_of(error) not in LOST:
                    raise
            # Else two that hinder each other would meet again.
            time.sleep(random.uniform(0, LONGEST_PAUSE_SECONDS))  # noqa: S311 - guards no secret

    return call
