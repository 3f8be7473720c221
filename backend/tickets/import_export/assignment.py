"""Teams and assignees of imported tickets, which files have by name, and their snoozes.

An agent, a team or a time that means nothing here costs itself, never its ticket.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.agents.listing import named_agents
from core.text.tidy import tidy_name
from people.models import Membership, Team
from people.teams.models import NAME_MAX_LENGTH, to_sort_key
from tickets.import_export.addresses import MAX_LENGTH, is_placeholder, read_person
from tickets.import_export.csv_format import ASSIGNEE, SNOOZED_UNTIL, TEAM
from tickets.import_export.dates import DateReader
from tickets.import_export.row_validation import Remark
from tickets.references import lock_teams
from tickets.vocabulary import DONE, LONGEST_SNOOZE, REPLY, UNTIL_REPLY

UNREADABLE = "cannot be read; left out"
NO_TEAM = "no such team; left out"
NO_AGENT = "no such agent who may sign in; left out"
SEVERAL_AGENTS = "several agents have this name; left out"
OUTSIDER = "not in this team, which is closed; left out"
NO_SNOOZE = "{}; not snoozed"
TOO_FAR = "more than a year ahead; not snoozed"
IS_DONE = "the ticket is resolved or closed; not snoozed"
# Of a value that is told.
SHOWN_LENGTH = 200


def read_assignment(
    given: Mapping[str, Any], status: str | None, dates: DateReader
) -> tuple[dict[str, Any], list[Remark]]:
    """Return the names and the time of a row that may be taken, and what is to be said of others.

    A ticket whose status is a done one is not snoozed.
    """
    values: dict[str, Any] = {}
    remarks = []
    for name, given_text in given.items():
        remark = None
        if not isinstance(given_text, str) or len(given_text) > MAX_LENGTH:
            remark = UNREADABLE
        elif text := tidy_name(given_text):
            values[name] = text
            if name == SNOOZED_UNTIL:
                values[name], remark = read_snooze(text, status, dates)
        if remark:
            remarks.append(Remark(name, str(given_text)[:SHOWN_LENGTH], remark))
    return values, remarks


def read_snooze(
    text: str, status: str | None, dates: DateReader
) -> tuple[datetime | None, str | None]:
    """Return until when a ticket is snoozed, or None, and what is to be said about that."""
    if is_placeholder(text):
        return None, None
    until, remark = UNTIL_REPLY, None
    if text.casefold() != REPLY:
        time, remark = dates.read(text)
        if time is None:
            return None, NO_SNOOZE.format(remark)
        now = timezone.now()
        if time <= now:
            return None, None
        if time > now + LONGEST_SNOOZE:
            return None, TOO_FAR
        until = time
    return (None, IS_DONE) if status in DONE else (until, remark)


class Assignment(NamedTuple):
    """The ids of a ticket's team and assignee, and what is to be said about the names it had."""

    team_id: int | None
    assignee_id: int | None
    remarks: tuple[Remark, ...]


class Directory:
    """The teams and agents that rows name, found by three statements at most.

    Within a transaction, the teams stay as they are until it ends.
    """

    def __init__(self, rows: Collection[Mapping[str, Any]]) -> None:
        self.teams = find_teams({row[TEAM] for row in rows if TEAM in row})
        self.agents = find_agents({row[ASSIGNEE] for row in rows if ASSIGNEE in row})
        self.closed = {team.pk for team in self.teams.values() if team.is_closed}
        self.members: set[tuple[int, int]] = set()
        if self.closed and self.agents:
            members = Membership.objects.order_by().filter(team__in=self.closed)
            self.members = set(members.values_list("team", "agent"))

    def find(self, row: Mapping[str, Any]) -> Assignment:
        """Return the team and the assignee of a row's ticket."""
        remarks = []
        team_id = assignee_id = None
        if name := row.get(TEAM):
            if team := self.teams.get(name):
                team_id = team.pk
            elif not is_placeholder(name):
                remarks.append(Remark(TEAM, name, NO_TEAM))
        if name := row.get(ASSIGNEE):
            found = self.agents.get(name, [])
            if len(found) == 1 and self.may_be_assigned(found[0], team_id):
                assignee_id = found[0]
            elif found or not is_placeholder(name):
                reason = (NO_AGENT, OUTSIDER, SEVERAL_AGENTS)[min(len(found), 2)]
                remarks.append(Remark(ASSIGNEE, name, reason))
        return Assignment(team_id, assignee_id, tuple(remarks))

    def may_be_assigned(self, agent_id: int, team_id: int | None) -> bool:
        """Return whether an agent may have the tickets of a team, or of none."""
        return team_id not in self.closed or (team_id, agent_id) in self.members


def find_teams(names: Collection[str]) -> dict[str, Team]:
    """Return the teams by those of the names that there are, in whatever case: one statement."""
    keys = {name: to_sort_key(name) for name in names if len(name) <= NAME_MAX_LENGTH}
    if not keys:
        return {}
    named = Team.objects.order_by().filter(sort_key__in=set(keys.values()))
    found = {team.sort_key: team for team in lock_teams(named.values("pk"))}
    return {name: found[key] for name, key in keys.items() if key in found}


def find_agents(texts: Collection[str]) -> dict[str, list[int]]:
    """Return the ids of the agents who may sign in and have these names or addresses.

    One statement. A text with an address means who has that, whatever else it says.
    """
    if not texts:
        return {}
    addresses = {text: read_person(text).address.lower() for text in texts}
    agents = named_agents().order_by().annotate(address=Lower("email"))
    agents = agents.filter(
        Q(name__in=[text for text, address in addresses.items() if not address])
        | Q(address__in=set(addresses.values()) - {""})
    )
    by_name: dict[str, list[int]] = defaultdict(list)
    by_address: dict[str, list[int]] = defaultdict(list)
    for pk, name, address in agents.values_list("pk", "name", "address"):
        by_name[name].append(pk)
        by_address[address].append(pk)
    return {
        text: by_address.get(address, []) if address else by_name.get(text, [])
        for text, address in addresses.items()
    }
