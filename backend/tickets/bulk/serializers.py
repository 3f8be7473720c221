"""The shapes of `POST /api/tickets/bulk/`."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.fields import SkipField

from core.dates import MAX_DAYS
from core.http.fields import BooleanField, VocabularyField
from core.http.serializers import StrictSerializer
from core.text.tidy import tidy_address
from people.teams.access import reader_of
from tickets.bulk.services import MAX_MATCHING, MAX_OPERATIONS, Operation
from tickets.models import Ticket
from tickets.references import LARGEST_ID, AssigneeIdField, TeamIdField
from tickets.search.filters import (
    ASSIGNEE_WORDS,
    FOLLOWED,
    MAX_SPARSE_VALUES,
    NO_PERSON,
    NO_REQUESTER,
    NO_TAG_ALONE,
    NO_TEAM,
    REQUESTER_SCHEMA,
    SEARCH_SCHEMA,
    TEAM_WORDS,
    describe_reference,
    read_reference,
    read_requester,
    read_tag,
    resolve_words,
)
from tickets.search.query import TicketQuery
from tickets.snooze_times import SnoozeField
from tickets.tags.serializers import TagNamesField, take_change
from tickets.vocabulary import Awaiting, Category, Folder, Priority, Status


def make_alternatives_field(choices: Any) -> serializers.ListField:
    """Return a field for a list of values of a vocabulary, without more than it has."""
    return serializers.ListField(
        child=VocabularyField(choices), required=False, max_length=len(choices)
    )


def make_days_field() -> serializers.IntegerField:
    """Return a field for a number of the team's days."""
    return serializers.IntegerField(required=False, min_value=1, max_value=MAX_DAYS)


@extend_schema_field(SEARCH_SCHEMA)
class SearchField(serializers.Field[str, Any, str, Any]):
    """A search, as in the list's query: any text."""

    default_error_messages = {"invalid": "Not a valid string."}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class ConditionField(serializers.Field[int | str, Any, int | str, Any]):
    """An id or a text, as in the list's query."""

    def to_internal_value(self, data: Any) -> int | str:
        # To JSON, 7.0 is a whole number, too.
        if isinstance(data, float) and data.is_integer():
            data = int(data)
        if type(data) not in (int, str):
            self.fail("invalid")
        try:
            return self.read(str(data))
        except ValueError:
            self.fail("invalid")

    def read(self, text: str) -> int | str:
        """Return what the text stands for; raise `ValueError` for what it may not be."""
        raise NotImplementedError


@extend_schema_field(REQUESTER_SCHEMA)
class RequesterField(ConditionField):
    """A requester's id, or an address."""

    default_error_messages = {"invalid": NO_REQUESTER}

    def read(self, text: str) -> int | str:
        return read_requester(tidy_address(text))


class ReferenceConditionField(ConditionField):
    """An id or one of some words."""

    words: tuple[str, ...]

    def read(self, text: str) -> int | str:
        return read_reference(text, self.words)


@extend_schema_field(describe_reference(ASSIGNEE_WORDS))
class AssigneeConditionField(ReferenceConditionField):
    """An assignee to match."""

    words = ASSIGNEE_WORDS
    default_error_messages = {"invalid": NO_PERSON}


@extend_schema_field(describe_reference(TEAM_WORDS))
class TeamConditionField(ReferenceConditionField):
    """A team to match."""

    words = TEAM_WORDS
    default_error_messages = {"invalid": NO_TEAM}


