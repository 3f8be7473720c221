"""Serializer of sessions."""

from allauth.usersessions.models import UserSession
from rest_framework import serializers

from accounts.devices.names import device_name
from accounts.sessions.services import UNKNOWN_ADDRESS


class SessionSerializer(serializers.Serializer[UserSession]):
    """A session of the person who is signed in."""

    id = serializers.IntegerField(read_only=True)
    device = serializers.SerializerMethodField(help_text="Such as Firefox on Linux.")
    address = serializers.SerializerMethodField(
        help_text="The network address of the last use; empty if it is not known."
    )
    created_at = serializers.DateTimeField(read_only=True)
    last_seen_at = serializers.DateTimeField(
        read_only=True, help_text="To about a minute, without what a page asks on its own."
    )
    is_current = serializers.SerializerMethodField()

    def get_device(self, session: UserSession) -> str:
        return device_name(session.user_agent)

    def get_address(self, session: UserSession) -> str:
        return "" if session.ip == UNKNOWN_ADDRESS else str(session.ip)

    def get_is_current(self, session: UserSession) -> bool:
        is_current: bool = session.session_key == self.context["request"].session.session_key
        return is_current
