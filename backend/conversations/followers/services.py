"""Following of tickets: by agents themselves, by colleagues, and by mentions in notes."""

from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case, IntegerField, QuerySet, Value, When

from conversations.followers.models import Follower, Reason
from people.teams.access import is_reader_of
from tickets.access import readers_among
from tickets.models import Ticket

# So many followers of one ticket are read.
MAX_SHOWN = 200


def get_followers(ticket: Ticket, user_id: int | None) -> QuerySet[Follower]:
    """Return who follows a ticket and may read it.

    Who asks comes first, then who has followed it longest.
    """
    is_own = Case(When(user=user_id, then=0), default=1, output_field=IntegerField())
    followers = Follower.objects.filter(ticket=ticket, user__is_active=True, user__is_staff=True)
    # Others follow it again when its team lets them read it.
    followers = followers.filter(is_reader_of(ticket.team_id, "user__"))
    order = is_own if user_id is not None else Value(1)
    return followers.select_related("user").order_by(order, "pk")[:MAX_SHOWN]


def follow(ticket: Ticket, user_ids: Collection[int], reason: Reason = Reason.FOLLOWED) -> None:
    """Store that agents follow a ticket; who follows it already keeps the reason."""
    rows = [Follower(ticket=ticket, user_id=pk, reason=reason) for pk in user_ids]
    Follower.objects.bulk_create(rows, ignore_conflicts=True)


def unfollow(ticket: Ticket, *user_ids: int) -> None:
    Follower.objects.filter(ticket=ticket, user__in=user_ids).delete()


def carry_followers(ticket: Ticket, into: Ticket) -> list[int]:
    """Let who follows a ticket follow another one that they may read; return who did not yet."""
    has = Follower.objects.filter(ticket=into).values("user")
    others = Follower.objects.filter(ticket=ticket).exclude(user__in=has).order_by("pk")
    reasons = dict(others.values_list("user", "reason"))
    readers = readers_among(into, reasons)
    for reason in Reason:
        follow(into, [pk for pk in reasons if pk in readers and reasons[pk] == reason], reason)
    return [pk for pk in reasons if pk in readers]


def follow_mentioned(ticket: Ticket, mentioned: Sequence[int]) -> list[Any]:
    """Make followers of the agents whom a note mentions, and return those who may not read it.

    An id that nobody has is nobody.
    """
    if not mentioned:
        return []
    readers = readers_among(ticket, mentioned)
    follow(ticket, [pk for pk in mentioned if pk in readers], Reason.MENTIONED)
    others = [pk for pk in mentioned if pk not in readers]
    if not others:
        return []
    return list(get_user_model().objects.filter(pk__in=others).order_by("pk"))
