"""Delete old events of the history."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.audit.record import Action
from core.dates import start_of_day
from tickets.history.models import Event
from tickets.management.audit import record_command


class Command(BaseCommand):
    """Delete the events from before a day."""

    help = "Delete the history's entries from before a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--before",
            required=True,
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the first day, of the team's time zone, whose entries are kept",
        )

    def handle(self, *args: Any, before: date, **options: Any) -> None:
        count, _ = Event.objects.filter(at__lt=start_of_day(before)).delete()
        record_command(Action.TICKETS_DELETED, "history", tickets=0, history_entries=count)
        self.stdout.write(f"{count} entries deleted.")
