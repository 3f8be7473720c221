"""Several people may ask about the same text at once: one call serves them all."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

# Changed on the loop of the calls alone.
under_way: dict[str, asyncio.Task[Any]] = {}


def is_under_way(key: str) -> bool:
    return key in under_way


async def shared(key: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """The result of the work of that name: of what is under way, or else of what begins here.

    Who stops waiting takes nothing from the others.
    """
    task = under_way.get(key)
    if task is None:
        task = asyncio.create_task(work())
        under_way[key] = task
        task.add_done_callback(lambda _: under_way.pop(key, None))
    result: T = await asyncio.shield(task)
    return result
