"""Small results of a run in a browser."""

from datetime import UTC, datetime

from bench.browser.results import (
    STATIC_PAGE,
    Click,
    Load,
    LongTasks,
    Marks,
    Measurements,
    Repeated,
    Results,
)
from bench.results import Machine


def load(scene=STATIC_PAGE, milliseconds=50, **values) -> Load:
    """Return three loads whose content is there after that time, and drawn 10 ms later."""
    marks = [
        Marks(
            html=5,
            scripts=0 if scene == STATIC_PAGE else 20,
            asked=0 if scene == STATIC_PAGE else 8,
            answered=0 if scene == STATIC_PAGE else 30,
            in_page=milliseconds + later,
            drawn=milliseconds + later + 10,
            bytes=12_340,
        )
        for later in (-1, 0, 1)
    ]
    return Load(
        **{
            "scene": scene,
            "server": "nginx",
            "is_signed_in": False,
            "tab": "new",
            "cache": "warm",
            "slowdown": 1,
            "times": None if scene == STATIC_PAGE else 2.5,
            "marks": marks,
            **values,
        }
    )


def click(name: str, *milliseconds: float, **values) -> Click:
    return Click(
        **{
            "name": name,
            "server": "nginx",
            "is_signed_in": False,
            "milliseconds": milliseconds,
            **values,
        }
    )


def repeated(*addresses: str, **values) -> Repeated:
    return Repeated(
        **{
            "scene": "queue",
            "is_signed_in": True,
            "loads": 50,
            "asked_twice": addresses,
            **values,
        }
    )


def long_tasks(*milliseconds: float, **values) -> LongTasks:
    return LongTasks(
        **{
            "scene": "queue",
            "is_signed_in": False,
            "loads": 15,
            "milliseconds": milliseconds,
            **values,
        }
    )


def results(memory_mb: float | None = 120, **measured) -> Results:
    machine = Machine(
        cpus=2,
        memory_gb=24,
        python="3.11",
        django="5.2",
        postgresql="15",
        date=datetime(2026, 3, 10, tzinfo=UTC),
    )
    return Results(
        machine=machine,
        tickets=20_000,
        memory_mb=memory_mb,
        measured=Measurements(browser="Chromium 156", **measured),
    )
