"""Agents who ask for news send what the interface sends, and what it costs is counted."""

import json
import os
import time

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client as Browser

from accounts.agents.invitations import create_agent
from bench.client import Answer, Call, Client
from bench.conversations.agents import (
    Agent,
    Tally,
    ask,
    cpu_seconds,
    stat_of,
)
from bench.workflow.signing_in import sign_in_script, to_headers


class GivenAnswers(Client):
    """A client whose answers are given."""

    def __init__(self, *statuses: int) -> None:
        super().__init__(port=0)
        self.statuses, self.calls = list(statuses), list[Call]()

    def send(self, call: Call) -> Answer:
        self.calls.append(call)
        body = json.dumps({"cursor": f"c{len(self.calls)}"}).encode()
        return Answer(self.statuses.pop(0), {"ETag": f'"e{len(self.calls)}"'}, body, 0.01)


def test_an_agent_goes_on_from_the_last_answer():
    agent, tally, client = (
        Agent(7, {"Cookie": "sessionid=x"}),
        Tally(),
        GivenAnswers(200, 200, 304, 304, 500),
    )
    for _ in range(4):
        ask(client, agent, tally)
    first, queues, second, third, _ = client.calls
    # There was news; the next time is half a minute away.
    assert queues.path == "/api/tickets/queues/"
    assert "cursor=" not in first.path
    assert "If-None-Match" not in first.headers
    assert "cursor=c1" in second.path
    assert "ticket=9" in second.path
    assert second.headers == {"Cookie": "sessionid=x", "If-None-Match": '"e1"'}
    assert third == second
    assert (len(tally.seconds), tally.not_modified, tally.errors) == (4, 2, 1)


@pytest.mark.django_db
def test_signed_in_agents_may_ask_and_write(make_ticket, settings, capsys):
    settings.OPEN_ACCESS = False
    ticket = make_ticket()
    for number in (1, 2):
        create_agent(f"agent{number}@example.com", f"Agent {number}")
    # Ids go on counting from one test to the next.
    last = User.objects.latest("pk").pk
    call_command("shell", command=sign_in_script(last), verbosity=0, no_imports=True)
    sessions = to_headers(capsys.readouterr().out)
    assert len(sessions) == 2
    note = Agent(ticket.pk - 2, sessions[1]).note()
    answer = Browser(enforce_csrf_checks=True).post(
        note.path, note.body, content_type="application/json", headers=note.headers
    )
    assert answer.status_code == note.expected
    assert answer.json()["author"]["name"] == "Agent 2"


def test_the_processor_time_of_a_process_is_counted():
    before, until = cpu_seconds([os.getpid()]), time.process_time() + 0.2
    while time.process_time() < until:
        pass
    assert 0.1 < cpu_seconds([os.getpid()]) - before < 5


def test_a_process_that_has_ended_took_nothing():
    assert not any(map(int, stat_of(2**22 + 1)))
