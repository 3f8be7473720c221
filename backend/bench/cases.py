"""The parts of a measured request, and the facts of a database that it depends on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import quote

from bench.client import Call, Client
from bench.targets import STATISTICS

API = "/api/tickets/"
PLAIN_API = "/bench/plain/tickets/"
PULSE = "/api/pulse/"
DEEP_PAGES = (100, 1_000)
# The ticket with the long thread, and its page that is measured.
LONG_THREAD_PATH = f"{API}1/messages/"
THREAD_PAGE = 100
TAB = "benchmark-tab-0001"
PULSE_START = f"{PULSE}?tab={TAB}"
PULSE_TICKET = 2
TICKET_STEP = 7_919
# The plain implementation changes other tickets than the product does: the same change twice in a
# row would be none.
PLAIN_OFFSET = 5_000
STATS = f"stats/?period={STATISTICS.removeprefix('stats, ')}"


@dataclass
class DatabaseFacts:
    """Facts about a database that its requests depend on."""

    tickets: int
    # Of a session of the agent who has the most tickets.
    agent: Mapping[str, str] = field(default_factory=dict)
    deep_pages: dict[int, str] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    thread_page: str = ""
    has_pulse: bool = False
    pulse_cursor: str = ""


MakeCall = Callable[[DatabaseFacts, int], Call]


@dataclass(frozen=True)
class Case:
    """A request to the product, and the same to the plain implementation.

    The number of the repetition tells requests apart that write. Targets may not grow with the
    number of tickets. A case that needs the pulse is left out where the product has none.
    """

    name: str
    call: MakeCall
    plain: MakeCall | None = None
    is_target: bool = False
    needs_pulse: bool = False


def read_facts(client: Client, tickets: int, agent: Mapping[str, str]) -> DatabaseFacts:
    """Follow the links to the deep pages as far as there are tickets, and read the ETags.

    `agent` has the headers of a session.
    """
    facts = DatabaseFacts(tickets, agent)
    path: str | None = API
    for number in range(1, max(DEEP_PAGES) + 1):
        if path is None:
            break
        if number in DEEP_PAGES:
            facts.deep_pages[number] = path
        path = client.succeed(Call("GET", path)).next_path
    facts.thread_page = last_page(client, LONG_THREAD_PATH)
    facts.has_pulse = client.send(Call("GET", PULSE_START)).status != HTTPStatus.NOT_FOUND
    read_etags(client, facts)
    return facts


def last_page(client: Client, path: str) -> str:
    """Return the address of the thread's hundredth page, or of the last before it."""
    for _ in range(THREAD_PAGE - 1):
        following = client.succeed(Call("GET", path)).next_path
        if following is None:
            break
        path = following
    return path


def pulse_path(facts: DatabaseFacts) -> str:
    return f"{PULSE_START}&ticket={PULSE_TICKET}&doing=viewing&cursor={facts.pulse_cursor}"


def read_etags(client: Client, facts: DatabaseFacts) -> None:
    """Read the ETags of the polled addresses; every write changes them, and so does midnight.

    The pulse begins anew, for its cursor is that of its last answer.
    """
    for path in (API, f"{API}{STATS}"):
        facts.etags[path] = client.succeed(Call("GET", path)).headers["ETag"]
    if facts.has_pulse:
        facts.pulse_cursor = client.succeed(Call("GET", PULSE_START)).json()["cursor"]
        facts.etags[PULSE] = client.succeed(Call("GET", pulse_path(facts))).headers["ETag"]


def ticket_number(facts: DatabaseFacts, repetition: int) -> int:
    """Return another ticket for each repetition, far from the one before."""
    return 1 + repetition * TICKET_STEP % facts.tickets


def get(path: str) -> MakeCall:
    return lambda facts, repetition: Call("GET", path)


def read_case(name: str, query: str, *, is_target: bool = False) -> Case:
    """Return a case whose address both implementations share."""
    return Case(name, get(API + query), get(PLAIN_API + query), is_target)


def search_case(name: str, words: str, filters: str = "", *, is_target: bool = False) -> Case:
    return read_case(name, f"?search={quote(words)}{filters}", is_target=is_target)
