"""The API for tickets: submit, classify, list, read, change, delete."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.audit.record import Action, record
from accounts.names import display_name
from core.db.transactions import repeatable
from core.http import public_fields
from core.http.conditional import check_if_match, version_etag, with_content_etag
from core.http.errors import Conflict
from core.http.openapi_responses import FORBIDDEN, THROTTLED, UNREADABLE
from core.http.permissions import has_agents_rights, is_agent
from core.http.scopes import Scope, scope_of
from core.http.throttling import PersonThrottle, network_of
from core.http.views import AgentView
from people.teams.access import reader_of
from tickets import api_docs
from tickets.access import check_present, readable_tickets
from tickets.assignment.services import NobodyFreeError, NoTeamError, assign_next
from tickets.history.actors import actor_of
from tickets.idempotency import create_once, owner_of, read_idempotency_key
from tickets.merged import KEPT_FIELDS
from tickets.models import Ticket
from tickets.private_links.api_docs import FOLLOW_PRIVATE_LINK
from tickets.references import find_referred
from tickets.removal.services import delete_or_bin
from tickets.search.filters import TicketFilter, TicketFilterBackend
from tickets.search.pagination import KeysetPagination
from tickets.search.query import TicketQuery
from tickets.serializers import (
    ListedTicketSerializer,
    TicketChangeSerializer,
    TicketCreatedSerializer,
    TicketDetailSerializer,
    TicketReceiptSerializer,
    TicketSubmissionSerializer,
)
from tickets.services import change_ticket, create_ticket
from tickets.tags.selectors import read_tags
from tickets.tags.serializers import telling_limits
from tickets.triage.serializers import ClassifyRequestSerializer, SuggestionSerializer
from tickets.triage.throttling import ClassifyAllThrottle
from tickets.vocabulary import DONE, Folder

# A description of 20,000 characters takes up to 240 kB, written as JSON escapes.
DESCRIPTION_BODY_BYTES = 256 * 1024
DONE_ALREADY = "This ticket is done. Open it again to give it to somebody."
NO_TEAM_YET = "This ticket is in no team: choose one first."
NOBODY_FREE = "Nobody else in this team is here and has room for another ticket."
MERGED = (
    "This ticket was merged into #{into}. Unmerge it to change its status, assignee or snooze, or "
    "to move it to spam or the bin."
)
STALE_TICKET = "This ticket has changed since you read it. Read it again, then repeat."


def ticket_etag(ticket: Ticket) -> str:
    """Return the tag of a ticket, its conversation, and the people, team and tags that it shows.

    `If-Match` compares the version in it. The others are part of the answer, and may get other
    names without a change of the ticket: their digest comes from the rows that are read anyway, so
    that a change of a requester need not write all their tickets.
    """
    derived = []
    if ticket.message_count and ticket.last_message_at:
        derived = [ticket.message_count, round(ticket.last_message_at.timestamp() * 1_000_000)]
    shown = ""
    if requester := ticket.requester:
        shown += f"{requester.pk}\n{requester.name}\n{requester.email}"
    if assignee := find_referred(ticket, "assignee"):
        shown += f"\nassignee {display_name(assignee)}"
    if team := find_referred(ticket, "team"):
        shown += f"\nteam {team.name}" + (" closed" if team.is_closed else "")
    for tag in ticket.tags.all():
        shown += f"\ntag {tag.color} {tag.name}"
    if shown:
        derived.append(int.from_bytes(hashlib.sha256(shown.encode()).digest()[:6]))
    return version_etag(ticket.version, *derived)


def refuse_if_merged(ticket: Ticket, values: Mapping[str, Any]) -> None:
    """Raise `Conflict` for a change of what a merged ticket keeps."""
    if ticket.merged_into_id is None:
        return
    kept = KEPT_FIELDS & values.keys()
    if any(values[name] != getattr(ticket, name) for name in kept):
        raise Conflict(MERGED.format(into=ticket.merged_into_id))


def is_from_requester(request: Request) -> bool:
    """Return whether a submission is not an agent's: also what a form sends with its own token."""
    return not is_agent(request) or scope_of(request) == Scope.SUBMIT


