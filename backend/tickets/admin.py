"""Tickets in Django's admin."""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext

from accounts.audit.record import Action, record
from accounts.names import display_name
from core.http.fields import EmailAddressField, LineField, NameField, TextField
from core.http.form_fields import TextFormField
from tickets import services
from tickets.history.actors import actor_of
from tickets.history.models import Event
from tickets.models import Tag, Ticket
from tickets.references import NO_AGENT, NOT_IN_TEAM, find_outsider, may_be_assigned
from tickets.requesters import link_requesters
from tickets.search.query import TicketQuery
from tickets.shared_views.models import SharedView
from tickets.tags.models import to_sort_key
from tickets.tags.serializers import NAME_TAKEN, TagNameField
from tickets.tags.services import TooManyTagsError, change_tag, check_room, delete_tag
from tickets.vocabulary import (
    DESCRIPTION_MAX_LENGTH,
    EMAIL_MAX_LENGTH,
    NAME_MAX_LENGTH,
    TITLE_MAX_LENGTH,
    UNTIL_REPLY,
    Folder,
    Status,
)

# What a form calls by another name than the services.
COLUMNS = {"assignee": "assignee_id", "team": "team_id"}


def to_stored(value: Any) -> Any:
    """Return a form's value as it is stored: the id of a referred row."""
    return value.pk if isinstance(value, Model) else value


def set_status_action(status: Status) -> Callable[..., None]:
    """Return an admin action that sets the status of the selected tickets."""

    @admin.action(
        description=f"Mark selected tickets as {status.label.lower()}", permissions=["change"]
    )
    def set_status(
        modeladmin: "TicketAdmin", request: HttpRequest, queryset: QuerySet[Ticket]
    ) -> None:
        # One that was merged stays closed.
        selected = Ticket.objects.filter(pk__in=queryset.values("pk"), merged_into=None)
        count = services.change_tickets(selected, {"status": status}, actor_of(request))
        modeladmin.message_user(
            request,
            ngettext("%d ticket changed.", "%d tickets changed.", count) % count,
            messages.SUCCESS,
        )

    set_status.__name__ = f"mark_{status.value}"
    return set_status


def move_action(folder: Folder | None, name: str, description: str) -> Callable[..., None]:
    """Return an admin action that moves the selected tickets to a folder, or out of it."""

    @admin.action(description=description, permissions=["change"])
    def move(modeladmin: "TicketAdmin", request: HttpRequest, queryset: QuerySet[Ticket]) -> None:
        # One that was merged goes where the ticket with its conversation goes.
        selected = Ticket.objects.filter(pk__in=queryset.values("pk"), merged_into=None)
        count = services.change_tickets(selected, {"folder": folder}, actor_of(request))
        modeladmin.message_user(
            request,
            ngettext("%d ticket moved.", "%d tickets moved.", count) % count,
            messages.SUCCESS,
        )

    move.__name__ = name
    return move


MOVES = (
    (Folder.SPAM, "mark_as_spam", "Mark selected tickets as spam"),
    (Folder.BIN, "move_to_bin", "Move selected tickets to the bin"),
    (None, "take_out", "Restore selected tickets from spam and the bin"),
)


class TicketForm(forms.ModelForm):
    """A ticket's fields, under the same rules as in the API."""

    title = TextFormField(LineField(max_length=TITLE_MAX_LENGTH), widget=AdminTextInputWidget)
    description = TextFormField(
        TextField(max_length=DESCRIPTION_MAX_LENGTH), widget=AdminTextareaWidget
    )
    requester_name = TextFormField(
        NameField(max_length=NAME_MAX_LENGTH, allow_blank=True),
        widget=AdminTextInputWidget,
        required=False,
    )
    requester_email = TextFormField(
        EmailAddressField(max_length=EMAIL_MAX_LENGTH, allow_blank=True),
        widget=AdminTextInputWidget,
        required=False,
    )

    def clean_assignee(self) -> Any:
        assignee = self.cleaned_data["assignee"]
        # Who has the ticket already may keep it after they left.
        is_new = assignee is not None and assignee.pk != self.instance.assignee_id
        if is_new and not may_be_assigned(assignee.pk):
            raise forms.ValidationError(NO_AGENT)
        return assignee

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        assignee, team = values.get("assignee"), values.get("team")
        if assignee is None or team is None or "assignee" not in self.changed_data:
            return values
        if name := find_outsider(assignee.pk, [team.pk]):
            self.add_error("assignee", NOT_IN_TEAM.format(name=name))
        return values


