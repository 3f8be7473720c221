"""The indexes of tickets: each serves an ordering of the list, a filter or a figure."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from core.db.null_times import LatestIfNull
from tickets.vocabulary import FACETS, UNDONE, Awaiting

# What the orderings by the conversation sort by. Only the release before writes tickets without the
# time of the last message.
LAST_WRITTEN = Coalesce("last_message_at", "created_at")
WAITING_SINCE = LatestIfNull("waiting_since")

INDEXES = (
    models.Index(fields=("-created_at", "-id"), name="ticket_newest"),
    models.Index(fields=("-updated_at", "-id"), name="ticket_last_changed"),
    # A page of tickets with some values is put together from those with each of them. Without what
    # is spam or in the bin, so that SQLite counts by it alone.
    models.Index(
        fields=(*FACETS, "-created_at", "-id"),
        condition=Q(folder__isnull=True),
        name="ticket_cell_newest_present",
    ),
    models.Index(fields=(*FACETS, "-updated_at", "-id"), name="ticket_cell_last_changed"),
    models.Index(
        fields=("requester_email", "-created_at", "-id"),
        condition=~Q(requester_email=""),
        name="ticket_requester_newest",
    ),
    # Of most tickets it is nobody's turn; of these the newest are soon found without it.
    models.Index(
        fields=("awaiting", "-created_at", "-id"),
        condition=~Q(awaiting=Awaiting.NOBODY),
        name="ticket_awaiting_newest",
    ),
    models.Index(LAST_WRITTEN.desc(), F("id").desc(), name="ticket_last_written"),
    models.Index(WAITING_SINCE, "id", name="ticket_waiting_longest"),
    models.Index(*FACETS, LAST_WRITTEN.desc(), F("id").desc(), name="ticket_cell_last_written"),
    models.Index(*FACETS, WAITING_SINCE, "id", name="ticket_cell_waiting_longest"),
    models.Index(
        "awaiting",
        LAST_WRITTEN.desc(),
        F("id").desc(),
        condition=~Q(awaiting=Awaiting.NOBODY),
        name="ticket_awaiting_last_written",
    ),
    models.Index(
        fields=("follow_up_of",),
        condition=Q(follow_up_of__isnull=False),
        name="ticket_follow_up_of",
    ),
    models.Index(
        fields=("merged_into",),
        condition=Q(merged_into__isnull=False),
        name="ticket_merged_into",
    ),
    models.Index(
        fields=("requester", "-created_at", "-id"),
        condition=Q(requester__isnull=False),
        name="ticket_of_requester",
    ),
    models.Index(
        fields=("assignee", "-created_at", "-id"),
        condition=Q(assignee__isnull=False),
        name="ticket_of_assignee",
    ),
    models.Index(
        fields=("assignee", "-created_at", "-id"),
        condition=Q(assignee__isnull=False, status__in=UNDONE),
        name="ticket_open_of_assignee",
    ),
    # NULL is no constant for the order of an index, so what nobody has yet needs its own.
    models.Index(
        fields=("-created_at", "-id"),
        condition=Q(assignee__isnull=True, status__in=UNDONE),
        name="ticket_unassigned",
    ),
    models.Index(
        fields=("team", "-created_at", "-id"),
        condition=Q(team__isnull=False),
        name="ticket_of_team",
    ),
    models.Index(
        fields=("team", "-created_at", "-id"),
        condition=Q(team__isnull=False, status__in=UNDONE),
        name="ticket_open_of_team",
    ),
    # What is left of the others, where nearly all have the same agent or team.
    models.Index(fields=("id",), condition=Q(assignee__isnull=True), name="ticket_of_nobody"),
    models.Index(fields=("id",), condition=Q(team__isnull=True), name="ticket_of_no_team"),
    models.Index(
        fields=("folder", "-created_at", "-id"),
        condition=Q(folder__isnull=False),
        name="ticket_in_folder",
    ),
    models.Index(fields=("removed_at",), condition=Q(folder__isnull=False), name="ticket_removed"),
    # Those of events also have what reports group by, which then read no ticket.
    models.Index(
        fields=("-assigned_at", "-id", "assignee", "team"),
        condition=Q(assigned_at__isnull=False, folder__isnull=True),
        name="ticket_assigned",
    ),
    models.Index(
        fields=("-last_agent_at", "-id", "assignee", "team"),
        condition=Q(last_agent_at__isnull=False, folder__isnull=True),
        name="ticket_answered",
    ),
    models.Index(
        fields=("-resolved_at", "-id", "assignee", "team"),
        condition=Q(resolved_at__isnull=False, folder__isnull=True),
        name="ticket_resolved",
    ),
    models.Index(
        fields=("-first_response_at", "-id", "created_at", "assignee", "team"),
        condition=Q(first_response_at__isnull=False, folder__isnull=True),
        name="ticket_first_answered",
    ),
    models.Index(
        fields=("waiting_since", "assignee", "team"),
        condition=Q(awaiting=Awaiting.AGENT, folder__isnull=True),
        name="ticket_waiting",
    ),
    models.Index(
        fields=("snoozed_until",),
        condition=Q(snoozed_until__isnull=False),
        name="ticket_snoozed",
    ),
)
