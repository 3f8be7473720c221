import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from conversations.markdown import render_markdown
from conversations.models import AuthorKind, Channel, Message
from conversations.ticket_state import rebuild
from tickets.models import Ticket
from tickets.requesters import link_requesters
from tickets.search.search_texts import store_copies, store_message_copy
from tickets.vocabulary import DONE

APPS = Path(settings.BASE_DIR)
TICKETS = APPS / "tickets" / "sample_tickets.json"
MESSAGES = APPS / "conversations" / "sample_messages.json"


class Command(BaseCommand):
    help = "Fill an empty database with 60 tickets spread over the last 90 days."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if Ticket.objects.exists():
            self.stdout.write("There are tickets already; no sample tickets loaded.")
            return
        tickets = store_tickets(timezone.now())
        store_messages(tickets)
        self.stdout.write(self.style.SUCCESS(f"{len(tickets)} sample tickets loaded."))


def store_tickets(now: datetime) -> list[Ticket]:
    samples = json.loads(TICKETS.read_text(encoding="utf-8"))
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
    return tickets


def store_messages(tickets: list[Ticket]) -> None:
    """Store the conversations of those tickets that have one in the samples."""
    conversations = json.loads(MESSAGES.read_text(encoding="utf-8"))
    messages = [
        Message(
            ticket=ticket,
            kind=sample["kind"],
            author_kind=sample["author"],
            author_name=sample.get("name", ticket.requester_name),
            text=sample["text"],
            html=render_markdown(sample["text"]),
            channel=Channel.WEB if sample["author"] == AuthorKind.AGENT else Channel.LINK,
            at=ticket.created_at + timedelta(hours=sample["hours"]),
        )
        for ticket in tickets
        for sample in conversations.get(ticket.title, ())
    ]
    messages.sort(key=lambda message: message.at)
    for message in Message.objects.bulk_create(messages):
        store_message_copy(message.ticket_id, message.pk, message.text)
    rebuild([ticket.pk for ticket in tickets if ticket.title in conversations])
