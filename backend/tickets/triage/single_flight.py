"""Several people may ask about the same text at once: one call serves them all."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

# Changed on the loop of the calls alone.
under_way: dict[str, asyncio.Task[Any]] = {}


def is_under_way(key: str) -> bool:
    return key in under_way


async def shared(key: str, work: Callable[[], Coroutine[Any, Any, T]]) -> tuple[T, bool]:
    """The result of the work of that name, and whether it began here or was under way.

    Who stops waiting takes nothing from the others.
    """
    task = under_way.get(key)
    begins = task is None
    if task is None:
        task = asyncio.create_task(work())
        under_way[key] = task
        task.add_done_callback(lambda _: under_way.pop(key, None))
    return await asyncio.shield(task), begins
