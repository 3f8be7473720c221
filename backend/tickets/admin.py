"""Tickets in Django's admin."""

from collections.abc import Callable
from typing import Any

from auditlog.admin import LogEntryAdmin
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import ngettext
from rest_framework.exceptions import ValidationError

from core.http.fields import AddressField, LineField, NameField, TextField
from tickets.history.record import HistoryEntry, actor_of, record_creation
from tickets.models import Ticket
from tickets.vocabulary import (
    DESCRIPTION_MAX_LENGTH,
    EMAIL_MAX_LENGTH,
    NAME_MAX_LENGTH,
    TITLE_MAX_LENGTH,
    Status,
)


def set_status_action(status: Status) -> Callable[..., None]:
    """An admin action that gives the selected tickets a status, in one statement."""

    @admin.action(
        description=f"Mark selected tickets as {status.label.lower()}", permissions=["change"]
    )
    def set_status(
        modeladmin: "TicketAdmin", request: HttpRequest, queryset: QuerySet[Ticket]
    ) -> None:
        selected = Ticket.objects.filter(pk__in=queryset.values("pk"))
        count = selected.change(by=actor_of(request), status=status)
        modeladmin.message_user(
            request,
            ngettext("%d ticket changed.", "%d tickets changed.", count) % count,
            messages.SUCCESS,
        )

    set_status.__name__ = f"mark_{status.value}"
    return set_status


class TextFormField(forms.Field):
    """Takes what a field of the API takes, and changes it as that does."""

    def __init__(self, rules: TextField, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rules = rules

    def clean(self, value: Any) -> str:
        try:
            return str(self.rules.run_validation(value or ""))
        except ValidationError as error:
            reasons: Any = error.detail
            raise forms.ValidationError([str(reason) for reason in reasons]) from error


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
        AddressField(max_length=EMAIL_MAX_LENGTH, allow_blank=True),
        widget=AdminTextInputWidget,
        required=False,
    )


@admin.register(Ticket)
class TicketAdmin(admin.ModelAdmin):
    """For admins: look around, correct, change many at once."""

    form = TicketForm
    list_display = ("id", "title", "category", "priority", "status", "created_at", "updated_at")
    list_display_links = ("id", "title")
    list_filter = ("status", "priority", "category", "created_at")
    search_fields = ("title", "description")
    search_help_text = "Words in the title or the description"
    date_hierarchy = "created_at"
    list_per_page = 50
    # Counting all tickets beside those found would cost a second full count for a number that
    # nobody needs.
    show_full_result_count = False
    readonly_fields = ("created_at", "updated_at", "resolved_at", "version")
    actions = [set_status_action(status) for status in Status]

    def save_model(self, request: HttpRequest, obj: Ticket, form: Any, change: bool) -> None:
        if change:
            values = {
                name: form.cleaned_data[name]
                for name in form.changed_data
                # A form's line breaks alone are no change.
                if form.cleaned_data[name] != form.initial[name]
            }
            if values:
                Ticket.objects.filter(pk=obj.pk).change(by=actor_of(request), **values)
        else:
            super().save_model(request, obj, form, change)
            record_creation(obj.pk, actor_of(request), obj.created_at)

    def delete_model(self, request: HttpRequest, obj: Ticket) -> None:
        obj.delete(by=actor_of(request))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        queryset.delete(by=actor_of(request))


# The package has put its own there.
admin.site.unregister(HistoryEntry)


@admin.register(HistoryEntry)
class HistoryEntryAdmin(LogEntryAdmin):
    """The history, to look into and not to change; also of tickets and people that are gone."""

    list_display = ["created", "resource_url", "action", "msg_short", "who"]
    list_filter = ["action", "kind"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["object_pk", "actor_name"]
    search_help_text = "A ticket's number, or a name"
    readonly_fields = ["created", "resource_url", "action", "who", "msg"]
    fieldsets = [(None, {"fields": readonly_fields})]

    @admin.display(description="Who")
    def who(self, entry: HistoryEntry) -> str:
        return entry.actor_name or str(entry.get_kind_display())
