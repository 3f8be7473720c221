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
from tickets.removal.services import erase_some, expired_tickets


class Command(BaseCommand):
    help = (
        "Erase what has been spam or in the bin for BIN_DAYS, closed tickets after "
        "RETENTION_CLOSED_DAYS, with everything of theirs, and the texts in the history after "
        "RETENTION_HISTORY_TEXT_DAYS. Run it daily."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Only tell how many there are; change nothing."
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        closed_days = settings.RETENTION_CLOSED_DAYS
        text_days = settings.RETENTION_HISTORY_TEXT_DAYS
        verb = "would be" if dry_run else "were"
        self.tickets = self.texts = 0
        try:
            removed = expired_tickets()
            count = removed.count() if dry_run else self.erase(removed)
            self.stdout.write(
                f"Spam and deleted tickets whose time is over: {count} {verb} erased."
            )
            if not closed_days and not text_days:
                self.stdout.write(
                    "Everything else is kept: neither RETENTION_CLOSED_DAYS nor "
                    "RETENTION_HISTORY_TEXT_DAYS is set."
                )
                return
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

    def erase(self, tickets: QuerySet[Ticket]) -> int:
        while count := erase_some(tickets):
            self.tickets += count
        return self.tickets

    def delete(self, tickets: QuerySet[Ticket]) -> int:
        deleted = 0
        while count := retention.delete_batch(tickets):
            deleted += count
            self.tickets += count
        return deleted

    def clear(self, events: QuerySet[Event]) -> int:
        while count := retention.clear_batch(events):
            self.texts += count
        return self.texts
