"""Tickets like another one, as the API answers them."""

from typing import Any

from rest_framework import serializers

from tickets.vocabulary import Priority, Status


class SimilarTicketSerializer(serializers.Serializer[Any]):
    """A ticket like another one."""

    id = serializers.IntegerField(source="ticket.pk")
    title = serializers.CharField(source="ticket.title")
    status = serializers.ChoiceField(source="ticket.status", choices=Status.choices)
    priority = serializers.ChoiceField(source="ticket.priority", choices=Priority.choices)
    created_at = serializers.DateTimeField(source="ticket.created_at")
    resolved_at = serializers.DateTimeField(source="ticket.resolved_at", allow_null=True)
    requester_name = serializers.CharField(source="ticket.requester_name")
    requester_email = serializers.CharField(source="ticket.requester_email")
    same_requester = serializers.BooleanField(source="is_same_requester")
    words = serializers.ListField(
        child=serializers.CharField(),
        help_text="Telling words that both have, in the form in which texts are searched.",
    )


class SolvedTicketSerializer(SimilarTicketSerializer):
    """A ticket like another one that is resolved or closed."""

    reply = serializers.CharField(
        allow_null=True, help_text="The beginning of the last reply by an agent."
    )


class SimilarSerializer(serializers.Serializer[Any]):
    """Tickets like another one, the closest first."""

    duplicates = SimilarTicketSerializer(
        many=True, help_text="Open, or of late by the same requester: perhaps the same problem."
    )
    solved = SolvedTicketSerializer(many=True)
    complete = serializers.BooleanField(
        source="is_complete", help_text="False where the search took too long: there may be more."
    )
