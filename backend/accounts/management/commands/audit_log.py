"""Command to read the audit trail."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.audit.listing import EventFilter, iterate
from accounts.audit.models import AuditEvent
from accounts.audit.serializers import AuditEventSerializer, EventFilterSerializer
from core.dates import team_zone


class Command(BaseCommand):
    """Write the audit trail, the newest events first."""

    help = "Write the audit trail, newest first: for people, or with --json one object a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="JSON lines, as the API has them")
        parser.add_argument("--since", default="", help="a time, or a day of the team's")
        parser.add_argument(
            "--until", default="", help="a time, itself excluded, or a day of the team's, included"
        )
        parser.add_argument(
            "--action",
            default="",
            choices=["", *AuditEvent.Action.values],
            metavar="ACTION",
            help=f"one of: {', '.join(AuditEvent.Action.values)}",
        )
        parser.add_argument("--actor", default="", help="an agent's e-mail address at the time")

    def handle(self, *args: Any, **options: Any) -> None:
        query = EventFilterSerializer(
            data={name: options[name] for name in ("since", "until", "action", "actor")}
        )
        if not query.is_valid():
            reasons = (f"--{name}: {' '.join(errors)}" for name, errors in query.errors.items())
            raise CommandError("\n".join(reasons))
        for event in iterate(EventFilter(**query.validated_data)):
            self.stdout.write(as_json(event) if options["json"] else as_line(event))


def as_json(event: AuditEvent) -> str:
    return json.dumps(AuditEventSerializer(event).data, ensure_ascii=False)


def as_line(event: AuditEvent) -> str:
    shown = AuditEventSerializer(event).data
    details = ", ".join(f"{name}={value}" for name, value in shown["details"].items())
    parts = (
        f"{event.at.astimezone(team_zone()):%Y-%m-%d %H:%M:%S}",
        event.actor_name or event.get_actor_kind_display(),
        f"{event.get_action_display()}{f': {event.target}' if event.target else ''}",
        details,
        event.address,
        shown["device"],
    )
    return "  ".join(part for part in parts if part)
