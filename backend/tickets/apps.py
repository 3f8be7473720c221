from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


def count_after_migrating(using: str, **_: Any) -> None:
    from tickets.statistics.counted_zones import count_team_days

    count_team_days(using)


class TicketsConfig(AppConfig):
    """The core of the product: tickets, their vocabularies, statistics and triage."""

    name = "tickets"

    def ready(self) -> None:
        # These register themselves when they are imported.
        from tickets import checks, receivers  # noqa: F401
        from tickets.assignment import receivers as assignment_receivers  # noqa: F401
        from tickets.removal import receivers as removal_receivers  # noqa: F401
        from tickets.search.trigram_index import limit_pending_lists
        from tickets.shared_views import receivers as view_receivers  # noqa: F401

        connection_created.connect(limit_pending_lists, dispatch_uid="tickets.search.trigram_index")
        post_migrate.connect(
            count_after_migrating, sender=self, dispatch_uid="tickets.statistics.counted_zones"
        )
