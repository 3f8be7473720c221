from django.apps import AppConfig
from django.db.backends.signals import connection_created


class TicketsConfig(AppConfig):
    """The core of the product: tickets, their vocabularies, statistics and triage."""

    name = "tickets"

    def ready(self) -> None:
        # Known once they are imported.
        from core.http import openapi_fields  # noqa: F401
        from tickets import checks  # noqa: F401
        from tickets.search.trigram_index import keep_lists_short

        connection_created.connect(keep_lists_short, dispatch_uid="tickets.search.trigram_index")
