"""Fixtures that tests of several capabilities of tickets use."""

import pytest
from django.db import connection

MANY_TICKETS = 20_000


@pytest.fixture
def many_tickets(db):
    """Old tickets that are closed, new ones that are open, and few that are critical."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO tickets_ticket (title, description, category, priority, status, created_at,
                                        updated_at, resolved_at, version, awaiting, waiting_since,
                                        last_message_at, first_response_at)
            SELECT 'Ticket', 'Text', category, priority, status, at, at + interval '1 hour',
                   CASE WHEN status IN ('resolved', 'closed') THEN at + interval '1 hour' END, 1,
                   CASE WHEN status IN ('resolved', 'closed') THEN 'nobody'
                        WHEN n %% 2 = 0 THEN 'agent' ELSE 'requester' END,
                   CASE WHEN status NOT IN ('resolved', 'closed') AND n %% 2 = 0 THEN at END,
                   NULLIF(at + n %% 3 * interval '1 hour', at), at + interval '1 minute'
            FROM (
                SELECT n, now() - n * interval '10 minutes' AS at,
                       (ARRAY['billing', 'technical', 'account', 'general'])[1 + n %% 4]
                           AS category,
                       CASE WHEN n %% 50 = 0 THEN 'critical'
                            ELSE (ARRAY['low', 'medium', 'high'])[1 + n %% 3]
                       END AS priority,
                       CASE WHEN n < %(open)s THEN (ARRAY['open', 'in_progress'])[1 + n %% 2]
                            ELSE (ARRAY['resolved', 'closed'])[1 + n %% 2]
                       END AS status
                FROM generate_series(1, %(all)s) AS n
            ) AS made
            """,
            {"open": MANY_TICKETS // 4, "all": MANY_TICKETS},
        )
        cursor.execute("ANALYZE tickets_ticket")
        cursor.execute("ANALYZE tickets_ticketsummary")