@extend_schema_field({"type": "string"})
class TagConditionField(serializers.Field[str, Any, str, Any]):
    """The name of a tag to match, as in the list's query: any text."""

    default_error_messages = {"invalid": "Not a valid string.", "none": NO_TAG_ALONE}

    def __init__(self, *, has_none: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.has_none = has_none

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        try:
            return read_tag(data, has_none=self.has_none)
        except ValueError:
            self.fail("none")


def make_tags_field(*, has_none: bool = False) -> serializers.ListField:
    """Return a field for a list of names of tags."""
    return serializers.ListField(
        child=TagConditionField(has_none=has_none), required=False, max_length=MAX_SPARSE_VALUES
    )


class BulkMatchingSerializer(StrictSerializer):
    """The conditions of the ticket list's query; without any, all tickets match."""

    category = make_alternatives_field(Category.choices)
    priority = make_alternatives_field(Priority.choices)
    status = make_alternatives_field(Status.choices)
    search = SearchField(required=False)
    created_within = make_days_field()
    older_than = make_days_field()
    resolved_within = make_days_field()
    first_response_within = make_days_field()
    assigned_within = make_days_field()
    answered_within = make_days_field()
    requester = serializers.ListField(
        child=RequesterField(),
        required=False,
        max_length=MAX_SPARSE_VALUES,
    )

    assignee = serializers.ListField(
        child=AssigneeConditionField(), required=False, max_length=MAX_SPARSE_VALUES
    )
    team = serializers.ListField(
        child=TeamConditionField(), required=False, max_length=MAX_SPARSE_VALUES
    )
    awaiting = make_alternatives_field(Awaiting.choices)
    exclude_category = make_alternatives_field(Category.choices)
    exclude_priority = make_alternatives_field(Priority.choices)
    exclude_status = make_alternatives_field(Status.choices)
    exclude_assignee = serializers.ListField(
        child=AssigneeConditionField(), required=False, max_length=MAX_SPARSE_VALUES
    )
    exclude_team = serializers.ListField(
        child=TeamConditionField(), required=False, max_length=MAX_SPARSE_VALUES
    )
    snoozed = BooleanField(required=False)
    followed = make_alternatives_field(FOLLOWED)
    tag = make_tags_field(has_none=True)
    tag_all = make_tags_field()
    exclude_tag = make_tags_field()
    folder = make_alternatives_field(Folder.choices)

    def validate(self, attrs: dict[str, Any]) -> Any:
        request = self.context.get("request")
        if request is None:
            return TicketQuery.from_conditions(resolve_words(attrs, None))
        return TicketQuery.from_conditions(resolve_words(attrs, request.user), reader_of(request))


class FolderField(VocabularyField):
    """A folder, or null for none; left out of an answer that has no value for it."""

    def get_attribute(self, instance: Any) -> Any:
        if "folder" not in instance:
            raise SkipField
        return super().get_attribute(instance)


class BulkValuesSerializer(StrictSerializer):
    """Values to set; at least one."""

    further_schema = {"minProperties": 1}

    status = VocabularyField(Status.choices, required=False)
    priority = VocabularyField(Priority.choices, required=False)
    category = VocabularyField(Category.choices, required=False)
    assignee = AssigneeIdField(source="assignee_id")
    team = TeamIdField(source="team_id")
    snoozed_until = SnoozeField(required=False, allow_null=True)
    tags = TagNamesField()
    add_tags = TagNamesField()
    remove_tags = TagNamesField()
    folder = FolderField(Folder.choices, required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs:
            raise serializers.ValidationError(f"Give at least one of {', '.join(self.fields)}.")
        if (change := take_change(attrs)) is not None:
            attrs["tag_change"] = change
        return attrs


class BulkOperationSerializer(StrictSerializer):
    """Values to set on tickets, which either `ids` or `matching` selects."""

    # `set` and one of the others.
    further_schema = {"minProperties": 2, "maxProperties": 2}

    ids = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=LARGEST_ID), required=False
    )
    matching = BulkMatchingSerializer(required=False)
    set = BulkValuesSerializer()

    def validate(self, attrs: dict[str, Any]) -> Any:
        if ("ids" in attrs) == ("matching" in attrs):
            raise serializers.ValidationError("Give either ids or matching.")
        values = attrs.pop("set")
        return Operation(values, tag_change=values.pop("tag_change", None), **attrs)


class BulkSerializer(StrictSerializer):
    """Operations, carried out in their order, all or none."""

    operations = BulkOperationSerializer(many=True)

    def validate_operations(self, operations: list[Operation]) -> list[Operation]:
        if len(operations) > MAX_OPERATIONS:
            raise serializers.ValidationError(f"Give at most {MAX_OPERATIONS:,} operations.")
        if sum(operation.matching is not None for operation in operations) > MAX_MATCHING:
            raise serializers.ValidationError(
                f"Give at most {MAX_MATCHING} operations with matching."
            )
        return operations


class BulkChangedSerializer(serializers.ModelSerializer[Ticket]):
    """The fields that the server set on a changed ticket, besides the requested values."""

    class Meta:
        model = Ticket
        fields = ("id", "version", "updated_at", "resolved_at")


class BulkUndoSerializer(serializers.Serializer[object]):
    """An operation that gives tickets back the values they had."""

    ids = serializers.ListField(child=serializers.IntegerField())
    set = BulkValuesSerializer()


class BulkResultSerializer(serializers.Serializer[object]):
    """The outcome for the selected tickets."""

    changed = BulkChangedSerializer(many=True, help_text="Newest first.")
    unchanged = serializers.IntegerField(help_text="How many had the values already.")
    missing = serializers.ListField(
        child=serializers.IntegerField(),
        help_text=(
            "The ids that no ticket has, and those of tickets in a folder, which can only be moved."
        ),
    )
    undo = BulkUndoSerializer(
        many=True,
        help_text=("Sent as `operations`, these restore every value as it was."),
    )
