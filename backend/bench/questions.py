"""The best SQL for what each request asks, written by hand, to tell what the rest costs."""

import json
from datetime import UTC, datetime, timedelta

Statement = tuple[str, tuple[object, ...]]

COLUMNS = (
    "id, title, description, category, priority, status, created_at, updated_at, resolved_at, "
    "version, requester_name, requester_email"
)
PAGE = 51
NEWEST = "ORDER BY created_at DESC, id DESC"
CELLS = "SELECT category, priority, status, count FROM tickets_ticketsummary WHERE span = 'all'"


def page(condition: str = "TRUE", *values: object, order: str = NEWEST) -> Statement:
    """A page of tickets, found by walking along an index."""
    return (
        f"SELECT {COLUMNS} FROM tickets_ticket WHERE {condition} {order} LIMIT {PAGE}",
        values,
    )


def page_after(row: dict[str, object]) -> Statement:
    """The page that comes after a ticket."""
    return page("(created_at, id) < (%s, %s)", row["created_at"], row["id"])


def has(*words: str) -> str:
    """The condition that a ticket has each of the words, as the index of words understands it."""
    return " AND ".join(
        f"(UPPER(title) LIKE UPPER('%%{word}%%') OR UPPER(description) LIKE UPPER('%%{word}%%'))"
        for word in words
    )


def found_first(condition: str) -> Statement:
    """A page of few tickets: found by the index of words, then sorted."""
    return (
        f"WITH found AS MATERIALIZED (SELECT {COLUMNS} FROM tickets_ticket WHERE {condition}) "
        f"SELECT * FROM found {NEWEST} LIMIT {PAGE}",
        (),
    )


def counts() -> Statement:
    return CELLS, ()


def stats(days: int | None) -> Statement:
    """All counts, those of a period, and its days beside as many before; or months for all time."""
    if days is None:
        return (
            f"{CELLS} UNION ALL SELECT event, start::text, '', count FROM tickets_ticketsummary "
            "WHERE span = 'month'",
            (),
        )
    today = datetime.now(UTC).date()
    since, before = today - timedelta(days=days - 1), today - timedelta(days=2 * days - 1)
    return (
        f"{CELLS} UNION ALL SELECT category, priority, status, SUM(count) "
        "FROM tickets_ticketsummary WHERE span = 'day' AND event = 'created' AND start >= %s "
        "GROUP BY category, priority, status "
        "UNION ALL SELECT event, start::text, '', count FROM tickets_ticketsummary "
        "WHERE span = 'total' AND start >= %s",
        (since, before),
    )


def ticket(number: int) -> Statement:
    return f"SELECT {COLUMNS} FROM tickets_ticket WHERE id = %s", (number,)


def create(body: dict[str, str]) -> Statement:
    """A ticket, and the private link by which its requester follows it."""
    return (
        "WITH made AS (INSERT INTO tickets_ticket (title, description, category, priority, status, "
        "created_at, updated_at, version) VALUES (%s, %s, %s, %s, 'open', now(), now(), 1) "
        f"RETURNING {COLUMNS}), link AS (INSERT INTO tickets_privatelink "
        "(ticket_id, reference, nonce, digest, created_at) "
        "SELECT id, '', '', gen_random_uuid()::text, created_at FROM made) SELECT * FROM made",
        tuple(body[name] for name in ("title", "description", "category", "priority")),
    )


def change(number: int, body: dict[str, str]) -> Statement:
    """A ticket's new values, and the entry of its history that tells of them."""
    assignments = ", ".join(f"{name} = %s" for name in body)
    if "status" in body:
        assignments += ", resolved_at = NULL"
    return (
        f"WITH changed AS (UPDATE tickets_ticket SET {assignments}, version = version + 1, "
        f"updated_at = now() WHERE id = %s RETURNING {COLUMNS}), told AS ("
        "INSERT INTO tickets_event (ticket_number, action, actor_kind, actor_name, at, changes) "
        "SELECT id, 'changed', 'anonymous', '', updated_at, %s::jsonb FROM changed) "
        "SELECT * FROM changed",
        (*body.values(), number, json.dumps(body)),
    )
