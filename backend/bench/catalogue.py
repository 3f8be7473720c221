"""The requests that are measured, as each database needs them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from bench import questions
from bench.client import Call, Client
from bench.generated import ABSENT, ABSENT_LETTER, COMMON, MIDDLE, RARE
from bench.questions import Statement
from bench.targets import FILTERED_LIST, SEARCH_ABSENT, SEARCH_RARE, STATISTICS

LIST = "/api/tickets/"
DEEP, DEEPER = 100, 1_000
FAR_APART = 7_919
PERIODS = {"7d": 7, "30d": 30, "90d": 90, "all": None}
ORDERINGS = ("created_at", "-updated_at", "-priority", "status", "category")
OPEN_AND_HIGH = "status=open&priority=high"
SEVERAL = (
    "status=open&status=in_progress&priority=high&priority=critical"
    "&category=billing&category=technical"
)


@dataclass
class Known:
    """What has to be asked of a database before requests to it can be written down."""

    tickets: int
    pages: dict[int, str] = field(default_factory=dict)
    rows_before: dict[int, dict[str, Any]] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A kind of request: what to send at which repetition, and what it is compared with."""

    name: str
    call: Callable[[Known, int], Call]
    is_target: bool = False
    sql: Callable[[Known, int], Statement] | None = None
    plain: str | None = None
    has_floor: bool = True


def know(client: Client, tickets: int) -> Known:
    """Follow the links to the deep pages, as far as there are tickets for them."""
    known = Known(tickets)
    path: str | None = LIST
    rows: list[dict[str, Any]] = []
    for number in range(1, DEEPER + 1):
        if path is None:
            break
        if number in (DEEP, DEEPER):
            known.pages[number], known.rows_before[number] = path, rows[-1]
        answer = client.succeed(Call("GET", path))
        path, rows = answer.next_path, answer.json()
    know_tags(client, known)
    return known


def know_tags(client: Client, known: Known) -> None:
    """Learn what is still right as long as nobody writes."""
    for path in (LIST, f"{LIST}stats/?period=30d"):
        known.etags[path] = client.succeed(Call("GET", path)).headers["ETag"]


def some_ticket(known: Known, repetition: int) -> int:
    """Tickets far apart: each repetition another one."""
    return 1 + repetition * FAR_APART % known.tickets


def body_of_new(repetition: int) -> dict[str, str]:
    return {
        "title": f"Charged twice, number {repetition}",
        "description": "My card was charged twice in March, and nobody answers. " * 8,
        "category": "billing",
        "priority": "high",
    }


def new_status(repetition: int) -> dict[str, str]:
    return {"status": "in_progress" if repetition % 2 else "open"}


def new_fields(repetition: int) -> dict[str, str]:
    return {"title": f"Another title, number {repetition}", "priority": "critical"}


def get(path: str) -> Callable[[Known, int], Call]:
    return lambda known, repetition: Call("GET", path)


def search(words: str, more: str = "") -> Callable[[Known, int], Call]:
    return get(f"{LIST}?search={quote(words)}{more}")


def always(statement: Statement) -> Callable[[Known, int], Statement]:
    return lambda known, repetition: statement


def still_right(path: str) -> Callable[[Known, int], Call]:
    return lambda known, repetition: Call(
        "GET", path, headers={"If-None-Match": known.etags[path]}, expected=304
    )


def page_number(wanted: int) -> Callable[[Known, int], Call]:
    """That page, or the deepest below it that there is."""
    return lambda known, repetition: Call(
        "GET", known.pages[max(number for number in known.pages if number <= wanted)]
    )


