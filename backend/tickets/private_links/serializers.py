"""The shapes of a private link, and of the ticket that it shows."""

from rest_framework import serializers

from tickets.models import Ticket
from tickets.private_links.links import token_for
from tickets.private_links.models import PrivateLink
from tickets.vocabulary import Category, Status


class PrivateLinkSerializer(serializers.Serializer[PrivateLink]):
    """A ticket's private link, as agents see it; all null where it has none."""

    reference = serializers.CharField(
        allow_null=True, help_text="What the requester calls the ticket by."
    )
    created_at = serializers.DateTimeField(allow_null=True)
    last_used_at = serializers.DateTimeField(
        allow_null=True, help_text="To the hour; null where nobody has followed it."
    )
    revoked_at = serializers.DateTimeField(allow_null=True)


class NewPrivateLinkSerializer(PrivateLinkSerializer):
    """A new private link; only this answer has its token."""

    request_token = serializers.SerializerMethodField()

    def get_request_token(self, link: PrivateLink) -> str:
        return token_for(link.nonce)


class PublicTicketSerializer(serializers.Serializer[Ticket]):
    """A ticket as its requester sees it, without anything about other people or tickets."""

    reference = serializers.CharField(source="private_link.reference")
    title = serializers.CharField()
    description = serializers.CharField()
    category = serializers.ChoiceField(choices=Category.choices)
    status = serializers.ChoiceField(choices=Status.choices)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    resolved_at = serializers.DateTimeField(
        allow_null=True,
        help_text="When the ticket was last resolved or closed; null while it is neither.",
    )
    joined = serializers.BooleanField(
        default=False, help_text="Whether its conversation is also that of another request."
    )
