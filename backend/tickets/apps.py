from django.apps import AppConfig
from django.db.backends.signals import connection_created


class TicketsConfig(AppConfig):
    """The core of the product: tickets, their vocabularies, statistics and triage."""

    name = "tickets"

    def ready(self) -> None:
        # Registers itself when it is imported.
        from tickets import checks  # noqa: F401
        from tickets.search.trigram_index import limit_pending_lists

        connection_created.connect(limit_pending_lists, dispatch_uid="tickets.search.trigram_index")
