"""The memory of a server after its first requests."""

from bench.cases import API, STATS
from bench.catalogue import OPEN_AND_HIGH
from bench.client import Call, Client
from bench.generated_tickets import COMMON
from bench.servers import Server, proportional_memory

REQUESTS = 100
PATHS = (
    "/",
    "/api/config/",
    API,
    f"{API}{OPEN_AND_HIGH}",
    f"{API}?search={COMMON}",
    f"{API}{STATS}",
)


def measure_memory(server: Server) -> float | None:
    """Return the MB of a server and its workers, which should be the only ones that run.

    What several servers share would be counted in part.
    """
    for number in range(REQUESTS):
        # Over one connection all would go to one worker.
        with Client(server.port, number) as client:
            client.succeed(Call("GET", PATHS[number % len(PATHS)]))
    workers = server.workers()
    return proportional_memory([server.pid, *workers]) if workers else None
