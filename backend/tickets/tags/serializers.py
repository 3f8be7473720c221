"""Tags as the API accepts and answers them, and as fields of tickets."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import SkipField, empty

from core.http.fields import LineField, NameField, VocabularyField
from core.http.permissions import has_agents_rights
from tickets.models import Tag, Ticket
from tickets.tags.models import (
    MAX_TAGS_OF_TICKET,
    NO_TAG,
    SEPARATOR,
    SORT_KEY_MAX_LENGTH,
    TAG_NAME_MAX_LENGTH,
    Color,
    to_sort_key,
)
from tickets.tags.selectors import count_tickets
from tickets.tags.services import OverfullError, TagChange, TooManyTagsError

LARGEST_ID = 2**63 - 1
NAME_TAKEN = "Another tag has this name."
IS_RESERVED = f"“{NO_TAG}” means tickets without tags: choose another name."
HAS_SEPARATOR = f"A tag’s name has no “{SEPARATOR}”: it separates tags in files."
NOTHING_LEFT = "A tag’s name has letters, digits or signs."
TOGETHER = "Give either all tags, or those to add and to remove."
CONTRADICTION = "“{name}” is to be added and removed."
FIELDS = ("tags", "add_tags", "remove_tags")


def check_name(name: str) -> None:
    key = to_sort_key(name)
    if SEPARATOR in name:
        raise serializers.ValidationError(HAS_SEPARATOR, "separator")
    if not key:
        raise serializers.ValidationError(NOTHING_LEFT, "blank")
    if key == NO_TAG:
        raise serializers.ValidationError(IS_RESERVED, "reserved")


class TagNameField(NameField):
    """The name of a tag."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=TAG_NAME_MAX_LENGTH, **kwargs)
        self.validators.append(check_name)


class TagNamesField(serializers.ListField):
    """Names of a ticket's tags, each once in whatever case."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MAX_TAGS_OF_TICKET)
        super().__init__(child=TagNameField(), required=False, **kwargs)

    def run_validation(self, data: Any = empty) -> Any:
        names = super().run_validation(data)
        request = self.context.get("request")
        # A stranger chooses none, and is not told which there are.
        if request is not None and not has_agents_rights(request):
            raise SkipField
        return names

    def to_internal_value(self, data: Any) -> list[str]:
        try:
            names: list[str] = super().to_internal_value(data)
        except serializers.ValidationError as error:
            detail: Any = error.detail
            if isinstance(detail, dict):
                # One list of reasons, as other fields have it, not one for each name.
                reasons = dict.fromkeys(reason for some in detail.values() for reason in some)
                raise serializers.ValidationError(list(reasons)) from None
            raise
        return list({to_sort_key(name): name for name in names}.values())

    def get_attribute(self, instance: Any) -> Any:
        if isinstance(instance, Mapping):
            if self.field_name not in instance:
                raise SkipField
            return instance[self.field_name]
        return [tag.name for tag in instance.tags.all()]


def take_change(attrs: dict[str, Any]) -> TagChange | None:
    """Take the fields of tags out of validated values, and return the change that they are."""
    given = {name: tuple(attrs.pop(name)) for name in FIELDS if name in attrs}
    if not given:
        return None
    if "tags" in given and len(given) > 1:
        raise serializers.ValidationError({"tags": [TOGETHER]})
    change = TagChange(given.get("tags"), given.get("add_tags", ()), given.get("remove_tags", ()))
    removed = set(map(to_sort_key, change.remove))
    for name in change.add:
        if to_sort_key(name) in removed:
            raise serializers.ValidationError({"remove_tags": [CONTRADICTION.format(name=name)]})
    return change


@extend_schema_field(
    {"type": "object", "additionalProperties": {"type": "string", "enum": Color.values}}
)
class TagColorsField(serializers.Field[Any, Any, Any, Any]):
    """The colours of a ticket's tags, by their names."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, ticket: Ticket) -> dict[str, str]:
        return {tag.name: tag.color for tag in ticket.tags.all()}


class TagSerializer(serializers.Serializer[Tag]):
    """A tag; `id` and the version are the server's."""

    id = serializers.IntegerField(read_only=True)
    name = TagNameField()
    color = VocabularyField(choices=Color.choices, required=False)
    version = serializers.IntegerField(read_only=True, help_text="Grows by one with every edit.")


class TagDetailSerializer(TagSerializer):
    """A tag, with the number of tickets that have it.

    The context has the `reader` who is told of it.
    """

    ticket_count = serializers.SerializerMethodField(
        help_text=(
            "How many tickets that you may read have it; null where that takes too long to count."
        )
    )

    @extend_schema_field({"type": "integer", "nullable": True})
    def get_ticket_count(self, tag: Tag) -> int | None:
        return count_tickets(tag, self.context["reader"])


class TagSearchSerializer(serializers.Serializer[Any]):
    """The query of the list of tags."""

    search = LineField(
        required=False,
        allow_blank=True,
        max_length=SORT_KEY_MAX_LENGTH,
        help_text="A part of the name, in any case and with any accents; blank for all.",
    )


class MergeSerializer(serializers.Serializer[Any]):
    """The tag that another one is merged into."""

    into = serializers.IntegerField(min_value=1, max_value=LARGEST_ID, help_text="Its id.")


@contextmanager
def telling_limits(change: TagChange | None) -> Iterator[None]:
    """Tell of too many tags as an error of the field that gives a ticket more."""
    try:
        yield
    except (OverfullError, TooManyTagsError) as error:
        field = "tags" if change is None or change.only is not None else "add_tags"
        raise serializers.ValidationError({field: [str(error)]}) from None
