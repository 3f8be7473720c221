"""The newest messages that agents have seen, as the API accepts and answers them."""

from typing import Any

from rest_framework import serializers

MAX_ID = 10**18 - 1
MAX_TICKETS = 100


class SeenMessageSerializer(serializers.Serializer[Any]):
    """The newest message that was seen."""

    message = serializers.IntegerField(
        min_value=0, max_value=MAX_ID, help_text="0 for the description, where there is none."
    )


class SeenBeforeSerializer(serializers.Serializer[Any]):
    """The newest message that was seen, now and before."""

    message = serializers.IntegerField()
    before = serializers.IntegerField(
        allow_null=True, help_text="Null where the ticket had not been seen before."
    )


class SeenQuerySerializer(serializers.Serializer[Any]):
    """The tickets that are asked about."""

    ticket = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=MAX_ID),
        required=False,
        max_length=MAX_TICKETS,
    )


class SeenSerializer(serializers.Serializer[Any]):
    """The newest message of a ticket that the agent has seen."""

    ticket = serializers.IntegerField()
    message = serializers.IntegerField(source="message_id")
    at = serializers.DateTimeField(help_text="When that was written.")
