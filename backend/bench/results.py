"""What a run finds out, as it is written to a file and read again."""

from collections.abc import Sequence
from datetime import datetime
from statistics import quantiles

from pydantic import BaseModel


class Timing(BaseModel):
    """Milliseconds of several repetitions."""

    p50: float
    p95: float
    p99: float
    repetitions: int

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Timing":
        milliseconds = [1_000 * second for second in seconds]
        cuts = quantiles(milliseconds, n=100, method="inclusive")
        return cls(p50=cuts[49], p95=cuts[94], p99=cuts[98], repetitions=len(seconds))


def median(timing: Timing | None) -> float | None:
    """The median of what may not have been measured."""
    return None if timing is None else timing.p50


class Answered(BaseModel):
    """One kind of request, measured at each number of tickets."""

    name: str
    is_target: bool
    sizes: dict[int, Timing]
    floor: Timing | None
    sql: Timing | None
    plain: Timing | None
    queries: int
    bytes: int
    bytes_sent: int
    memory_mb: float | None

    @property
    def small(self) -> Timing:
        return self.sizes[min(self.sizes)]

    @property
    def big(self) -> Timing:
        return self.sizes[max(self.sizes)]

    @property
    def growth(self) -> float:
        return self.big.p50 / self.small.p50


class LoadKind(BaseModel):
    """One kind of request under mixed load."""

    name: str
    timing: Timing
    errors: int


class MixedLoad(BaseModel):
    """What many clients at once met."""

    clients: int
    seconds: float
    kinds: list[LoadKind]
    worker_mb: float | None

    @property
    def throughput(self) -> float:
        return sum(kind.timing.repetitions for kind in self.kinds) / self.seconds


class Migrated(BaseModel):
    """One migration, and how long those who worked beside it had to wait at most."""

    name: str
    seconds: float
    longest_read_ms: float
    longest_write_ms: float
    errors: list[str]


class Imported(BaseModel):
    """An import of a file of as many rows as the big database has tickets."""

    rows: int
    seconds: float
    peak_mb: float | None

    @property
    def rows_per_second(self) -> float:
        return self.rows / self.seconds


class Machine(BaseModel):
    """What everything ran on."""

    cpus: int
    memory_gb: float
    python: str
    django: str
    postgresql: str
    date: datetime


class Results(BaseModel):
    """Everything that one run found out; what it was told to leave out is missing."""

    machine: Machine
    sizes: list[int]
    database_mb: dict[int, float] = {}
    requests: list[Answered] = []
    mixed: MixedLoad | None = None
    migrations: list[Migrated] = []
    imported: Imported | None = None
    first_load_kb: float | None = None