@api_docs.describe_tickets
class TicketViewSet(AgentView, viewsets.ModelViewSet[Ticket]):
    """Tickets; strangers may submit one, and not too often."""

    queryset = Ticket.objects.all()
    filter_backends = (TicketFilterBackend,)
    filterset_class = TicketFilter
    pagination_class = KeysetPagination
    throttle_classes = (PersonThrottle,)
    public_actions = {"create": public_fields.SUBMISSION}
    submit_actions = ("create",)
    single_parameters = (*TicketFilter.SINGLE, *KeysetPagination.PARAMETERS)
    max_body_bytes = DESCRIPTION_BODY_BYTES
    # A created ticket's answer has the token of its private link.
    response_links = {"create": FOLLOW_PRIVATE_LINK}
    ticket_query: TicketQuery
    # As many digits as a 64-bit id has at most.
    lookup_value_regex = "[0-9]{1,19}"

    def get_throttles(self) -> list[Any]:
        # Counting an agent's requests would make a write of every read.
        if self.action == "create":
            self.throttle_scope = "create"
        return super().get_throttles()

    def get_serializer_class(self) -> Any:
        if self.action == "list":
            return ListedTicketSerializer
        if self.action == "create":
            return TicketSubmissionSerializer
        is_change = self.action in ("update", "partial_update")
        return TicketChangeSerializer if is_change else TicketDetailSerializer

    def filter_queryset(self, queryset: Any) -> Any:
        """Filter the list; one ticket is looked up by its id alone."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    def get_queryset(self) -> Any:
        # The list decides by its filters, and one ticket can be read wherever it is.
        tickets = readable_tickets(self.request, with_removed=True)
        if self.action in ("retrieve", "update", "partial_update", "assign"):
            tickets = tickets.select_related("classification", "requester", "assignee", "team")
        if self.action in ("update", "partial_update", "destroy", "assign"):
            tickets = tickets.select_for_update(of=("self",))
        return tickets

    def get_object(self) -> Ticket:
        ticket: Ticket = super().get_object()
        read_tags([ticket])
        return ticket

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return with_content_etag(super().list(request, *args, **kwargs))

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        values = serializer.validated_data
        with telling_limits(values.get("tag_change")):
            ticket = create_once(
                read_idempotency_key(request),
                owner_of(request),
                values,
                lambda: create_ticket(
                    values, actor_of(request), is_from_requester=is_from_requester(request)
                ),
            )
        if not has_agents_rights(request):
            return Response(TicketReceiptSerializer(ticket).data, status=status.HTTP_201_CREATED)
        is_scoped = bool(reader_of(request).hidden_teams)
        if is_scoped and not readable_tickets(request).filter(pk=ticket.pk).exists():
            # Whoever has handed it to a closed team gets back what they have sent, but neither whom
            # the team gave it to nor what it knows of the requester.
            ticket.assignee_id, ticket.requester = values.get("assignee_id"), None
        return Response(
            TicketCreatedSerializer(ticket).data,
            status=status.HTTP_201_CREATED,
            headers={"ETag": ticket_etag(ticket)},
        )

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    @repeatable
    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket = self.get_object()
        serializer = self.get_serializer(
            ticket, data=request.data, partial=kwargs.get("partial", False)
        )
        serializer.is_valid(raise_exception=True)
        check_if_match(request, version_etag(ticket.version), STALE_TICKET)
        values = serializer.validated_data
        refuse_if_merged(ticket, values)
        if "folder" not in values:
            check_present(ticket)
        with telling_limits(values.get("tag_change")):
            change_ticket(ticket, values, actor_of(request))
        if not reader_of(request).may_read(ticket.team_id):
            # It is with a closed team now, and was shown for the last time.
            return Response(status=status.HTTP_204_NO_CONTENT)
        return self.answer(ticket)

    @repeatable
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        ticket = self.get_object()
        check_if_match(request, version_etag(ticket.version), STALE_TICKET)
        if settings.BIN_DAYS:
            refuse_if_merged(ticket, {"folder": Folder.BIN})
        if delete_or_bin(ticket, actor_of(request)):
            record(Action.TICKETS_DELETED, request=request, target=str(ticket), tickets=1)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @action(detail=True, methods=["post"])
    @repeatable
    def assign(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Give the ticket to another member of its team."""
        ticket = self.get_object()
        check_if_match(request, version_etag(ticket.version), STALE_TICKET)
        check_present(ticket)
        if ticket.merged_into_id is not None:
            raise Conflict(MERGED.format(into=ticket.merged_into_id))
        if ticket.status in DONE:
            raise ValidationError({"status": [DONE_ALREADY]})
        try:
            assign_next(ticket, actor_of(request))
        except NoTeamError:
            raise ValidationError({"team": [NO_TEAM_YET]}) from None
        except NobodyFreeError:
            raise Conflict(NOBODY_FREE) from None
        return self.answer(ticket)

    def answer(self, ticket: Ticket) -> Response:
        """Return the ticket with its version as `ETag`."""
        return Response(self.get_serializer(ticket).data, headers={"ETag": ticket_etag(ticket)})


class ClassifyView(AgentView):
    """Suggestions for a description; open to strangers."""

    public_actions = {"post": public_fields.SUGGESTION}
    submit_actions = ("post",)
    throttle_classes = (PersonThrottle, ClassifyAllThrottle)
    throttle_scope = "classify"
    max_body_bytes = DESCRIPTION_BODY_BYTES

    @extend_schema(
        summary="Suggest a category and a priority",
        description="Answers 200 even when no suggestion can be had: both values are null then.",
        request=ClassifyRequestSerializer,
        responses={200: SuggestionSerializer, **UNREADABLE, **FORBIDDEN, **THROTTLED},
    )
    def post(self, request: Request) -> Response:
        serializer = ClassifyRequestSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        network = None if has_agents_rights(request) else network_of(request)
        # It loads the model's client library, 15 MB that an installation without a model can save.
        from tickets.llm_service import classify

        suggestion = classify(serializer.validated_data["description"], network=network)
        return Response(suggestion.as_json())
