"""The shape in which the API tells a ticket's history."""

from rest_framework import serializers

from tickets.history.record import Kind
from tickets.history.timeline import Happening


class HistoryPersonSerializer(serializers.Serializer[object]):
    """Who changed something, by the name of that time."""

    name = serializers.CharField()


class HistoryChangeSerializer(serializers.Serializer[object]):
    """What one field had before and after."""

    field = serializers.CharField()
    before = serializers.CharField(
        allow_null=True, help_text="Of a description, where it changed; null where it is not kept."
    )
    after = serializers.CharField(allow_null=True)


class HistoryEntrySerializer(serializers.Serializer[object]):
    """One change of a ticket, or its beginning."""

    action = serializers.ChoiceField(choices=Happening.choices)
    at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    who = HistoryPersonSerializer(allow_null=True, help_text="Null where nobody was signed in.")
    changes = HistoryChangeSerializer(many=True)
