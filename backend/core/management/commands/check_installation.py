import dataclasses
import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from core.installation import database, mail, proxy, server, static_files
from core.installation.asking import Asker
from core.installation.findings import Finding


def address(text: str) -> str:
    """Return an installation's address with a slash at its end."""
    try:
        parts = urlsplit(text)
        port_is_right = parts.port != 0
    except ValueError:
        port_is_right = False
    if not port_is_right or parts.scheme not in ("http", "https") or not parts.hostname:
        raise ArgumentTypeError("give scheme and name, for example https://help.example.com")
    return f"{text.rstrip('/')}/"


def recipient(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise ArgumentTypeError("give one e-mail address") from error
    return text


class Command(BaseCommand):
    help = (
        "Look at the database, the proxy, mail, static files and settings of this installation, "
        "and say what is wrong and what to do. Ends with status 1 if there is a problem. It sends "
        "no mail unless asked to, and changes nothing."
    )
    # It says more than they do, and of a database that they could not use.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--url",
            type=address,
            help="The address to ask, where it is not PUBLIC_URL, as http://localhost:8000.",
        )
        parser.add_argument(
            "--send-to", type=recipient, metavar="ADDRESS", help="Send a message to this address."
        )
        parser.add_argument("--json", action="store_true", help="Print JSON, for programs.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = []
        for finding in self.check_all(options["url"], options["send_to"]):
            found.append(finding)
            if not options["json"]:
                self.stdout.write(str(finding))
        if options["json"]:
            self.stdout.write(json.dumps([dataclasses.asdict(finding) for finding in found]))
        count = sum(finding.status == "problem" for finding in found)
        if count:
            raise CommandError(f"{count} {'problem' if count == 1 else 'problems'}, see above.")

    def check_all(self, url: str | None, send_to: str | None) -> Iterator[Finding]:
        yield from server.check_settings()
        yield from database.check()
        yield server.check_caches()
        yield from server.check_folders()
        url = url or (settings.PUBLIC_URL and address(settings.PUBLIC_URL))
        asker = Asker(url) if url else None
        if asker:
            yield from proxy.check(asker)
        else:
            yield proxy.subject.warning("not asked, for PUBLIC_URL is not set; --url names it")
        yield from static_files.check(asker)
        yield from mail.check(send_to)
