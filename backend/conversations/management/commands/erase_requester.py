from argparse import ArgumentParser
from dataclasses import asdict
from math import inf
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.audit.record import Action
from conversations.management.commands.export_requester import UNKNOWN
from conversations.personal_data.services import Report, erase_requester, preview_erasure
from people.services import find_requester
from tickets.management.audit import record_command


class Command(BaseCommand):
    help = (
        "Erase one requester, with all their tickets and everything that was written in them. What "
        "others wrote about them in tickets of their own stays."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="The requester's e-mail address.")
        parser.add_argument(
            "--dry-run", action="store_true", help="Only tell how much there is; change nothing."
        )

    def handle(self, *args: Any, email: str, dry_run: bool, **options: Any) -> None:
        requester = find_requester(email)
        if requester is None:
            raise CommandError(UNKNOWN)
        if dry_run:
            self.tell(preview_erasure(requester), "would be")
            return
        target = str(requester)
        report, _ = erase_requester(requester, seconds=inf)
        record_command(Action.REQUESTER_ERASED, target, complete=True, **asdict(report))
        self.tell(report, "were")

    def tell(self, report: Report, verb: str) -> None:
        for kind, count in asdict(report).items():
            self.stdout.write(f"{kind.replace('_', ' ').capitalize()}: {count} {verb} erased.")
