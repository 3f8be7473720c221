"""The results of a run, as they are written to a file and read again."""

from collections.abc import Sequence
from datetime import datetime
from statistics import quantiles

from pydantic import BaseModel


class Timing(BaseModel):
    """Percentiles of repeated measurements, in milliseconds."""

    p50: float
    p95: float
    p99: float
    repetitions: int

    @classmethod
    def from_seconds(cls, seconds: Sequence[float]) -> "Timing":
        return cls.from_milliseconds([1_000 * second for second in seconds])

    @classmethod
    def from_milliseconds(cls, milliseconds: Sequence[float]) -> "Timing":
        cuts = quantiles(milliseconds, n=100, method="inclusive")
        return cls(p50=cuts[49], p95=cuts[94], p99=cuts[98], repetitions=len(milliseconds))


class RequestResult(BaseModel):
    """One request: its times by the number of tickets, and what else it takes.

    `plain` is the time of the plain implementation at the smallest number of tickets. `queries`,
    `bytes`, `bytes_sent` (compressed) and `memory_mb` are those at the largest.
    """

    name: str
    is_target: bool
    timings: dict[int, Timing]
    plain: Timing | None
    queries: int
    bytes: int
    bytes_sent: int
    memory_mb: float | None

    @property
    def smallest(self) -> Timing:
        return self.timings[min(self.timings)]

    @property
    def largest(self) -> Timing:
        return self.timings[max(self.timings)]

    @property
    def growth(self) -> float:
        return self.largest.p50 / self.smallest.p50

    @property
    def times_plain(self) -> float | None:
        """The median as a multiple of the plain implementation's, at the smallest size."""
        return None if self.plain is None else self.smallest.p50 / self.plain.p50


class LoadKindResult(BaseModel):
    """One kind of request under load."""

    name: str
    timing: Timing
    errors: int


class LoadResult(BaseModel):
    """Many clients at once."""

    clients: int
    seconds: float
    kinds: list[LoadKindResult]
    worker_mb: float | None

    @property
    def throughput(self) -> float:
        """Requests a second."""
        return sum(kind.timing.repetitions for kind in self.kinds) / self.seconds


class AgentsResult(BaseModel):
    """Agents with an open ticket who ask regularly for news, and the cores that this takes."""

    agents: int
    seconds: float
    worker_cores: float
    postgres_cores: float
    timing: Timing
    not_modified: int
    errors: int


class SqliteResult(BaseModel):
    """One request on SQLite, and on PostgreSQL with the same tickets."""

    name: str
    is_search: bool
    sqlite: Timing
    postgresql: Timing

    @property
    def times(self) -> float:
        return self.sqlite.p50 / self.postgresql.p50


class MigrationResult(BaseModel):
    """One migration, and the longest waits of those who read and write meanwhile."""

    name: str
    seconds: float
    longest_read_ms: float
    longest_write_ms: float
    errors: list[str]


class ImportResult(BaseModel):
    """An import of a file."""

    rows: int
    seconds: float
    peak_mb: float | None

    @property
    def rows_per_second(self) -> float:
        return self.rows / self.seconds


class FirstLoad(BaseModel):
    """The code that a tab fetches before it is usable, in gzipped bytes, and the limits for it."""

    js: int
    js_limit: int | None
    css: int
    css_limit: int


class Machine(BaseModel):
    """The machine and the versions that a run used."""

    cpus: int
    memory_gb: float
    python: str
    django: str
    postgresql: str
    date: datetime


class Results(BaseModel):
    """All results of one run; parts that were not asked for are empty."""

    machine: Machine
    sizes: list[int]
    database_mb: dict[int, float] = {}
    requests: list[RequestResult] = []
    load: LoadResult | None = None
    agents: AgentsResult | None = None
    beside_sqlite: list[SqliteResult] = []
    migrations: list[MigrationResult] = []
    upgrade: list[MigrationResult] = []
    imported: ImportResult | None = None
    first_load: dict[str, FirstLoad] = {}
