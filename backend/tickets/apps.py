from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class TicketsConfig(AppConfig):
    """The core of the product: tickets, their vocabularies, statistics and triage."""

    name = "tickets"

    def ready(self) -> None:
        # Known once it is imported.
        from tickets import field_schema  # noqa: F401
        from tickets.sqlite import make_like_ignore_case_everywhere
        from tickets.sqlite_words import resume_indexing
        from tickets.summaries import resume_counting, stop_counting
        from tickets.trigrams import keep_lists_short

        connection_created.connect(
            make_like_ignore_case_everywhere, dispatch_uid="tickets.sqlite.like"
        )
        connection_created.connect(keep_lists_short, dispatch_uid="tickets.trigrams")
        pre_migrate.connect(stop_counting, sender=self, dispatch_uid="tickets.stop_counting")
        post_migrate.connect(resume_counting, sender=self, dispatch_uid="tickets.resume_counting")
        post_migrate.connect(resume_indexing, sender=self, dispatch_uid="tickets.resume_indexing")
