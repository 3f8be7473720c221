"""Views as the API accepts and answers them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied

from core.http.fields import LineField, StringField, VocabularyField
from core.http.permissions import is_admin
from people.models import Team
from people.teams.selectors import team_ids_of
from people.teams.serializers import AgentSummarySerializer, TeamSummarySerializer
from tickets.references import LARGEST_ID, read_id
from tickets.search.ordering import DEFAULT_ORDERING, ORDERING_CHOICES
from tickets.shared_views.filters import QueryError, read_query, to_canonical
from tickets.shared_views.models import (
    NAME_MAX_LENGTH,
    QUERY_MAX_LENGTH,
    Column,
    Group,
    SharedView,
)
from tickets.shared_views.selectors import may_edit, user_id_of

NOBODY = "nobody"
EVERYONE = "everyone"
WITH_WHOM = "Give “nobody”, “everyone” or a team's id."
ONLY_ADMINS = "Only admins may share a view with everyone."
ONLY_MEMBERS = "A view can be shared with a team of yours alone."


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "enum": [NOBODY, EVERYONE]},
            {"type": "integer", "minimum": 1, "maximum": LARGEST_ID},
        ]
    }
)
class SharedWithField(serializers.Field[Any, Any, Any, Any]):
    """With whom a view is shared; what others may not choose is refused with 403."""

    default_error_messages = {"invalid": WITH_WHOM}

    def get_attribute(self, instance: SharedView) -> Any:
        return instance

    def to_representation(self, value: SharedView) -> str | int:
        return EVERYONE if value.is_for_everyone else value.team_id or NOBODY

    def to_internal_value(self, data: Any) -> str | int:
        if data in (NOBODY, EVERYONE):
            return str(data)
        pk = read_id(data)
        if pk is None:
            self.fail("invalid")
        return pk


class QueryField(StringField):
    """Filters as a query string, which are refused where the list would refuse them."""

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data).removeprefix("?")
        try:
            read_query(text)
        except QueryError as error:
            raise serializers.ValidationError(error.reasons) from None
        return to_canonical(text)


class SharedViewSerializer(serializers.Serializer[SharedView]):
    """A view; `id`, the owner and the version are the server's."""

    id = serializers.IntegerField(read_only=True)
    name = LineField(max_length=NAME_MAX_LENGTH)
    query = QueryField(
        max_length=QUERY_MAX_LENGTH,
        required=False,
        allow_blank=True,
        help_text="The filters, as in the query string of the list; blank for all tickets.",
    )
    ordering = VocabularyField(choices=ORDERING_CHOICES, required=False, default=DEFAULT_ORDERING)
    group = VocabularyField(
        choices=Group.choices,
        required=False,
        allow_blank=True,
        default="",
        help_text="The field to group by; blank for none.",
    )
    columns = serializers.ListField(
        child=VocabularyField(choices=Column.choices),
        max_length=len(Column),
        required=False,
        default=list,
        help_text="What rows show beside the title; empty for what they usually show.",
    )
    shared_with = SharedWithField(required=False, default=NOBODY)
    team = TeamSummarySerializer(read_only=True, allow_null=True)
    owner = AgentSummarySerializer(read_only=True, allow_null=True)
    can_edit = serializers.SerializerMethodField()
    version = serializers.IntegerField(read_only=True, help_text="Grows by one with every edit.")

    def get_can_edit(self, view: SharedView) -> bool:
        return may_edit(self.context["request"], view)

    def validate_columns(self, columns: list[str]) -> list[str]:
        return list(dict.fromkeys(columns))

    def validate_shared_with(self, value: str | int) -> str | int:
        if self.instance is not None and value == SharedWithField().to_representation(
            self.instance
        ):
            return value
        request = self.context["request"]
        if value == EVERYONE and not is_admin(request):
            raise PermissionDenied(ONLY_ADMINS)
        if isinstance(value, int):
            self.check_team(value)
        return value

    def check_team(self, pk: int) -> None:
        """Raise `PermissionDenied` for a team that the person may not share with."""
        request = self.context["request"]
        if is_admin(request):
            if not Team.objects.filter(pk=pk).exists():
                raise serializers.ValidationError("There is no such team.")
        elif pk not in team_ids_of(user_id_of(request) or 0):
            raise PermissionDenied(ONLY_MEMBERS)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        values = dict(attrs)
        if "shared_with" in values:
            shared_with = values.pop("shared_with")
            values["is_for_everyone"] = shared_with == EVERYONE
            values["team_id"] = shared_with if isinstance(shared_with, int) else None
        return values
