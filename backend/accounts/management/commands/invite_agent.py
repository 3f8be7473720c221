"""Command to invite an agent."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.agents.actions import tell_of_command
from accounts.agents.invitations import (
    NOT_SET_UP,
    AccountExistsError,
    check_invitation,
    create_agent,
    invitation_url,
    send_invitation,
)
from accounts.agents.rights import has_accepted, is_admin, make_admin
from accounts.audit.record import Action, ActorKind, record
from accounts.interface_url import PublicUrlMissingError
from core.text.tidy import tidy_address

# Codes of exit.
INVITED_WITHOUT_MAIL = 3


class Command(BaseCommand):
    help = (
        "Invite an agent: makes an account and sends, or prints, a link to choose a password. Run "
        "it again for a new link, or with --admin to make an agent an admin. Exits with "
        f"{INVITED_WITHOUT_MAIL} if the mail could not be sent and the link is printed instead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="how others see the agent")
        parser.add_argument("--admin", action="store_true", help="also manages agents and settings")

    def handle(self, *args: Any, **options: Any) -> None:
        email = tidy_address(options["email"]).lower()
        try:
            check_invitation(email, options["name"])
            with transaction.atomic():
                user = self.find_or_create(email, options["name"], should_be_admin=options["admin"])
                if has_accepted(user):
                    return
                url = invitation_url(user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except (AccountExistsError, PublicUrlMissingError) as error:
            raise CommandError(str(error)) from error
        self.deliver(user, url)

    def find_or_create(self, email: str, name: str, *, should_be_admin: bool) -> User:
        """Return the account, new or as wanted; raise `AccountExistsError` if it is as wanted."""
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            user = create_agent(email, name, is_admin=should_be_admin)
            record(
                Action.AGENT_INVITED,
                actor_kind=ActorKind.COMMAND,
                target=user.email,
                rights="admin" if should_be_admin else "agent",
            )
            return user
        if not user.is_active:
            raise AccountExistsError(f"{user.email} has an account, which is switched off.")
        if should_be_admin and not is_admin(user):
            make_admin(user, ActorKind.COMMAND)
            if has_accepted(user):
                tell_of_command(user, "Your account is an admin.")
            self.stdout.write(f"{user.email} is an admin now.")
        elif has_accepted(user):
            raise AccountExistsError(f"{user.email} has an account already.")
        return user

    def deliver(self, user: User, url: str) -> None:
        """Send the link, or print it with the reason why it was not sent."""
        problem = send_invitation(user, url)
        if problem is None:
            self.stdout.write(f"Sent an invitation to {user.email}.")
            return
        self.stdout.write(
            f"{problem} Give this link to {user.email}; it is good for one use within three "
            f"days:\n{url}"
        )
        if settings.DEBUG and not settings.PUBLIC_URL:
            self.stdout.write(
                "It leads to where TicketFlow was last started on this machine. Set PUBLIC_URL if "
                "people open another address."
            )
        if problem != NOT_SET_UP:
            raise CommandError("The invitation was not sent.", returncode=INVITED_WITHOUT_MAIL)
