from django.apps import AppConfig
from django.db.backends.signals import connection_created


class TicketsConfig(AppConfig):
    """The core of the product: tickets, their vocabularies, statistics and triage."""

    name = "tickets"

    def ready(self) -> None:
        from tickets.sqlite import make_like_ignore_case_everywhere

        connection_created.connect(
            make_like_ignore_case_everywhere, dispatch_uid="tickets.sqlite.like"
        )
