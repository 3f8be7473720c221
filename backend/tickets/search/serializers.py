"""The shapes of counts."""

from rest_framework import serializers

from tickets.vocabulary import Category, Priority, Status


class CountSerializer(serializers.Serializer[object]):
    """How many tickets share a status, a priority and a category."""

    status = serializers.ChoiceField(choices=Status.choices)
    priority = serializers.ChoiceField(choices=Priority.choices)
    category = serializers.ChoiceField(choices=Category.choices)
    count = serializers.IntegerField()


class CountsSerializer(serializers.Serializer[object]):
    """How the tickets divide; combinations without tickets are left out."""

    cells = CountSerializer(many=True)
    exact = serializers.BooleanField(
        help_text="False where counting stopped at a bound: there are at least so many."
    )
