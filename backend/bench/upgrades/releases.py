"""Former releases: their databases, and what their clients do while these are migrated.

A release that runs meanwhile knows only the columns of its own time, so its statements stay as they
are here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Release:
    """A release whose database is migrated.

    `migrations` are the last ones that it had, by app; `related_rows` has statements that write
    what it had beside the tickets, by table.
    """

    name: str
    migrations: dict[str, str]
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    related_rows: dict[str, str]


FIRST = Release(
    name="the first release",
    migrations={"tickets": "0001_squashed_0011_history"},
    reads=(
        "SELECT id, title, status, version FROM tickets_ticket "
        "ORDER BY created_at DESC, id DESC LIMIT 50",
        "SELECT id, title, description, status FROM tickets_ticket WHERE id = %(number)s",
    ),
    writes=(
        "UPDATE tickets_ticket SET priority = 'high', version = version + 1, updated_at = now() "
        "WHERE id = %(number)s",
        "INSERT INTO tickets_ticket (title, description, category, priority, status, created_at, "
        "updated_at, version) VALUES ('Late', 'Written meanwhile', 'general', 'low', 'open', "
        "now(), now(), 1)",
    ),
    # A private link and a change of each ticket, a suggestion for every second one.
    related_rows={
        "tickets_requestlink": (
            "INSERT INTO tickets_requestlink (ticket_id, reference, nonce, digest, created_at) "
            "SELECT id, lpad(id::text, 11, '0'), md5(id::text), "
            "md5(id::text) || md5('d' || id::text), created_at FROM tickets_ticket"
        ),
        "tickets_historyentry": (
            "INSERT INTO tickets_historyentry (content_type_id, object_pk, object_id, object_repr, "
            "action, kind, actor_name, timestamp, changes) "
            "SELECT 1, id::text, id, '#' || id, 1, 'anonymous', '', updated_at, "
            """jsonb_build_object('status', '["open", "closed"]'::jsonb) FROM tickets_ticket"""
        ),
        "tickets_classification": (
            "INSERT INTO tickets_classification (created_at, source, model, mode, cause, "
            "latency_ms, category, priority, reason, ticket_id, chosen_category, chosen_priority, "
            "excerpt) SELECT created_at, 'model', 'some-model', 'schema', '', 300 + id % 900, "
            "category, 'low', '', id, category, priority, '' FROM tickets_ticket WHERE id % 2 = 0"
        ),
    },
)

# A submission with its private link and what is searched of it, in one transaction, as the release
# writes it; every fourth is done at once, and every second has an address that others have too.
SUBMISSION = """
    WITH given AS (SELECT (random() * 1000)::int AS number, random() < 0.25 AS is_done),
    ticket AS (
        INSERT INTO tickets_ticket (
            title, description, category, priority, status, created_at, updated_at, resolved_at,
            version, requester_name, requester_email
        )
        SELECT 'Late', 'Written meanwhile', 'general', 'low',
            CASE WHEN is_done THEN 'closed' ELSE 'open' END, now(), now(),
            CASE WHEN is_done THEN now() END, 1,
            CASE WHEN number %% 2 = 0 THEN 'Person ' || number ELSE '' END,
            CASE WHEN number %% 2 = 0 THEN 'person' || number || '@example.com' ELSE '' END
        FROM given
        RETURNING id, created_at, requester_email
    ),
    link AS (
        INSERT INTO tickets_privatelink (ticket_id, reference, nonce, digest, created_at)
        SELECT id, left(md5(random()::text), 11), md5(random()::text),
            md5(random()::text) || md5(random()::text), created_at
        FROM ticket
    )
    INSERT INTO tickets_searchtext (ticket_id, source, text)
    SELECT id, 'ticket', E'late\\nwritten meanwhile' FROM ticket
"""
# A change of the status with its event, in one transaction.
CHANGE = """
    WITH locked AS (
        SELECT id, status FROM tickets_ticket WHERE id = %(number)s FOR NO KEY UPDATE
    ),
    changed AS (
        UPDATE tickets_ticket SET status = 'open', resolved_at = NULL, version = version + 1,
            updated_at = now()
        FROM locked WHERE tickets_ticket.id = locked.id
    )
    INSERT INTO tickets_event (
        ticket_number, action, actor_kind, actor_name, changes, at
    )
    SELECT id, 'changed', 'anonymous', '', jsonb_build_object('status', ARRAY[status, 'open']),
        now()
    FROM locked
"""
BEFORE_CONVERSATIONS = Release(
    name="the release before conversations",
    migrations={
        "tickets": "0026_days_of_time_zones",
        "accounts": "0005_sessions",
        "core": "0002_counters_know_their_schema",
    },
    reads=(
        "SELECT id, title, description, category, priority, status, created_at, updated_at, "
        "resolved_at, version, requester_name, requester_email FROM tickets_ticket "
        "ORDER BY created_at DESC, id DESC LIMIT 51",
        "SELECT id, title, description, status, requester_email FROM tickets_ticket "
        "WHERE id = %(number)s",
        "SELECT count(*) FROM tickets_searchtext WHERE text LIKE '%%quixotry%%'",
    ),
    writes=(SUBMISSION, CHANGE),
    related_rows={
        "tickets_privatelink": FIRST.related_rows["tickets_requestlink"].replace(
            "tickets_requestlink", "tickets_privatelink"
        ),
        "tickets_event": (
            "INSERT INTO tickets_event (ticket_number, action, actor_kind, actor_name, changes, "
            "at) SELECT id, 'changed', 'anonymous', '', "
            """jsonb_build_object('status', '["open", "closed"]'::jsonb), updated_at """
            "FROM tickets_ticket"
        ),
        "tickets_classification": FIRST.related_rows["tickets_classification"],
    },
)
