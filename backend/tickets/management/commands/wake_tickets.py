"""Wake the tickets whose snooze is over, also while no agent is there."""

from typing import Any

from django.core.management.base import BaseCommand

from tickets.snooze.services import wake_due


class Command(BaseCommand):
    help = (
        "Wake all tickets whose snooze is over. The interface does so while an agent has it open; "
        "run this by cron for when nobody has."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{wake_due()} tickets are awake again.")
