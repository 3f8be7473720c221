"""Generated agents, teams and tags, and which tickets have them; a few have most of the tickets."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from bench.generated_tickets import DONE, Ticket

AGENTS, TEAMS, TAGS = 200, 40, 2_000
# The first of each has the most tickets, and the last ones have few.
BUSIEST, QUIETEST_AGENT = 1, AGENTS
SMALL_TEAM, RARE_TAG, SECOND_TAG = TEAMS, 500, 2
TEAMS_OF_AGENT = 2
# Shares of the tickets.
WITH_TEAM, ASSIGNED, DONE_ASSIGNED, SNOOZED = 0.85, 0.8, 0.97, 0.05
MAX_TAGS = 4
LONGEST_SNOOZE_DAYS = 14


class Ownership(NamedTuple):
    """The columns of a ticket that say whose turn it is."""

    assignee_id: int | None
    team_id: int | None
    assigned_at: datetime | None
    snoozed_until: datetime | None


class Skewed:
    """Draws numbers from one on: the second half as often as the first, and so on."""

    def __init__(self, size: int) -> None:
        self.numbers = range(1, size + 1)
        self.odds = list(accumulate(1 / number for number in self.numbers))

    def draw(self, random: Random, count: int = 1) -> list[int]:
        return random.choices(self.numbers, cum_weights=self.odds, k=count)


def agent_name(number: int) -> str:
    return f"Agent {number:03}"


def team_name(number: int) -> str:
    return f"Team {number:02}"


def tag_name(number: int) -> str:
    return f"tag {number:04}"


def memberships() -> Iterator[tuple[int, int]]:
    """Yield teams with their members: each agent is in two."""
    for agent in range(1, AGENTS + 1):
        first = agent % TEAMS
        for step in range(TEAMS_OF_AGENT):
            yield (first + step) % TEAMS + 1, agent


class Assigner:
    """Says who has tickets, and which tags they have; the same seed says the same."""

    def __init__(self, now: datetime, seed: int = 1) -> None:
        self.now = now
        self.random = Random(seed + 2_000)
        self.agents, self.teams, self.tags = Skewed(AGENTS), Skewed(TEAMS), Skewed(TAGS)

    def own(self, ticket: Ticket) -> Ownership:
        random, is_done = self.random, ticket.status in DONE
        assigned = DONE_ASSIGNED if is_done else ASSIGNED
        [agent], [team] = self.agents.draw(random), self.teams.draw(random)
        has_agent, has_team = random.random() < assigned, random.random() < WITH_TEAM
        until = None
        if not is_done and random.random() < SNOOZED:
            until = self.now + timedelta(days=1 + random.random() * LONGEST_SNOOZE_DAYS)
        return Ownership(
            agent if has_agent else None,
            team if has_team else None,
            ticket.created_at if has_agent else None,
            until,
        )

    def tag(self) -> Sequence[int]:
        """Return the tags of the next ticket: half of the tickets have none."""
        count = max(0, self.random.randint(1 - MAX_TAGS, MAX_TAGS))
        return sorted(set(self.tags.draw(self.random, count)))
