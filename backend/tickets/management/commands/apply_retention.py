from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db.models import QuerySet

from accounts.audit.record import Action
from tickets import retention
from tickets.history.models import Event
from tickets.management.audit import record_command
from tickets.models import Ticket


class Command(BaseCommand):
    help = (
        "Delete closed tickets after RETENTION_CLOSED_DAYS, with everything of theirs, and the "
        "texts in the history after RETENTION_HISTORY_TEXT_DAYS. Run it daily."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Only tell how many there are; change nothing."
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        closed_days = settings.RETENTION_CLOSED_DAYS
        text_days = settings.RETENTION_HISTORY_TEXT_DAYS
        if not closed_days and not text_days:
            self.stdout.write(
                "Everything is kept: neither RETENTION_CLOSED_DAYS nor "
                "RETENTION_HISTORY_TEXT_DAYS is set."
            )
            return
        verb = "would be" if dry_run else "were"
        self.tickets = self.texts = 0
        try:
            if closed_days:
                tickets = retention.expired_tickets(closed_days)
                count = tickets.count() if dry_run else self.delete(tickets)
                self.stdout.write(
                    f"Closed tickets that have not changed for {closed_days} days: "
                    f"{count} {verb} deleted."
                )
            if text_days:
                events = retention.expired_texts(text_days)
                if dry_run and closed_days:
                    # The others go with their tickets.
                    events = events.exclude(ticket_number__in=tickets.values("pk"))
                count = events.count() if dry_run else self.clear(events)
                self.stdout.write(
                    f"History entries with texts that are older than {text_days} days: "
                    f"{count} {verb} cleared."
                )
        finally:
            # What went is gone, though the rest failed.
            if self.tickets or self.texts:
                record_command(
                    Action.TICKETS_DELETED,
                    "retention",
                    tickets=self.tickets,
                    history_texts=self.texts,
                )

    def delete(self, tickets: QuerySet[Ticket]) -> int:
        while count := retention.delete_batch(tickets):
            self.tickets += count
        return self.tickets

    def clear(self, events: QuerySet[Event]) -> int:
        while count := retention.clear_batch(events):
            self.texts += count
        return self.texts
