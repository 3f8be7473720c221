"""The API for tags: agents read and make them, admins change, merge and delete them."""

from typing import Any

from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.generics import GenericAPIView, get_object_or_404
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from accounts.audit.record import Action, record
from core.db.transactions import repeatable
from core.http.conditional import check_if_match, version_etag, with_content_etag
from core.http.views import AgentView
from people.teams.access import reader_of
from tickets.models import Tag
from tickets.tags import api_docs, selectors, services
from tickets.tags.serializers import (
    NAME_TAKEN,
    MergeSerializer,
    TagDetailSerializer,
    TagSearchSerializer,
    TagSerializer,
)

STALE = "This tag has changed since you read it. Read it again, then repeat."
NO_TAG = "There is no such tag."
SAME_TAG = "Choose another tag than this one."


class TagListingView(AgentView, GenericAPIView[Tag]):
    """A view of tags."""

    serializer_class: Any = TagSerializer
    pagination_class = None
    filter_backends = ()
    queryset = Tag.objects.all()

    def answer(self, tag: Tag, code: int = status.HTTP_200_OK) -> Response:
        # The count is shown, and moves without the version.
        data = TagDetailSerializer(tag, context={"reader": reader_of(self.request)}).data
        etag = version_etag(tag.version, data["ticket_count"] or 0)
        return Response(data, status=code, headers={"ETag": etag})

    def values_of(self, serializer: Any) -> dict[str, Any]:
        serializer.is_valid(raise_exception=True)
        values: dict[str, Any] = serializer.validated_data
        return values

    def get_locked(self, request: Request) -> Tag:
        tag: Tag = get_object_or_404(Tag.objects.select_for_update(), pk=self.kwargs["pk"])
        check_if_match(request, version_etag(tag.version), STALE)
        return tag


class TagsView(TagListingView):
    """All tags."""

    single_parameters = ("search", "cursor")

    @api_docs.list_tags
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        query = TagSearchSerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        after = selectors.decode_cursor(request.query_params.get("cursor", ""))
        page, last = selectors.list_tags(query.validated_data.get("search", ""), after)
        headers = {}
        if cursor := selectors.encode_cursor(last):
            url = replace_query_param(request.build_absolute_uri(), "cursor", cursor)
            headers["Link"] = f'<{url}>; rel="next"'
        data = self.get_serializer(page, many=True).data
        return with_content_etag(Response(data, headers=headers))

    @api_docs.create_tag
    @repeatable
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        values = self.values_of(self.get_serializer(data=request.data))
        try:
            tag = services.create_tag(values)
        except services.TooManyTagsError as error:
            raise ValidationError({"name": [str(error)]}) from None
        except services.NameTakenError:
            raise ValidationError({"name": [NAME_TAKEN]}) from None
        return self.answer(tag, status.HTTP_201_CREATED)


class TagView(TagListingView):
    """One tag."""

    @property
    def is_for_admins(self) -> bool:
        """True for a request that changes something: the access rule asks."""
        return self.request is not None and self.request.method not in SAFE_METHODS

    @api_docs.read_tag
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    @api_docs.change_tag
    @repeatable
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        tag: Tag = get_object_or_404(Tag.objects.select_for_update(), pk=self.kwargs["pk"])
        values = self.values_of(self.get_serializer(tag, data=request.data, partial=True))
        check_if_match(request, version_etag(tag.version), STALE)
        before = tag.name
        try:
            has_changed = services.change_tag(tag, values)
        except services.NameTakenError:
            raise ValidationError({"name": [NAME_TAKEN]}) from None
        if has_changed:
            record(Action.TAG_CHANGED, request=request, target=before, **values)
        return self.answer(tag)

    @api_docs.delete_tag
    @repeatable
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        tag = self.get_locked(request)
        count = services.delete_tag(tag)
        record(Action.TAG_DELETED, request=request, target=tag.name, tickets=count)
        return Response(status=status.HTTP_204_NO_CONTENT)


class TagMergeView(TagListingView):
    """One tag that becomes another."""

    serializer_class = MergeSerializer
    is_for_admins = True

    @api_docs.merge_tag
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        tag = self.get_object()
        check_if_match(request, version_etag(tag.version), STALE)
        into = self.values_of(self.get_serializer(data=request.data))["into"]
        target = Tag.objects.filter(pk=into).first()
        if target is None:
            raise ValidationError({"into": [NO_TAG]})
        if target == tag:
            raise ValidationError({"into": [SAME_TAG]})
        try:
            count = services.merge_tags(tag, target)
        except services.TagGoneError:
            raise ValidationError({"into": [NO_TAG]}) from None
        record(
            Action.TAGS_MERGED, request=request, target=tag.name, into=target.name, tickets=count
        )
        return self.answer(target)