def lists() -> list[Case]:
    page, both = questions.page, "status = 'open' AND priority = 'high'"
    three = (
        "status IN ('open', 'in_progress') AND priority IN ('high', 'critical') "
        "AND category IN ('billing', 'technical')"
    )
    return [
        Case("list, first page", get(LIST), True, always(page())),
        Case("list, status", get(f"{LIST}?status=open"), True, always(page("status = 'open'"))),
        Case(
            FILTERED_LIST,
            get(f"{LIST}?{OPEN_AND_HIGH}"),
            True,
            always(page(both)),
            plain=f"?{OPEN_AND_HIGH}",
        ),
        Case("list, three fields", get(f"{LIST}?{SEVERAL}"), True, always(page(three))),
        *(
            Case(f"list, by {ordering}", get(f"{LIST}?ordering={ordering}"))
            for ordering in ORDERINGS
        ),
        Case("list, created in 7 days", get(f"{LIST}?created_within=7")),
        Case("list, resolved in 30 days", get(f"{LIST}?resolved_within=30")),
        Case("list, 200 on a page", get(f"{LIST}?page_size=200")),
        Case(
            f"list, page {DEEP:,}",
            page_number(DEEP),
            True,
            lambda known, repetition: questions.page_after(known.rows_before[DEEP]),
        ),
        Case(f"list, page {DEEPER:,}", page_number(DEEPER)),
        Case("list, not changed", still_right(LIST), has_floor=False),
    ]


def searches() -> list[Case]:
    page, has, found_first = questions.page, questions.has, questions.found_first
    few = f"{has(RARE)} AND status = 'closed' AND priority = 'high'"
    return [
        Case(
            SEARCH_RARE,
            search(RARE),
            True,
            always(found_first(has(RARE))),
            plain=f"?search={RARE}",
        ),
        Case(
            SEARCH_ABSENT,
            search(ABSENT),
            True,
            always(found_first(has(ABSENT))),
            plain=f"?search={ABSENT}",
        ),
        Case("search, 1 in 1,000", search(MIDDLE), False, always(found_first(has(MIDDLE)))),
        Case("search, common word", search(COMMON), True, always(page(has(COMMON)))),
        Case(
            "search, two words",
            search(f"{COMMON} {RARE}"),
            True,
            always(found_first(has(COMMON, RARE))),
        ),
        Case(
            "search, common word, open",
            search(COMMON, "&status=open"),
            True,
            always(page(f"{has(COMMON)} AND status = 'open'")),
        ),
        Case(
            "search, rare word, two fields",
            search(RARE, "&status=closed&priority=high"),
            True,
            always(found_first(few)),
        ),
        # There is more to find the more tickets there are.
        Case(
            "search, 1 in 1,000 and common",
            search(f"{COMMON} {MIDDLE}"),
            False,
            always(found_first(has(COMMON, MIDDLE))),
        ),
        Case("search, one letter", search("a"), False, always(page(has("a")))),
        Case("search, absent letter", search(ABSENT_LETTER)),
    ]


def figures() -> list[Case]:
    return [
        Case("counts", get(f"{LIST}counts/"), False, always(questions.counts())),
        Case("counts, rare word", get(f"{LIST}counts/?search={RARE}")),
        Case("counts, common word", get(f"{LIST}counts/?search={COMMON}")),
        *(
            Case(
                f"stats, {name}",
                get(f"{LIST}stats/?period={name}"),
                True,
                always(questions.stats(days)),
                plain="stats/" if f"stats, {name}" == STATISTICS else None,
            )
            for name, days in PERIODS.items()
        ),
        Case("stats, not changed", still_right(f"{LIST}stats/?period=30d"), has_floor=False),
    ]


def single() -> list[Case]:
    def path(known: Known, repetition: int) -> str:
        return f"{LIST}{some_ticket(known, repetition)}/"

    return [
        Case(
            "a ticket",
            lambda known, repetition: Call("GET", path(known, repetition)),
            False,
            lambda known, repetition: questions.ticket(some_ticket(known, repetition)),
        ),
        Case(
            "create",
            lambda known, repetition: Call("POST", LIST, body_of_new(repetition), expected=201),
            True,
            lambda known, repetition: questions.create(body_of_new(repetition)),
        ),
        Case(
            "change, status",
            lambda known, repetition: Call(
                "PATCH", path(known, repetition), new_status(repetition)
            ),
            True,
            lambda known, repetition: questions.change(
                some_ticket(known, repetition + FAR_APART), new_status(repetition)
            ),
        ),
        Case(
            "change, other fields",
            lambda known, repetition: Call(
                "PATCH", path(known, repetition), new_fields(repetition)
            ),
            True,
            lambda known, repetition: questions.change(
                some_ticket(known, repetition + FAR_APART), new_fields(repetition)
            ),
        ),
    ]


def catalogue() -> list[Case]:
    """What is measured, in the order of the report. What writes comes last."""
    return [*lists(), *searches(), *figures(), *single()]
