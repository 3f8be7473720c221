"""Command to invite an agent."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from accounts.interface_url import PublicUrlMissingError
from accounts.invitations import (
    AccountExistsError,
    create_agent,
    invitation_url,
    send_invitation,
)
from accounts.mail import can_send_email


class Command(BaseCommand):
    help = "Invite an agent: makes an account and sends, or prints, a link to choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="how others see the agent")
        parser.add_argument("--admin", action="store_true", help="also manages agents and settings")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            with transaction.atomic():
                user = create_agent(options["email"], options["name"], is_admin=options["admin"])
                url = invitation_url(user)
        except ValidationError as error:
            raise CommandError(f"{options['email']} is no e-mail address.") from error
        except AccountExistsError as error:
            raise CommandError(f"{error} has an account already.") from error
        except PublicUrlMissingError as error:
            raise CommandError(str(error)) from error
        if can_send_email():
            send_invitation(user, url)
            self.stdout.write(f"Sent an invitation to {user.email}.")
        else:
            self.stdout.write(
                f"E-mail is not set up. Give this link to {user.email}; it is good for one use "
                f"within three days:\n{url}"
            )
