import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from tickets.models import Ticket
from tickets.requesters import link_requesters
from tickets.search.search_texts import store_copies
from tickets.vocabulary import DONE

SAMPLE_FILE = Path(__file__).resolve().parents[2] / "sample_tickets.json"


class Command(BaseCommand):
    help = "Fill an empty database with 60 tickets spread over the last 90 days."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if Ticket.objects.exists():
            self.stdout.write("There are tickets already; no sample tickets loaded.")
            return
        now = timezone.now()
        samples = json.loads(SAMPLE_FILE.read_text(encoding="utf-8"))
        tickets = [
            Ticket(
                created_at=now - timedelta(days=sample.pop("days_ago")),
                updated_at=now - timedelta(days=sample.pop("updated_days_ago")),
                resolved_at=(
                    now - timedelta(days=sample.pop("resolved_days_ago"))
                    if sample["status"] in DONE
                    else None
                ),
                **sample,
            )
            # Oldest first, so that ids grow with time as they do in real life.
            for sample in reversed(samples)
        ]
        for ticket in tickets:
            ticket.start_conversation()
        link_requesters(tickets)
        store_copies(Ticket.objects.bulk_create(tickets))
        self.stdout.write(self.style.SUCCESS(f"{len(tickets)} sample tickets loaded."))
