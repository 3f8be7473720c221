"""The requests that are measured."""

from collections.abc import Callable

from bench.cases import (
    API,
    DEEP_PAGES,
    PLAIN_API,
    PLAIN_OFFSET,
    STATS,
    Case,
    DatabaseFacts,
    read_case,
    search_case,
    ticket_number,
)
from bench.client import Call
from bench.conversations import catalogue as conversations
from bench.generated_tickets import ABSENT, ABSENT_LETTER, COMMON, MIDDLE, RARE, requester_email
from bench.targets import FILTERED_LIST, SEARCH_ABSENT, SEARCH_RARE
from bench.workflow import catalogue as workflow

PERIODS = ("7d", "30d", "90d", "all")
ORDERINGS = ("created_at", "-updated_at", "-priority", "status", "category")
OPEN_AND_HIGH = "?status=open&priority=high"
THREE_FIELDS = (
    "?status=open&status=in_progress&priority=high&priority=critical"
    "&category=billing&category=technical"
)
REQUESTER = f"?requester={requester_email(1)}"


def new_ticket(repetition: int) -> dict[str, str]:
    return {
        "title": f"Charged twice, number {repetition}",
        "description": "My card was charged twice in March, and nobody answers. " * 8,
        "category": "billing",
        "priority": "high",
    }


def status_change(repetition: int) -> dict[str, str]:
    return {"status": "in_progress" if repetition % 2 else "open"}


def text_change(repetition: int) -> dict[str, str]:
    return {"title": f"Another title, number {repetition}", "priority": "critical"}


def revalidation_case(name: str, path: str) -> Case:
    """Return a case in which the client has the answer already."""
    return Case(
        name,
        lambda facts, repetition: Call(
            "GET", path, headers={"If-None-Match": facts.etags[path]}, expected=304
        ),
    )


def page_case(number: int, *, is_target: bool = False) -> Case:
    """Return a case for that page, or for the deepest before it that there is."""

    def deepest(facts: DatabaseFacts) -> int:
        return max(page for page in facts.deep_pages if page <= number)

    return Case(
        f"list, page {number:,}",
        lambda facts, repetition: Call("GET", facts.deep_pages[deepest(facts)]),
        lambda facts, repetition: Call("GET", f"{PLAIN_API}?page={deepest(facts)}"),
        is_target,
    )


def change_case(name: str, change: Callable[[int], dict[str, str]]) -> Case:
    def call(api: str, facts: DatabaseFacts, ticket: int, repetition: int) -> Call:
        return Call("PATCH", f"{api}{ticket_number(facts, ticket)}/", change(repetition))

    return Case(
        name,
        lambda facts, repetition: call(API, facts, repetition, repetition),
        lambda facts, repetition: call(PLAIN_API, facts, repetition + PLAIN_OFFSET, repetition),
        is_target=True,
    )


def lists() -> list[Case]:
    return [
        read_case("list, first page", "", is_target=True),
        read_case("list, status", "?status=open", is_target=True),
        read_case(FILTERED_LIST, OPEN_AND_HIGH, is_target=True),
        read_case("list, three fields", THREE_FIELDS, is_target=True),
        read_case("list, requester", REQUESTER, is_target=True),
        read_case("list, requester and status", f"{REQUESTER}&status=closed", is_target=True),
        *(read_case(f"list, by {ordering}", f"?ordering={ordering}") for ordering in ORDERINGS),
        read_case("list, created in 7 days", "?created_within=7"),
        read_case("list, resolved in 30 days", "?resolved_within=30"),
        read_case("list, 200 on a page", "?page_size=200"),
        *(page_case(number, is_target=number == min(DEEP_PAGES)) for number in DEEP_PAGES),
        revalidation_case("list, not changed", API),
    ]


def searches() -> list[Case]:
    return [
        search_case(SEARCH_RARE, RARE, is_target=True),
        search_case(SEARCH_ABSENT, ABSENT, is_target=True),
        search_case("search, common word", COMMON, is_target=True),
        search_case("search, two words", f"{COMMON} {RARE}", is_target=True),
        search_case("search, common word, open", COMMON, "&status=open", is_target=True),
        search_case(
            "search, rare word, two fields", RARE, "&status=closed&priority=high", is_target=True
        ),
        # The more tickets there are, the more of them have these words.
        search_case("search, 1 in 1,000", MIDDLE),
        search_case("search, 1 in 1,000 and common", f"{COMMON} {MIDDLE}"),
        search_case("search, one letter", "a"),
        search_case("search, absent letter", ABSENT_LETTER),
    ]


def statistics() -> list[Case]:
    return [
        read_case("counts", "counts/", is_target=True),
        read_case("counts, requester", f"counts/{REQUESTER}", is_target=True),
        read_case("counts, rare word", f"counts/?search={RARE}", is_target=True),
        read_case("counts, common word", f"counts/?search={COMMON}", is_target=True),
        *(
            read_case(f"stats, {period}", f"stats/?period={period}", is_target=True)
            for period in PERIODS
        ),
        revalidation_case("stats, not changed", f"{API}{STATS}"),
    ]


def single_tickets() -> list[Case]:
    return [
        Case(
            "a ticket",
            lambda facts, repetition: Call("GET", f"{API}{ticket_number(facts, repetition)}/"),
            lambda facts, repetition: Call(
                "GET", f"{PLAIN_API}{ticket_number(facts, repetition)}/"
            ),
        ),
        Case(
            "create",
            lambda facts, repetition: Call("POST", API, new_ticket(repetition), expected=201),
            lambda facts, repetition: Call("POST", PLAIN_API, new_ticket(repetition), expected=201),
            is_target=True,
        ),
        change_case("change, status", status_change),
        change_case("change, other fields", text_change),
    ]


def catalogue() -> list[Case]:
    """Return all cases in the order of the report; those that write come last."""
    return [
        *lists(),
        *conversations.lists(),
        *workflow.lists(),
        *workflow.queues(),
        *searches(),
        *conversations.searches(),
        *statistics(),
        *workflow.reports(),
        *conversations.threads(),
        *conversations.pulses(),
        *workflow.similar(),
        *single_tickets(),
        *conversations.writes(),
        *workflow.writes(),
    ]
