"""The shapes of counts."""

from rest_framework import serializers

from tickets.vocabulary import Category, Priority, Status


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
