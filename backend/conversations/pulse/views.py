"""One request that tells an open tab what has changed and who else is there."""

import hashlib
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.http import quote_etag
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from conversations.pulse import presence
from conversations.pulse.changes import LOOK_BACK, get_changes, read_cursor
from conversations.pulse.models import Presence
from conversations.pulse.serializers import (
    LeaveSerializer,
    PulseQuerySerializer,
    PulseSerializer,
)
from conversations.pulse.thread import get_thread_stamp
from conversations.pulse.woken import get_woken
from core.http.conditional import read_etags
from core.http.openapi_responses import (
    ETAG,
    FIELD_ERRORS,
    FORBIDDEN,
    IF_NONE_MATCH,
    UNCHANGED,
    UNREADABLE,
)
from core.http.views import AgentView
from people.teams.access import reader_of
from tickets.history.actors import actor_of
from tickets.snooze.services import wake_in_passing


class PulseView(AgentView):
    """The changes since a cursor, and the others who have a ticket open.

    Each open tab asks every few seconds, so its queries are few, and each has an index:

    1. once in 10 seconds for each process, whether the snooze of any ticket is over;
    2. where there are closed teams, which of them hide tickets from who asks;
    3. the changes;
    4. of wake-ups among them, the tickets that who asks gets back;
    5. with a ticket, its stamp;
    6. who has it open;
    7. every 20 seconds, or when something else is done, the tab's own presence;
    8. of a tab that comes, two that delete what is left of others: none or at most 100.

    What is read of all tickets moves with every write anywhere, also with 7; so the tag is made of
    what is answered alone.
    """

    single_parameters = ("tab", "cursor", "ticket", "doing")

    @extend_schema(
        summary="Ask what has changed, and who else is there",
        description=(
            "For every few seconds. Without a cursor it tells what has just come. What was "
            f"written in the {LOOK_BACK.seconds} seconds before a cursor may come again. With a "
            "ticket, others see for 45 seconds that the tab has it open; programs with a token are "
            "not shown."
        ),
        parameters=[PulseQuerySerializer, IF_NONE_MATCH, ETAG],
        responses={200: PulseSerializer, 400: FIELD_ERRORS, **UNCHANGED, **FORBIDDEN},
    )
    def get(self, request: Request) -> Response:
        given = {name: value for name, value in request.query_params.dict().items() if value}
        query = PulseQuerySerializer(data=given)
        query.is_valid(raise_exception=True)
        now = timezone.now()
        wake_in_passing(now)
        changes = get_changes(read_cursor(given.get("cursor", "")), now, reader_of(request))
        thread, others = self.look_at(request, query.validated_data, now)
        etag = etag_of(str(changes.cursor), thread, others)
        if etag in read_etags(request.headers.get("If-None-Match", "")):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": etag})
        answer = {
            "cursor": changes.cursor,
            "changed": changes.rows,
            "more": changes.more,
            "woken": get_woken(changes.rows, request),
            "thread": thread,
            "presence": others,
        }
        return Response(PulseSerializer(answer).data, headers={"ETag": etag})

    def look_at(
        self, request: Request, values: dict[str, Any], now: datetime
    ) -> tuple[str | None, list[Presence]]:
        """Return the stamp of the open ticket, and who else has it open."""
        ticket_id = values.get("ticket")
        thread = None if ticket_id is None else get_thread_stamp(ticket_id, reader_of(request))
        if ticket_id is None or thread is None:
            return None, []
        present = presence.get_present(ticket_id, now)
        actor = actor_of(request)
        # A program reads, with a token that may do no more.
        if request.auth is None:
            visit = presence.Visit(values["tab"], ticket_id, values["doing"], actor)
            presence.refresh(visit, present, now)
        return thread, presence.others_of(present, values["tab"], actor.user_id)


def etag_of(cursor: str, thread: str | None, others: list[Presence]) -> str:
    parts = [(row.user_id, row.name, row.doing, row.since.isoformat()) for row in others]
    return quote_etag(hashlib.sha256(repr((cursor, thread, parts)).encode()).hexdigest()[:32])


class LeaveView(AgentView):
    """A tab that has left its ticket."""

    @extend_schema(
        summary="Say that a tab has left its ticket",
        request=LeaveSerializer,
        responses={204: None, **UNREADABLE, **FORBIDDEN},
    )
    def post(self, request: Request) -> Response:
        serializer = LeaveSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        presence.leave(serializer.validated_data["tab"])
        return Response(status=status.HTTP_204_NO_CONTENT)
