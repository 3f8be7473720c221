"""The shapes of counts, and of where a search has found a ticket."""

from rest_framework import serializers

from tickets.search.found import EXCERPT_LENGTH
from tickets.vocabulary import Category, Priority, Status


class FoundSerializer(serializers.Serializer[object]):
    """The message that a ticket was found by, because the ticket's own fields lack a word."""

    source = serializers.ChoiceField(choices=("message",))  # type: ignore[assignment]
    message = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=("reply", "note"))
    excerpt = serializers.CharField(
        help_text=f"At most {EXCERPT_LENGTH} characters around the word, on one line."
    )


class CountSerializer(serializers.Serializer[object]):
    """The number of tickets with one status, priority and category."""

    status = serializers.ChoiceField(choices=Status.choices)
    priority = serializers.ChoiceField(choices=Priority.choices)
    category = serializers.ChoiceField(choices=Category.choices)
    count = serializers.IntegerField()


class CountsSerializer(serializers.Serializer[object]):
    """The counts of all combinations; those without tickets are left out."""

    cells = CountSerializer(many=True)
    exact = serializers.BooleanField(
        help_text="False where counting stopped at a bound: there are at least so many."
    )
