"""Requesters in Django's admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.http import HttpRequest

from core.http.fields import EmailAddressField, NameField
from core.http.form_fields import TextFormField
from people.models import EMAIL_MAX_LENGTH, NAME_MAX_LENGTH, Requester
from people.services import to_key


class RequesterForm(forms.ModelForm):
    """A requester's fields, under the same rules as in the API."""

    name = TextFormField(
        NameField(max_length=NAME_MAX_LENGTH, allow_blank=True),
        widget=AdminTextInputWidget,
        required=False,
    )
    email = TextFormField(
        EmailAddressField(max_length=EMAIL_MAX_LENGTH, allow_blank=True),
        widget=AdminTextInputWidget,
        required=False,
    )

    def clean_email(self) -> str | None:
        return to_key(self.cleaned_data["email"]) or None


@admin.register(Requester)
class RequesterAdmin(admin.ModelAdmin):
    """Requesters to look at and correct; they come with their first ticket and go with the last."""

    form = RequesterForm
    fields = ("name", "email", "locale", "blocked_at", "created_at")
    list_display = ("id", "name", "email", "created_at")
    list_display_links = ("id", "name")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("name", "email")
    search_help_text = "Parts of the name or the address"
    readonly_fields = ("blocked_at", "created_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
