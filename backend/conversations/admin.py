"""Messages and saved replies in Django's admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from conversations.models import Message, SavedReply


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin):
    """All messages, read-only: what was sent stays, and notes are edited where they stand."""

    date_hierarchy = "at"
    list_display = ("at", "ticket_link", "kind", "who", "channel")
    list_display_links = ("at",)
    list_filter = ("kind", "author_kind", "channel")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("=ticket__id", "author_name")
    search_help_text = "A ticket's number, or a name"
    fields = ("at", "ticket_link", "kind", "who", "channel", "text", "edited_at", "held_until")

    @admin.display(description="Ticket", ordering="ticket")
    def ticket_link(self, message: Message) -> str:
        url = reverse("admin:tickets_ticket_change", args=[message.ticket_id])
        return format_html('<a href="{}">#{}</a>', url, message.ticket_id)

    @admin.display(description="Who")
    def who(self, message: Message) -> str:
        return message.author_name or str(message.get_author_kind_display())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(SavedReply)
class SavedReplyAdmin(admin.ModelAdmin):
    """Saved replies that agents share; those that they keep to themselves stay so.

    They are edited in the product, where the rules for them are; here they can be deleted.
    """

    list_display = ("name", "shortcut", "owner", "used_count", "updated_at")
    list_select_related = ("owner",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("name", "shortcut")
    search_help_text = "Parts of the name or the shortcut"
    fields = ("name", "shortcut", "text", "set_values", "owner", "used_count", "updated_at")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(private_to=None)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
