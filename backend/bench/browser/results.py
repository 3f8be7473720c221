"""The results of a run in a browser, as they are written to a file and read again."""

from statistics import median
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bench.results import Machine, Timing

STATIC_PAGE = "static page"
FIRST_ROW, NEXT_ROW = "row, first", "row, next"


def access(is_signed_in: bool) -> str:
    return "signed in" if is_signed_in else "open"


class Marks(BaseModel):
    """Milliseconds since a navigation began, and the bytes that came until the content was there.

    The page was received, the last needed script was there, the first data were asked for, the last
    needed data were there, the content was in the page, and a frame with it was drawn.
    """

    model_config = ConfigDict(populate_by_name=True)

    html: float
    scripts: float
    asked: float
    answered: float
    in_page: float = Field(validation_alias="inPage")
    drawn: float
    bytes: float


class Load(BaseModel):
    """Repeated loads of one page under the same conditions.

    `times` is the target: at most so many times the static page.
    """

    scene: str
    server: str
    is_signed_in: bool
    tab: Literal["new", "reload"]
    cache: Literal["warm", "cold"]
    slowdown: int
    times: float | None
    marks: list[Marks]

    @property
    def place(self) -> tuple[str, bool, str, str]:
        """The conditions but the processor's speed."""
        return self.server, self.is_signed_in, self.tab, self.cache

    @property
    def in_page(self) -> Timing:
        return Timing.from_milliseconds([mark.in_page for mark in self.marks])

    def median(self, name: str) -> float:
        """Return the median of one of the marks."""
        return float(median(getattr(mark, name) for mark in self.marks))


class Click(BaseModel):
    """Repeated clicks, or last letters typed, until what was asked for is in the page."""

    name: str
    server: str
    is_signed_in: bool
    milliseconds: list[float]

    @property
    def timing(self) -> Timing:
        return Timing.from_milliseconds(self.milliseconds)


class Repeated(BaseModel):
    """Requests that one load sent more than once."""

    scene: str
    is_signed_in: bool
    loads: int
    asked_twice: list[str]


class LongTasks(BaseModel):
    """Tasks over 50 ms after a page's content was there."""

    scene: str
    is_signed_in: bool
    loads: int
    milliseconds: list[float]


class Measurements(BaseModel):
    """All that the browser measured; parts that were not asked for are empty."""

    browser: str
    loads: list[Load] = []
    clicks: list[Click] = []
    repeated: list[Repeated] = []
    long_tasks: list[LongTasks] = []

    def beside(self, load: Load, *, scene: str, slowdown: int) -> Load | None:
        """Return the load of that page and speed under otherwise the same conditions."""
        wanted = (scene, slowdown, load.place)
        return next(
            (one for one in self.loads if (one.scene, one.slowdown, one.place) == wanted), None
        )

    def times_static(self, load: Load, mark: str = "in_page") -> float | None:
        """Return a median as a multiple of the static page's."""
        static = self.beside(load, scene=STATIC_PAGE, slowdown=load.slowdown)
        return None if static is None else load.median(mark) / static.median(mark)


class Results(BaseModel):
    """The results of one run; `memory_mb` is that of a server and its workers."""

    machine: Machine
    tickets: int
    memory_mb: float | None
    measured: Measurements
