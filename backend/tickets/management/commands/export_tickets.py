import csv
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tickets.csv_format import EXPORT_COLUMNS, escape_formula
from tickets.models import Ticket

ROWS_AT_ONCE = 2_000


class Command(BaseCommand):
    help = (
        "Write all tickets, oldest first, as CSV that import_tickets reads back and that a "
        "spreadsheet can open without running anything."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, help="Where to write; the standard output if left out."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["file"]
        try:
            with (
                path.open("w", encoding="utf-8", newline="") if path else nullcontext(self.stdout)
            ) as file:
                count = self.write(file)
        except OSError as error:
            raise CommandError(str(error)) from error
        if path:
            self.stdout.write(self.style.SUCCESS(f"{count} tickets exported."))

    def write(self, file: Any) -> int:
        writer = csv.writer(file)
        writer.writerow(EXPORT_COLUMNS)
        count = 0
        tickets = Ticket.objects.order_by("id").values(*EXPORT_COLUMNS)
        for ticket in tickets.iterator(ROWS_AT_ONCE):
            count += 1
            writer.writerow(
                [
                    value and value.isoformat()
                    if name.endswith("_at")
                    else escape_formula(str(value))
                    for name, value in ticket.items()
                ]
            )
        return count
