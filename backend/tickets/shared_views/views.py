"""The API for views."""

from typing import Any

from rest_framework import status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.generics import GenericAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from core.db.transactions import repeatable
from core.http.conditional import check_if_match, version_etag, with_content_etag
from core.http.views import AgentView
from tickets.shared_views import api_docs, selectors, services
from tickets.shared_views.models import SharedView
from tickets.shared_views.serializers import SharedViewSerializer

STALE = "This view has changed since you read it. Read it again, then repeat."
TAKEN = "You have another view of this name."
TOO_MANY = f"You have {services.MAX_VIEWS} views, and cannot have more."
SIGN_IN = "Sign in to save a view: nobody knows whose it is."
NOT_YOURS = "Only who has made it and admins may change a view."


class SharedViewListingView(AgentView, GenericAPIView[SharedView]):
    """A view of the views that somebody sees."""

    serializer_class = SharedViewSerializer
    pagination_class = None
    filter_backends = ()
    queryset = SharedView.objects.all()

    def get_queryset(self) -> Any:
        views = selectors.visible_to(selectors.user_id_of(self.request))
        return views.select_related("owner", "team")

    def answer(self, view: SharedView, code: int = status.HTTP_200_OK) -> Response:
        shown = self.get_queryset().filter(pk=view.pk).first() or view
        headers = {"ETag": version_etag(view.version)}
        return Response(self.get_serializer(shown).data, status=code, headers=headers)


class SharedViewsView(SharedViewListingView):
    """The views that somebody sees."""

    @api_docs.list_views
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        views = selectors.list_views(selectors.user_id_of(request))
        data = self.get_serializer(views.select_related("owner", "team"), many=True).data
        return with_content_etag(Response(data))

    @api_docs.create_view
    @repeatable
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        user_id = selectors.user_id_of(request)
        if user_id is None:
            raise ValidationError({"detail": SIGN_IN})
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        try:
            view = services.create_view(serializer.validated_data, user_id)
        except services.NameTakenError:
            raise ValidationError({"name": [TAKEN]}) from None
        except services.TooManyViewsError:
            raise ValidationError({"name": [TOO_MANY]}) from None
        return self.answer(view, status.HTTP_201_CREATED)


class SharedViewView(SharedViewListingView):
    """One view."""

    @api_docs.read_view
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    @api_docs.change_view
    @repeatable
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        view = self.get_locked(request)
        serializer = self.get_serializer(view, data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        check_if_match(request, version_etag(view.version), STALE)
        try:
            services.change_view(view, serializer.validated_data)
        except services.NameTakenError:
            raise ValidationError({"name": [TAKEN]}) from None
        return self.answer(view)

    @api_docs.delete_view
    @repeatable
    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        view = self.get_locked(request)
        check_if_match(request, version_etag(view.version), STALE)
        view.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)

    def get_locked(self, request: Request) -> SharedView:
        # The rows of its owner and team, which are read with it, stay free.
        views = self.get_queryset().select_for_update(of=("self",))
        view: SharedView = get_object_or_404(views, pk=self.kwargs["pk"])
        if not selectors.may_edit(request, view):
            raise PermissionDenied(NOT_YOURS)
        return view
