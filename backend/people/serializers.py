"""Requesters as the API accepts and answers them."""

from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers

from core.http.fields import BooleanField, EmailAddressField, LineField, NameField
from people.models import EMAIL_MAX_LENGTH, LOCALE_MAX_LENGTH, NAME_MAX_LENGTH, Requester
from people.services import to_key
from people.teams.access import reader_of

SEARCH_MAX_LENGTH = 200


class RequesterSummarySerializer(serializers.Serializer[Requester]):
    """A requester, as a ticket names them."""

    id = serializers.IntegerField(read_only=True)
    name = serializers.CharField(read_only=True)
    email = serializers.CharField(read_only=True, allow_null=True)


class RequesterSerializer(serializers.Serializer[Requester]):
    """A requester; `id` and the time are the server's."""

    id = serializers.IntegerField(read_only=True)
    name = NameField(
        max_length=NAME_MAX_LENGTH,
        required=False,
        allow_blank=True,
        help_text="Blank where nobody has told it.",
    )
    email = EmailAddressField(
        max_length=EMAIL_MAX_LENGTH,
        required=False,
        allow_null=True,
        help_text="Kept in lower case, and no two requesters have the same; null where unknown.",
    )
    locale = LineField(
        max_length=LOCALE_MAX_LENGTH,
        required=False,
        allow_blank=True,
        validators=[
            RegexValidator(
                r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "Enter a language like de or pt-BR."
            )
        ],
        help_text="A language tag, such as de or pt-BR; blank where unknown.",
    )
    blocked = BooleanField(
        source="is_blocked",
        required=False,
        help_text="Whether all that they submit goes straight to spam.",
    )
    blocked_at = serializers.DateTimeField(
        read_only=True, allow_null=True, help_text="Since when they are blocked."
    )
    created_at = serializers.DateTimeField(read_only=True)

    def validate_email(self, address: str | None) -> str | None:
        return None if address is None else to_key(address)


class RequesterDetailSerializer(RequesterSerializer):
    """A requester, with the number of their tickets; spam and the bin do not count."""

    tickets = serializers.SerializerMethodField()

    def get_tickets(self, requester: Requester) -> int:
        readable = reader_of(self.context["request"]).match()
        return requester.tickets.filter(readable, folder=None).count()


class RequesterSearchSerializer(serializers.Serializer[Any]):
    """The query of the list of requesters."""

    search = LineField(
        required=False,
        allow_blank=True,
        max_length=SEARCH_MAX_LENGTH,
        help_text="A part of the name or the address, in any case; blank for all.",
    )
    blocked = serializers.BooleanField(required=False, help_text="Only those who are blocked.")
