"""The shapes of `POST /api/tickets/erase/`."""

from typing import Any

from rest_framework import serializers

from core.http.fields import VocabularyField
from core.http.serializers import StrictSerializer
from tickets.references import LARGEST_ID
from tickets.removal.services import BATCH_SIZE
from tickets.vocabulary import Folder


class EraseSerializer(StrictSerializer):
    """Tickets to erase, by their ids or by their folder."""

    further_schema = {"minProperties": 1, "maxProperties": 1}

    ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID),
        required=False,
        min_length=1,
        max_length=BATCH_SIZE,
        help_text="Those that are in no folder stay.",
    )
    folder = VocabularyField(
        Folder.choices, required=False, help_text=f"All in it, {BATCH_SIZE} with each request."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs) != 1:
            raise serializers.ValidationError("Give either ids or folder.")
        return attrs


class ErasedSerializer(serializers.Serializer[Any]):
    """The number of erased tickets."""

    erased = serializers.IntegerField()
    more = serializers.BooleanField(help_text="Others are left in the folder: repeat the request.")
