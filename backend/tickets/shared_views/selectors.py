"""Reading of views."""

from django.db.models import Case, Q, QuerySet, SmallIntegerField, Value, When
from rest_framework.request import Request

from core.http.permissions import is_admin
from people.models import Membership
from tickets.shared_views.models import SharedView

# As many as anybody sees; their own come first.
MAX_LISTED = 300


def user_id_of(request: Request) -> int | None:
    """Return the id of who is signed in, if anybody is."""
    user = request.user
    return user.pk if user is not None and user.is_authenticated else None


def visible_to(user_id: int | None) -> QuerySet[SharedView]:
    """Return somebody's own views, and those that are shared with everyone or a team of theirs."""
    visible = Q(is_for_everyone=True)
    if user_id is not None:
        teams = Membership.objects.filter(agent=user_id).values("team")
        visible |= Q(owner=user_id) | Q(team__in=teams)
    return SharedView.objects.filter(visible)


def list_views(user_id: int | None) -> QuerySet[SharedView]:
    """Return the views that somebody sees, their own first, each part by name."""
    is_own = When(owner=user_id, then=Value(0))
    order = Case(is_own, default=Value(1), output_field=SmallIntegerField())
    return visible_to(user_id).order_by(order, "sort_key", "pk")[:MAX_LISTED]


def may_edit(request: Request, view: SharedView) -> bool:
    """Return whether somebody may edit a view that they see: their own, and admins all."""
    user_id = user_id_of(request)
    return user_id is not None and (view.owner_id == user_id or is_admin(request))
