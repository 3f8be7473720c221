"""Serializers that know no ticket."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers


class StrictSerializer(serializers.Serializer[Any]):
    """A serializer that refuses unknown fields, where ignoring a misspelt one would do harm."""

    # Parts of the schema that do not follow from the fields.
    further_schema: Mapping[str, object] = {}

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and (unknown := data.keys() - self.fields.keys()):
            known = ", ".join(self.fields)
            raise serializers.ValidationError(
                # A name from JSON may hold a lone surrogate, which cannot be encoded.
                {
                    name.encode("utf-8", "replace").decode(): [f"Unknown; use {known}."]
                    for name in sorted(unknown)
                }
            )
        return super().to_internal_value(data)
