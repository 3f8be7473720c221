"""Compare what tickets tell of their conversations with the messages, and put it right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from conversations.ticket_state import iterate_wrong, rebuild
from tickets.requesters import iterate_unlinked, link_unlinked

SHOWN = 20


class Command(BaseCommand):
    help = "Compare the state of all conversations, as their tickets have it, with the messages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="put right what is wrong, while others work"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        unlinked = self.check_requesters(options["rebuild"])
        wrong = 0
        for ids in iterate_wrong():
            if options["rebuild"]:
                rebuild(ids)
            for pk in ids[: max(SHOWN - wrong, 0)]:
                self.stdout.write(f"#{pk}: not as its messages prove it")
            wrong += len(ids)
        if not wrong and not unlinked:
            self.stdout.write("The state of all conversations is right.")
        elif options["rebuild"]:
            self.stdout.write(
                f"The state of {wrong} conversations was wrong, {unlinked} tickets were without "
                "their requester; all is right now."
            )
        else:
            raise CommandError(
                f"The state of {wrong} conversations is wrong, {unlinked} tickets are without "
                "their requester; --rebuild mends it."
            )

    def check_requesters(self, is_rebuilding: bool) -> int:
        """Return the number of tickets that had an address and no requester; link them if asked."""
        unlinked = 0
        for ids in iterate_unlinked():
            if is_rebuilding:
                link_unlinked(ids)
            for pk in ids[: max(SHOWN - unlinked, 0)]:
                self.stdout.write(f"#{pk}: has an address and no requester")
            unlinked += len(ids)
        return unlinked
