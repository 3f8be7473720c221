from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.audit.record import Action
from conversations.personal_data.selectors import export_requester, tickets_of
from core.private_files import open_private
from people.services import find_requester
from tickets.management.audit import record_command

UNKNOWN = "No requester has this address."


class Command(BaseCommand):
    help = (
        "Write everything that is stored of one requester as JSON: their details, and all their "
        "tickets with messages, notes and history."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="The requester's e-mail address.")
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            help="Where to write, for nobody else to read; the standard output if left out.",
        )

    def handle(self, *args: Any, email: str, file: Path | None, **options: Any) -> None:
        requester = find_requester(email)
        if requester is None:
            raise CommandError(UNKNOWN)
        count = tickets_of(requester).count()
        record_command(Action.REQUESTER_EXPORTED, str(requester), tickets=count)
        if file is None:
            for part in export_requester(requester):
                self.stdout.write(part, ending="")
            return
        try:
            with open_private(file, encoding="utf-8") as output:
                for part in export_requester(requester):
                    output.write(part)
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"{count} tickets exported."))
