"""The API for saved replies."""

from typing import Any

from rest_framework import status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.generics import GenericAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from conversations.http import link_to
from conversations.markdown import render_markdown
from conversations.saved_replies import api_docs, selectors, services
from conversations.saved_replies.models import SavedReply
from conversations.saved_replies.serializers import (
    PreviewQuerySerializer,
    SavedReplySearchSerializer,
    SavedReplySerializer,
)
from conversations.saved_replies.variables import Subject, fill_in
from core.db.transactions import repeatable
from core.http.conditional import check_if_match, version_etag, with_content_etag
from core.http.views import AgentView
from tickets.history.actors import actor_of

STALE = "This saved reply has changed since you read it. Read it again, then repeat."
TAKEN = "Another saved reply has this shortcut."
# A text of 16 kB, written as JSON escapes.
BODY_BYTES = 128 * 1024


class SavedReplyView(AgentView, GenericAPIView[SavedReply]):
    """A view of the saved replies that somebody sees."""

    serializer_class = SavedReplySerializer
    pagination_class = None
    filter_backends = ()
    max_body_bytes = BODY_BYTES
    queryset = SavedReply.objects.all()

    def get_queryset(self) -> Any:
        return selectors.visible_to(selectors.user_id_of(self.request))

    def answer(self, reply: SavedReply, code: int = status.HTTP_200_OK) -> Response:
        # The count is shown, and moves without the version.
        etag = version_etag(reply.version, reply.used_count)
        return Response(self.get_serializer(reply).data, status=code, headers={"ETag": etag})

    def values_of(self, serializer: Any) -> dict[str, Any]:
        serializer.is_valid(raise_exception=True)
        values = dict(serializer.validated_data)
        if "is_shared" in values:
            values["shared"] = values.pop("is_shared")
        return values


class SavedRepliesView(SavedReplyView):
    """The saved replies that somebody sees."""

    single_parameters = ("search", "cursor")

    @api_docs.list_saved_replies
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        query = SavedReplySearchSerializer(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        after = selectors.decode_cursor(request.query_params.get("cursor", ""))
        search = query.validated_data.get("search", "")
        page, last = selectors.list_saved_replies(selectors.user_id_of(request), search, after)
        headers = link_to(request, selectors.encode_cursor(last))
        data = self.get_serializer(page, many=True).data
        return with_content_etag(Response(data, headers=headers))

    @api_docs.create_saved_reply
    @repeatable
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        values = self.values_of(self.get_serializer(data=request.data))
        try:
            reply = services.create(values, selectors.user_id_of(request))
        except services.ShortcutTakenError:
            raise ValidationError({"shortcut": [TAKEN]}) from None
        return self.answer(reply, status.HTTP_201_CREATED)


class OneSavedReplyView(SavedReplyView):
    """One saved reply."""

    @api_docs.read_saved_reply
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    @api_docs.change_saved_reply
    @repeatable
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        reply = self.get_locked(request)
        values = self.values_of(self.get_serializer(reply, data=request.data, partial=True))
        check_if_match(request, version_etag(reply.version), STALE)
        try:
            services.change(reply, values, selectors.user_id_of(request))
        except services.ShortcutTakenError:
            raise ValidationError({"shortcut": [TAKEN]}) from None
        return self.answer(reply)

    @api_docs.delete_saved_reply
    @repeatable
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        reply = self.get_locked(request)
        check_if_match(request, version_etag(reply.version), STALE)
        reply.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)

    def get_locked(self, request: Request) -> SavedReply:
        # Its owner's row, which is read with it, stays free.
        replies = self.get_queryset().select_for_update(of=("self",))
        reply: SavedReply = get_object_or_404(replies, pk=self.kwargs["pk"])
        if not selectors.may_edit(request, reply):
            raise PermissionDenied("Only who has made it and admins may change a saved reply.")
        return reply


class SavedReplyPreviewView(SavedReplyView):
    """One saved reply as it is for one ticket."""

    single_parameters = ("ticket",)

    @api_docs.preview_saved_reply
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        reply = self.get_object()
        query = PreviewQuerySerializer(
            data=request.query_params.dict(), context=self.get_serializer_context()
        )
        query.is_valid(raise_exception=True)
        text = fill_in(reply, Subject(query.validated_data["ticket"], actor_of(request).name))
        return Response({"text": text, "html": render_markdown(text), "set": reply.set_values})
