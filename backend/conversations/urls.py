from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from conversations.followers.views import FollowersView
from conversations.merging.views import MergeView, MoveView, UnmergeView
from conversations.personal_data.views import EraseView, ExportView
from conversations.public_views import PublicMessagesView, PublicSideViewSet
from conversations.pulse.views import LeaveView, PulseView
from conversations.related.views import LinksView, OneLinkView
from conversations.saved_replies.views import (
    OneSavedReplyView,
    SavedRepliesView,
    SavedReplyPreviewView,
)
from conversations.seen.views import SeenMessageView, SeenView
from conversations.similar.views import SimilarView
from conversations.views import (
    MarkdownView,
    MessagesView,
    NoteView,
    TimelineView,
    UndoView,
)

router = SimpleRouter()
router.register("requests", PublicSideViewSet, basename="request")

# As many digits as a 64-bit id has at most.
PK = r"(?P<pk>[0-9]{1,19})"

urlpatterns = [
    path("markdown/", MarkdownView.as_view(), name="markdown"),
    re_path(rf"^messages/{PK}/$", NoteView.as_view(), name="note"),
    re_path(rf"^messages/{PK}/move/$", MoveView.as_view(), name="message-move"),
    re_path(rf"^messages/{PK}/undo/$", UndoView.as_view(), name="message-undo"),
    path("pulse/", PulseView.as_view(), name="pulse"),
    path("pulse/leave/", LeaveView.as_view(), name="pulse-leave"),
    re_path(rf"^requesters/{PK}/erase/$", EraseView.as_view(), name="requester-erase"),
    re_path(rf"^requesters/{PK}/export/$", ExportView.as_view(), name="requester-export"),
    re_path(
        r"^requests/(?P<token>[^/]+)/messages/$",
        PublicMessagesView.as_view(),
        name="request-messages",
    ),
    path("seen/", SeenView.as_view(), name="seen"),
    path("saved-replies/", SavedRepliesView.as_view(), name="saved-replies"),
    re_path(rf"^saved-replies/{PK}/$", OneSavedReplyView.as_view(), name="saved-reply"),
    re_path(
        rf"^saved-replies/{PK}/preview/$",
        SavedReplyPreviewView.as_view(),
        name="saved-reply-preview",
    ),
    re_path(rf"^tickets/{PK}/followers/$", FollowersView.as_view(), name="ticket-followers"),
    re_path(rf"^tickets/{PK}/links/$", LinksView.as_view(), name="ticket-links"),
    re_path(
        rf"^tickets/{PK}/links/(?P<other>[0-9]{{1,19}})/$",
        OneLinkView.as_view(),
        name="ticket-link-to",
    ),
    re_path(rf"^tickets/{PK}/merge/$", MergeView.as_view(), name="ticket-merge"),
    re_path(rf"^tickets/{PK}/unmerge/$", UnmergeView.as_view(), name="ticket-unmerge"),
    re_path(rf"^tickets/{PK}/messages/$", MessagesView.as_view(), name="ticket-messages"),
    re_path(rf"^tickets/{PK}/seen/$", SeenMessageView.as_view(), name="ticket-seen"),
    re_path(rf"^tickets/{PK}/similar/$", SimilarView.as_view(), name="ticket-similar"),
    re_path(rf"^tickets/{PK}/timeline/$", TimelineView.as_view(), name="ticket-timeline"),
    *router.urls,
]
