import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from conversations.markdown import render_markdown
from conversations.merging.services import merge_ticket
from conversations.models import AuthorKind, Channel, Message
from conversations.ticket_state import rebuild
from people.models import Team
from people.teams.models import to_sort_key
from tickets.history.actors import SYSTEM
from tickets.import_export.import_rows import store_tags
from tickets.models import Ticket
from tickets.requesters import link_requesters
from tickets.search.search_texts import store_copies, store_message_copy
from tickets.shared_views.models import SharedView
from tickets.vocabulary import DONE, REPLY, UNTIL_REPLY

APPS = Path(settings.BASE_DIR)
TICKETS = APPS / "tickets" / "sample_tickets.json"
VIEWS = APPS / "tickets" / "sample_views.json"
MESSAGES = APPS / "conversations" / "sample_messages.json"


class Command(BaseCommand):
    help = (
        "Fill an empty database with 60 tickets spread over the last 90 days, one that is merged "
        "into another, one that is spam, two teams and two views."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if Ticket.objects.exists():
            self.stdout.write("There are tickets already; no sample tickets loaded.")
            return
        samples = json.loads(TICKETS.read_text(encoding="utf-8"))
        merged = {
            sample["title"]: sample.pop("merged_into")
            for sample in samples
            if "merged_into" in sample
        }
        tickets = store_tickets(samples, timezone.now())
        store_messages(tickets)
        merge_duplicates(tickets, merged)
        store_views()
        self.stdout.write(self.style.SUCCESS(f"{len(tickets)} sample tickets loaded."))


def store_tickets(samples: list[dict[str, Any]], now: datetime) -> list[Ticket]:
    tags = [sample.pop("tags", []) for sample in reversed(samples)]
    teams = find_or_create_teams(sample["team"] for sample in samples if "team" in sample)
    tickets = [
        Ticket(
            team=teams.get(sample.pop("team", None)),
            created_at=now - timedelta(days=sample.pop("days_ago")),
            updated_at=now - timedelta(days=sample.pop("updated_days_ago")),
            snoozed_until=snooze_of(sample, now),
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
        if ticket.folder is not None:
            ticket.removed_at = ticket.updated_at
        ticket.start_conversation()
    for ticket, names in zip(tickets, tags, strict=True):
        ticket.is_tagged = bool(names)
    link_requesters(tickets)
    store_copies(Ticket.objects.bulk_create(tickets))
    store_tags(dict(zip(tickets, tags, strict=True)))
    return tickets


def snooze_of(sample: dict[str, Any], now: datetime) -> datetime | None:
    """Take out of a sample until when it is snoozed, and return it."""
    if sample.pop("snoozed_until", None) == REPLY:
        return UNTIL_REPLY
    days = sample.pop("snoozed_days", None)
    return None if days is None else now + timedelta(days=days)


def find_or_create_teams(names: Iterable[str]) -> dict[str | None, Team]:
    """Return teams by their names; they assign by hand, for there are no agents to choose from."""
    return {
        name: Team.objects.get_or_create(sort_key=to_sort_key(name), defaults={"name": name})[0]
        for name in sorted(set(names))
    }


def merge_duplicates(tickets: Iterable[Ticket], merged: Mapping[str, str]) -> None:
    """Merge tickets into others, both by their titles."""
    ids = {ticket.title: ticket.pk for ticket in tickets}
    for title, into in merged.items():
        merge_ticket(ids[title], ids[into], SYSTEM, check=lambda ticket: None)


def store_views() -> None:
    """Store two views for everyone; without an owner, so that admins alone may edit them."""
    for sample in json.loads(VIEWS.read_text(encoding="utf-8")):
        if not SharedView.objects.filter(name=sample["name"], is_for_everyone=True).exists():
            SharedView.objects.create(is_for_everyone=True, **sample)


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
