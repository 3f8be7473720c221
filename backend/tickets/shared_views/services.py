"""Making and changing of views."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from tickets.shared_views.models import SharedView

MAX_VIEWS = 100


class NameTakenError(Exception):
    """Its owner has another view of this name."""


class TooManyViewsError(Exception):
    """Somebody has as many views as they can have."""


def store(view: SharedView) -> None:
    """Store a view; raise `NameTakenError`."""
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        same = SharedView.objects.filter(owner=view.owner_id, sort_key=view.sort_key)
        if not same.exclude(pk=view.pk).exists():
            raise
        raise NameTakenError from error


def create_view(values: Mapping[str, Any], owner_id: int) -> SharedView:
    """Make a view of somebody, and return it; raise `NameTakenError` or `TooManyViewsError`."""
    if SharedView.objects.filter(owner=owner_id).count() >= MAX_VIEWS:
        raise TooManyViewsError
    view = SharedView(owner_id=owner_id, **values)
    store(view)
    return view


def change_view(view: SharedView, values: Mapping[str, Any]) -> None:
    """Change a view that is locked; raise `NameTakenError`."""
    if all(getattr(view, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(view, name, value)
    view.version += 1
    store(view)
