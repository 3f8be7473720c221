"""The cost of many agents who have a ticket open: what their regular requests take of a core.

Each is signed in, and asks every few seconds whether there is news, as the interface does. Where
there is, they count the queues now and then. Every second one of them writes a note.
"""

import os
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path

from bench.cases import API, PULSE
from bench.client import Call, Client
from bench.databases import connected
from bench.results import AgentsResult, Timing
from bench.servers import Server, serving
from bench.workflow.generated import AGENTS
from bench.workflow.signing_in import sign_in

INTERVAL_SECONDS = 5.0
QUEUES_SECONDS = 30.0
# One in the whole product.
WRITE_SECONDS = 1.0
# Each sends the requests of some agents, one after the other.
THREADS = 8


@dataclass
class Agent:
    """One agent's tab."""

    number: int
    session: Mapping[str, str]
    cursor: str = ""
    etag: str = ""
    queues_due: float = 0.0
    queues_etag: str = ""

    def pulse(self) -> Call:
        cursor = f"&cursor={self.cursor}" if self.cursor else ""
        path = f"{PULSE}?tab=benchmark-tab-{self.number:04}&ticket={self.number + 2}{cursor}"
        headers = dict(self.session)
        if self.etag:
            headers["If-None-Match"] = self.etag
        return Call("GET", f"{path}&doing=viewing", headers=headers)

    def queues(self) -> Call:
        known = {"If-None-Match": self.queues_etag} if self.queues_etag else {}
        return Call("GET", f"{API}queues/", headers={**self.session, **known})

    def note(self) -> Call:
        body = {"kind": "note", "text": "I have called them back."}
        return Call("POST", f"{API}{self.number + 2}/messages/", body, self.session, expected=201)


@dataclass
class Tally:
    """The answers that some of the agents got."""

    seconds: list[float] = field(default_factory=list)
    not_modified: int = 0
    errors: int = 0


def ask(client: Client, agent: Agent, tally: Tally) -> None:
    """Let an agent ask for news, and remember up to where they have it."""
    try:
        answer = client.send(agent.pulse())
    except (OSError, HTTPException):
        client.connection.close()
        tally.errors += 1
        return
    tally.seconds.append(answer.seconds)
    if answer.status == HTTPStatus.NOT_MODIFIED:
        tally.not_modified += 1
    elif answer.status == HTTPStatus.OK:
        agent.cursor, agent.etag = answer.json()["cursor"], answer.headers["ETag"]
        if time.monotonic() >= agent.queues_due:
            count_queues(client, agent, tally)
    else:
        tally.errors += 1


def count_queues(client: Client, agent: Agent, tally: Tally) -> None:
    answer = client.send(agent.queues())
    agent.queues_due = time.monotonic() + QUEUES_SECONDS
    agent.queues_etag = answer.headers.get("ETag", "")
    tally.errors += answer.status not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)


def ask_in_turn(client: Client, agents: list[Agent], tally: Tally, until: float) -> None:
    """Let each of the agents ask once in every interval, spread evenly over it."""
    due = time.monotonic()
    while True:
        for agent in agents:
            due += INTERVAL_SECONDS / len(agents)
            if due > until:
                return
            time.sleep(max(0.0, due - time.monotonic()))
            ask(client, agent, tally)


def write_now_and_then(client: Client, agents: list[Agent], tally: Tally, until: float) -> None:
    due = time.monotonic()
    position = 0
    while (due := due + WRITE_SECONDS) < until:
        time.sleep(max(0.0, due - time.monotonic()))
        agent = agents[position * 7 % len(agents)]
        position += 1
        call = agent.note()
        tally.errors += client.send(call).status != call.expected


def cpu_seconds(pids: Iterable[int]) -> float:
    """Return the processor time of processes."""
    ticks = sum(sum(map(int, stat_of(pid)[11:13])) for pid in pids)
    return ticks / os.sysconf("SC_CLK_TCK")


def stat_of(pid: int) -> list[str]:
    """Return the fields of `/proc/<pid>/stat` after the name, which may have blanks."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return ["0"] * 20


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def postgres_cpu_seconds(url: str) -> float:
    """Return the processor time of a PostgreSQL on this machine, with that of ended processes."""
    with connected(url) as connection:
        main = int(stat_of(connection.info.backend_pid)[1])
        ended = sum(map(int, stat_of(main)[13:15])) / os.sysconf("SC_CLK_TCK")
        return ended + cpu_seconds([main, *children_of(main)])


def run_agents(server: Server, agents: list[Agent], seconds: float) -> list[Tally]:
    """Let the agents work for so many seconds."""
    tallies = [Tally() for _ in range(THREADS + 1)]
    until = time.monotonic() + seconds
    with ExitStack() as stack:
        clients = [stack.enter_context(Client(server.port, n)) for n in range(THREADS + 1)]
        threads = [
            threading.Thread(
                target=ask_in_turn, args=(clients[n], agents[n::THREADS], tallies[n], until)
            )
            for n in range(THREADS)
        ]
        threads.append(
            threading.Thread(
                target=write_now_and_then, args=(clients[-1], agents, tallies[-1], until)
            )
        )
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return tallies


def measure_agents(environment: Mapping[str, str], seconds: float) -> AgentsResult | None:
    """Serve the database of the environment to signed-in agents; None where there is no pulse."""
    url = environment["DATABASE_URL"]
    closed = {**environment, "OPEN_ACCESS": "False"}
    sessions = sign_in(closed, AGENTS)
    agents = [Agent(number, session) for number, session in enumerate(sessions)]
    with serving(closed) as server:
        with Client(server.port) as client:
            if client.send(agents[0].pulse()).status == HTTPStatus.NOT_FOUND:
                return None
        # The first answer has everything; from the second on it is as it stays.
        run_agents(server, agents, 2 * INTERVAL_SECONDS)
        workers = [server.pid, *server.workers()]
        started = time.monotonic()
        before = cpu_seconds(workers), postgres_cpu_seconds(url)
        tallies = run_agents(server, agents, seconds)
        after = cpu_seconds(workers), postgres_cpu_seconds(url)
        passed = time.monotonic() - started
    answered = [second for tally in tallies for second in tally.seconds]
    return AgentsResult(
        agents=len(agents),
        seconds=passed,
        worker_cores=(after[0] - before[0]) / passed,
        postgres_cores=(after[1] - before[1]) / passed,
        timing=Timing.from_seconds(answered),
        not_modified=sum(tally.not_modified for tally in tallies),
        errors=sum(tally.errors for tally in tallies),
    )
