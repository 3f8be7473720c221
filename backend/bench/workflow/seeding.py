"""Rows of agents, teams and tags."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bench.workflow.generated import (
    AGENTS,
    TAGS,
    TEAMS,
    agent_name,
    memberships,
    tag_name,
    team_name,
)

USERS, TEAM_TABLE, MEMBERSHIPS = "auth_user", "people_team", "people_membership"
TAG_TABLE, TICKET_TAGS = "tickets_tag", "tickets_tickettag"
TICKET_TAG_COLUMNS = ("ticket_id", "tag_id", "ticket_created_at")
Rows = list[tuple[object, ...]]


def people(now: datetime) -> Iterator[tuple[str, Sequence[str], Rows]]:
    """Yield tables with the columns and rows of agents, teams and members."""
    yield (
        USERS,
        (
            *("id", "password", "is_superuser", "username", "first_name", "last_name", "email"),
            *("is_staff", "is_active", "date_joined"),
        ),
        [
            (
                *(n, "!", False, f"seeded{n}", agent_name(n), "", f"seeded{n}@example.com"),
                *(True, True, now),
            )
            for n in range(1, AGENTS + 1)
        ],
    )
    yield (
        TEAM_TABLE,
        ("id", "name", "sort_key", "assignment", "is_closed", "last_turn", "version"),
        [(n, team_name(n), team_name(n).lower(), "off", False, 0, 1) for n in range(1, TEAMS + 1)],
    )
    yield (
        MEMBERSHIPS,
        ("id", "team_id", "agent_id", "last_turn"),
        [(n, *membership, 0) for n, membership in enumerate(memberships(), 1)],
    )


def tags() -> tuple[str, Sequence[str], Rows]:
    """Return the table, the columns and the rows of tags."""
    rows: Rows = [(n, tag_name(n), tag_name(n), "gray", 1) for n in range(1, TAGS + 1)]
    return TAG_TABLE, ("id", "name", "sort_key", "color", "version"), rows
