"""The shape of a ticket's history in the API."""

from rest_framework import serializers

from tickets.history.models import ActorKind
from tickets.history.timeline import SHOWN_ACTIONS


class HistoryPersonSerializer(serializers.Serializer[object]):
    """A person, by the name of that time."""

    name = serializers.CharField()


class HistoryChangeSerializer(serializers.Serializer[object]):
    """A field's values before and after a change."""

    field = serializers.CharField()
    before = serializers.CharField(
        allow_null=True, help_text="Of a description, where it changed; null where it is not kept."
    )
    after = serializers.CharField(allow_null=True)


class HistoryEntrySerializer(serializers.Serializer[object]):
    """One change of a ticket, or its beginning."""

    action = serializers.ChoiceField(
        choices=[(action.value, action.label) for action in SHOWN_ACTIONS]
    )
    at = serializers.DateTimeField()
    kind = serializers.ChoiceField(choices=ActorKind.choices)
    who = HistoryPersonSerializer(allow_null=True, help_text="Null where nobody was signed in.")
    changes = HistoryChangeSerializer(many=True)
