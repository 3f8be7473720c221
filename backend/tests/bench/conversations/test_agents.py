"""Agents who ask for news send what the interface sends, and what it costs is counted."""

import json
import os
import time

from bench.client import Answer
from bench.conversations.agents import Agent, Tally, ask, cpu_seconds, stat_of


class Pulse:
    """A client whose answers are given."""

    def __init__(self, *statuses):
        self.statuses, self.calls = list(statuses), []

    def send(self, call):
        self.calls.append(call)
        body = json.dumps({"cursor": f"c{len(self.calls)}"}).encode()
        return Answer(self.statuses.pop(0), {"ETag": f'"e{len(self.calls)}"'}, body, 0.01)


def test_an_agent_goes_on_from_the_last_answer():
    agent, tally, client = Agent(7, "sessionid=x"), Tally(), Pulse(200, 304, 304, 500)
    for _ in range(4):
        ask(client, agent, tally)
    first, second, third, _ = client.calls
    assert "cursor=" not in first.path
    assert "If-None-Match" not in first.headers
    assert "cursor=c1" in second.path
    assert "ticket=9" in second.path
    assert second.headers == {"Cookie": "sessionid=x", "If-None-Match": '"e1"'}
    assert third == second
    assert (len(tally.seconds), tally.not_modified, tally.errors) == (4, 2, 1)


def test_the_processor_time_of_a_process_is_counted():
    before, until = cpu_seconds([os.getpid()]), time.process_time() + 0.2
    while time.process_time() < until:
        pass
    assert 0.1 < cpu_seconds([os.getpid()]) - before < 5


def test_a_process_that_has_ended_took_nothing():
    assert not any(map(int, stat_of(2**22 + 1)))
