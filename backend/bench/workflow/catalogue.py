"""The requests about whose turn it is that are measured."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from bench.cases import (
    API,
    PLAIN_API,
    PLAIN_OFFSET,
    Case,
    DatabaseFacts,
    MakeCall,
    get,
    ticket_number,
)
from bench.client import Call
from bench.workflow.generated import (
    AGENTS,
    BUSIEST,
    QUIETEST_AGENT,
    RARE_TAG,
    SECOND_TAG,
    SMALL_TEAM,
    TAGS,
    tag_name,
)

# Other tickets than those that the changes of fields and of conversations are measured with.
ASSIGN_OFFSET, TAG_OFFSET, SNOOZE_OFFSET, SIMILAR_OFFSET = 10_000, 12_000, 14_000, 16_000
MERGE_OFFSET, INTO_OFFSET = 18_000, 21_000
NEXT = {"matching": {"assignee": ["none"]}, "ordering": "waiting_since"}
ALWAYS_SNOOZED = "2027-06-01T09:00:00Z"
REPORTS, PLAIN_REPORTS = "/api/reports/", "/bench/plain/reports/"
REPORTED_DAYS = (7, 30, 90, 365)

OPEN = "status=open&status=in_progress&snoozed=false"
COMMON_TAG, OTHER_TAG, SELDOM_TAG = (
    quote(tag_name(number)) for number in (BUSIEST, SECOND_TAG, RARE_TAG)
)
# Each filter alone, and with another one.
FILTERS = {
    "busy assignee": f"assignee={BUSIEST}",
    "quiet assignee": f"assignee={QUIETEST_AGENT}",
    "unassigned": "assignee=none",
    "large team": f"team={BUSIEST}",
    "small team": f"team={SMALL_TEAM}",
    "no team": "team=none",
    "common tag": f"tag={COMMON_TAG}",
    "rare tag": f"tag={SELDOM_TAG}",
    "either tag": f"tag={COMMON_TAG}&tag={SELDOM_TAG}",
    "both tags": f"tag_all={COMMON_TAG}&tag_all={OTHER_TAG}",
    "without a tag": f"exclude_tag={COMMON_TAG}",
    "untagged": "tag=none",
    "snoozed": "snoozed=true",
    "others' tickets": f"exclude_assignee={BUSIEST}",
    "busy assignee, open": f"assignee={BUSIEST}&{OPEN}",
    "unassigned, open": f"assignee=none&{OPEN}",
    "unassigned, high": "assignee=none&priority=high",
    "unassigned, large team": f"assignee=none&team={BUSIEST}",
    "busy assignee, large team": f"assignee={BUSIEST}&team={BUSIEST}",
    "busy assignee, awaiting": f"assignee={BUSIEST}&awaiting=agent&snoozed=false",
    "busy assignee, common tag": f"assignee={BUSIEST}&tag={COMMON_TAG}",
    "large team, awaiting": f"team={BUSIEST}&awaiting=agent",
    "large team, open": f"team={BUSIEST}&{OPEN}",
    "large team, common tag": f"team={BUSIEST}&tag={COMMON_TAG}",
    "common tag, open": f"tag={COMMON_TAG}&{OPEN}",
    "common tag, awaiting": f"tag={COMMON_TAG}&awaiting=agent",
    "rare tag, closed": f"tag={SELDOM_TAG}&status=closed",
    "untagged, open": f"tag=none&{OPEN}",
}


def as_agent(call: Call, facts: DatabaseFacts) -> Call:
    return replace(call, headers=facts.agent)


def filter_case(name: str, query: str) -> Case:
    return Case(
        f"list, {name}",
        lambda facts, repetition: as_agent(Call("GET", f"{API}?{query}"), facts),
        lambda facts, repetition: as_agent(Call("GET", f"{PLAIN_API}?{query}"), facts),
        is_target=True,
    )


def lists() -> list[Case]:
    return [filter_case(name, query) for name, query in FILTERS.items()]


def queues() -> list[Case]:
    return [
        Case(
            "queues",
            lambda facts, repetition: as_agent(Call("GET", f"{API}queues/"), facts),
            lambda facts, repetition: as_agent(Call("GET", f"{PLAIN_API}queues/"), facts),
            is_target=True,
        ),
        Case(
            "counts, unassigned",
            lambda facts, repetition: Call("GET", f"{API}counts/?assignee=none"),
            lambda facts, repetition: Call("GET", f"{PLAIN_API}counts/?assignee=none"),
            is_target=True,
        ),
    ]


def reports() -> list[Case]:
    return [
        Case(
            f"reports, {days} days",
            get(f"{REPORTS}?days={days}"),
            get(f"{PLAIN_REPORTS}?days={days}"),
            is_target=True,
        )
        for days in REPORTED_DAYS
    ]


def similar() -> list[Case]:
    def find(api: str) -> MakeCall:
        return lambda facts, repetition: Call(
            "GET", f"{api}{ticket_number(facts, repetition + SIMILAR_OFFSET)}/similar/"
        )

    return [Case("similar tickets", find(API), find(PLAIN_API), is_target=True)]


def change_case(
    name: str,
    offset: int,
    change: Callable[[int], dict[str, Any]],
    before: dict[str, Any] | None = None,
) -> Case:
    """Return a case that changes a ticket, which another change may have to come before."""

    def call(api: str, position: int) -> MakeCall:
        def make(facts: DatabaseFacts, repetition: int) -> Call:
            path = f"{api}{ticket_number(facts, repetition + position)}/"
            first = as_agent(Call("PATCH", path, before), facts) if before else None
            return as_agent(Call("PATCH", path, change(repetition), after=first), facts)

        return make

    return Case(name, call(API, offset), call(PLAIN_API, offset + PLAIN_OFFSET), is_target=True)


def writes() -> list[Case]:
    return [
        change_case(
            "change, assignee",
            ASSIGN_OFFSET,
            lambda repetition: {"assignee": 2 + repetition % (AGENTS - 1)},
        ),
        change_case(
            "change, tags",
            TAG_OFFSET,
            lambda repetition: {"tags": [tag_name(1_000 + repetition % (TAGS - 1_000))]},
        ),
        change_case(
            "snooze",
            SNOOZE_OFFSET,
            lambda repetition: {"snoozed_until": ALWAYS_SNOOZED},
            # What is done is not snoozed.
            before={"status": "open"},
        ),
        Case(
            "take the next ticket",
            lambda facts, repetition: as_agent(Call("POST", f"{API}next/", NEXT), facts),
            lambda facts, repetition: as_agent(Call("POST", f"{PLAIN_API}next/", NEXT), facts),
            is_target=True,
        ),
        # The ordinary way has none: what is merged has to come apart again.
        Case("merge of two tickets", merge),
    ]


def merge(facts: DatabaseFacts, repetition: int) -> Call:
    into = ticket_number(facts, repetition + INTO_OFFSET)
    path = f"{API}{ticket_number(facts, repetition + MERGE_OFFSET)}/merge/"
    return as_agent(Call("POST", path, {"into": into}), facts)
