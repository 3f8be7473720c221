from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class TicketsConfig(AppConfig):
    """The core of the product: tickets, their vocabularies, statistics and triage."""

    name = "tickets"

    def ready(self) -> None:
        # Known once it is imported.
        from core.http import openapi_fields  # noqa: F401
        from tickets.search.sqlite_fts import resume_indexing
        from tickets.search.trigram_index import keep_lists_short
        from tickets.statistics.counter_triggers import resume_counting, stop_counting

        connection_created.connect(keep_lists_short, dispatch_uid="tickets.search.trigram_index")
        pre_migrate.connect(stop_counting, sender=self, dispatch_uid="tickets.stop_counting")
        post_migrate.connect(resume_counting, sender=self, dispatch_uid="tickets.resume_counting")
        post_migrate.connect(resume_indexing, sender=self, dispatch_uid="tickets.resume_indexing")