@admin.register(Ticket)
class TicketAdmin(admin.ModelAdmin):
    """Tickets to look at, correct, change in bulk and erase, also those in a folder."""

    form = TicketForm
    list_display = (
        *("id", "title", "category", "priority", "status"),
        *("assignee_name", "team_name", "folder", "created_at", "updated_at"),
    )
    list_display_links = ("id", "title")
    list_select_related = ("assignee", "team")
    # Not a choice of all agents.
    autocomplete_fields = ("assignee", "team")
    list_filter = ("status", "priority", "category", "folder", "created_at")
    # Django shows the field where there are any; `get_search_results` has the meaning.
    search_fields = ("title",)
    search_help_text = "Words as in the list of tickets, a number or a reference"
    date_hierarchy = "created_at"
    list_per_page = 50
    # Django would count all tickets in addition to the matching ones, which takes long.
    show_full_result_count = False
    readonly_fields = (
        *("tag_names", "created_at", "updated_at", "resolved_at", "version"),
        *("snoozed", "woken_at", "merged_into", "folder", "removed_at"),
    )
    actions = [
        *(set_status_action(status) for status in Status),
        *(move_action(folder, name, text) for folder, name, text in MOVES),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Ticket | None = None) -> Any:
        """Return also what a merged ticket keeps."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "status", "assignee") if obj and obj.merged_into_id else fields

    # Without an ordering: no index has the names.
    @admin.display(description="Assignee", empty_value="—")
    def assignee_name(self, ticket: Ticket) -> str | None:
        return display_name(ticket.assignee) if ticket.assignee else None

    @admin.display(description="Team", empty_value="—")
    def team_name(self, ticket: Ticket) -> str | None:
        return ticket.team.name if ticket.team else None

    @admin.display(description="Tags", empty_value="—")
    def tag_names(self, ticket: Ticket) -> str | None:
        return ", ".join(tag.name for tag in ticket.tags.all()) if ticket.pk else None

    @admin.display(description="Snoozed until", empty_value="—")
    def snoozed(self, ticket: Ticket) -> Any:
        if ticket.snoozed_until == UNTIL_REPLY:
            return "the requester answers"
        return ticket.snoozed_until

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Ticket], search_term: str
    ) -> tuple[QuerySet[Ticket], bool]:
        """Find what the list of tickets finds, and in its folders."""
        search = {"search": search_term}
        query = TicketQuery.from_conditions(search)
        if not query.terms:
            return queryset, False
        removed = TicketQuery.from_conditions({**search, "folder": Folder.values})
        parts = [*query.by_index, *removed.by_index]
        found, *others = (Q(pk__in=part.values("pk")) for part in parts)
        return queryset.filter(reduce(or_, others, found)), False

    def save_model(self, request: HttpRequest, obj: Ticket, form: Any, change: bool) -> None:
        if change:
            values = {
                COLUMNS.get(name, name): value
                for name in form.changed_data
                # Browsers send other line breaks than are stored; these alone are no change.
                if (value := to_stored(form.cleaned_data[name])) != form.initial[name]
            }
            if values:
                ticket = Ticket.objects.filter(pk=obj.pk)
                services.change_tickets(ticket, values, actor_of(request))
        else:
            link_requesters([obj])
            super().save_model(request, obj, form, change)
            services.publish_creation(obj, actor_of(request))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show the title of the ticket, which is called by its number, before it is deleted."""
        ticket = self.get_object(request, unquote(object_id))
        return super().delete_view(
            request, object_id, {"subtitle": ticket and ticket.title, **(extra_context or {})}
        )

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Let what belongs to a ticket go with it, also where it cannot be deleted by itself."""
        to_delete, counts, _, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, set(), protected

    def delete_model(self, request: HttpRequest, obj: Ticket) -> None:
        record(Action.TICKETS_DELETED, request=request, target=str(obj), tickets=1)
        services.delete_ticket(obj, actor_of(request))

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Ticket]) -> None:
        count = services.delete_tickets(queryset, actor_of(request))
        record(Action.TICKETS_DELETED, request=request, tickets=count)


class TagForm(forms.ModelForm):
    """A tag's fields, under the same rules as in the API."""

    name = TextFormField(TagNameField(), widget=AdminTextInputWidget)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        same = Tag.objects.filter(sort_key=to_sort_key(name)).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(NAME_TAKEN)
        return name

    def clean(self) -> dict[str, Any]:
        if self.instance.pk is None:
            try:
                check_room()
            except TooManyTagsError as error:
                raise forms.ValidationError(str(error)) from error
        return super().clean() or {}


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    """Tags; one that is deleted is taken off its tickets, whose versions stay."""

    form = TagForm
    fields = ("name", "color")
    list_display = ("name", "color")
    list_filter = ("color",)
    search_fields = ("name",)
    search_help_text = "Parts of the name"

    def save_model(self, request: HttpRequest, obj: Tag, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            return
        tag = Tag.objects.select_for_update().get(pk=obj.pk)
        before, values = tag.name, {name: form.cleaned_data[name] for name in form.changed_data}
        if change_tag(tag, values):
            record(Action.TAG_CHANGED, request=request, target=before, **values)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the tags alone: a list of the tickets that lose them would be endless."""
        return [str(tag) for tag in objs], {"tags": len(objs)}, set(), []

    def delete_model(self, request: HttpRequest, obj: Tag) -> None:
        count = delete_tag(obj)
        record(Action.TAG_DELETED, request=request, target=obj.name, tickets=count)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Tag]) -> None:
        for tag in queryset:
            self.delete_model(request, tag)


@admin.register(SharedView)
class SharedViewAdmin(admin.ModelAdmin):
    """Agents' views, to look at and delete; the interface edits them."""

    list_display = ("name", "owner_name", "shared_with", "query")
    list_select_related = ("owner", "team")
    list_per_page = 50
    search_fields = ("name",)
    search_help_text = "Parts of the name"
    fields = (
        *("name", "query", "ordering", "group", "columns"),
        *("owner_name", "shared_with", "version"),
    )

    @admin.display(description="Owner", empty_value="—")
    def owner_name(self, view: SharedView) -> str | None:
        return display_name(view.owner) if view.owner else None

    @admin.display(description="Shared with", empty_value="—")
    def shared_with(self, view: SharedView) -> str | None:
        if view.is_for_everyone:
            return "Everyone"
        return view.team.name if view.team else None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SharedView | None = None) -> bool:
        return False


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    """The history, read-only; also that of tickets and people that are gone."""

    date_hierarchy = "at"
    list_display = ("at", "ticket", "action", "changed_fields", "who")
    list_display_links = ("at",)
    list_filter = ("action", "actor_kind")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("=ticket_number", "actor_name")
    search_help_text = "A ticket's number, or a name"
    fields = ("at", "ticket", "action", "who", "changes_table")

    @admin.display(description="Ticket", ordering="ticket_number")
    def ticket(self, event: Event) -> str:
        url = reverse("admin:tickets_ticket_change", args=[event.ticket_number])
        return format_html('<a href="{}">#{}</a>', url, event.ticket_number)

    @admin.display(description="Changes")
    def changed_fields(self, event: Event) -> str:
        return ", ".join(event.field_changes)

    @admin.display(description="Who")
    def who(self, event: Event) -> str:
        return event.actor_name or str(event.get_actor_kind_display())

    @admin.display(description="Changes")
    def changes_table(self, event: Event) -> str:
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td>{}</td></tr>",
            (
                (field, *("—" if value is None else value for value in pair))
                for field, pair in event.field_changes.items()
            ),
        )
        return format_html(
            "<table><tr><th>Field</th><th>Before</th><th>After</th></tr>{}</table>", rows
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        return False
