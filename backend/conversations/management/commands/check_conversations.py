"""Compare what tickets tell of their conversations with the messages, and put it right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from conversations.ticket_state import iterate_wrong, rebuild

SHOWN = 20


class Command(BaseCommand):
    help = "Compare the state of all conversations, as their tickets have it, with the messages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--rebuild", action="store_true", help="put right what is wrong, while others work"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for ids in iterate_wrong():
            if options["rebuild"]:
                rebuild(ids)
            for pk in ids[: max(SHOWN - wrong, 0)]:
                self.stdout.write(f"#{pk}: not as its messages prove it")
            wrong += len(ids)
        if not wrong:
            self.stdout.write("The state of all conversations is right.")
        elif options["rebuild"]:
            self.stdout.write(f"The state of {wrong} conversations was wrong and is right now.")
        else:
            raise CommandError(f"The state of {wrong} conversations is wrong; --rebuild mends it.")
