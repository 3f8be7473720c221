"""The sign-in library's app of sessions."""

from allauth.usersessions.apps import UserSessionsConfig as LibraryConfig


class UserSessionsConfig(LibraryConfig):
    """Its table without its receivers.

    At each sign-in these load every earlier session of the person, one by one; our own are in
    `receivers.py`.
    """

    def ready(self) -> None:
        """Connect nothing."""
