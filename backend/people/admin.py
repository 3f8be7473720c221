"""Requesters and teams in Django's admin."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.agents.listing import named_agents
from core.http.fields import EmailAddressField, LineField, NameField
from core.http.form_fields import TextFormField
from people.models import EMAIL_MAX_LENGTH, NAME_MAX_LENGTH, Membership, Requester, Team
from people.services import change_requester, forget_if_loose, to_key
from people.teams.models import NAME_MAX_LENGTH as TEAM_NAME_MAX_LENGTH
from people.teams.models import to_sort_key
from people.teams.serializers import MAX_MEMBERS, NAME_TAKEN, NO_AGENT
from people.teams.services import TooManyTeamsError, check_room, publish, write_team


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
    list_display = ("id", "name", "email", "blocked_at", "created_at")
    list_filter = (("blocked_at", admin.EmptyFieldListFilter),)
    list_display_links = ("id", "name")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("name", "email")
    search_help_text = "Parts of the name or the address"
    readonly_fields = ("blocked_at", "created_at")
    actions = ("block", "unblock")

    @admin.action(description="Block selected requesters", permissions=["change"])
    def block(self, request: HttpRequest, queryset: Any) -> None:
        queryset.filter(blocked_at=None).update(blocked_at=timezone.now())

    @admin.action(description="Unblock selected requesters", permissions=["change"])
    @transaction.atomic
    def unblock(self, request: HttpRequest, queryset: Any) -> None:
        blocked = Requester.objects.filter(pk__in=queryset.values("pk"), blocked_at__isnull=False)
        for requester in blocked.order_by("pk").select_for_update():
            change_requester(requester, {"is_blocked": False})
            forget_if_loose(requester)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class TeamForm(forms.ModelForm):
    """A team's fields, under the same rules as in the API."""

    name = TextFormField(LineField(max_length=TEAM_NAME_MAX_LENGTH), widget=AdminTextInputWidget)

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        same = Team.objects.filter(sort_key=to_sort_key(name)).exclude(pk=self.instance.pk)
        if same.exists():
            raise forms.ValidationError(NAME_TAKEN)
        return name

    def clean(self) -> dict[str, Any]:
        if self.instance.pk is None:
            try:
                check_room()
            except TooManyTeamsError as error:
                raise forms.ValidationError(str(error)) from error
        return super().clean() or {}


class MembershipForm(forms.ModelForm):
    """A member of a team; another agent in their place is another member."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            agent = self.instance.agent
            field: Any = self.fields["agent"]
            field.disabled = True
            # Not the choice of all agents, which would ask for the name of each member.
            field.widget = forms.Select(choices=[(agent.pk, str(agent))])

    def clean_agent(self) -> Any:
        agent = self.cleaned_data["agent"]
        if not self.instance.pk and not named_agents().filter(pk=agent.pk).exists():
            raise forms.ValidationError(NO_AGENT.format(id=agent.pk))
        return agent


class MembershipInline(admin.TabularInline):
    """The members of a team."""

    model = Membership
    form = MembershipForm
    fields = ("agent", "capacity", "away_until")
    autocomplete_fields = ("agent",)
    extra = 0
    max_num = MAX_MEMBERS

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("agent")


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    """Teams and their members; the tickets of a team that is deleted stay, in no team."""

    form = TeamForm
    fields = ("name", "assignment", "is_closed")
    inlines = (MembershipInline,)
    list_display = ("name", "assignment", "is_closed")
    search_fields = ("name",)
    search_help_text = "Parts of the name"

    def save_model(self, request: HttpRequest, obj: Team, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            return
        # Read again under a lock: tickets may have been given to members since.
        team = Team.objects.select_for_update().get(pk=obj.pk)
        write_team(team, {name: form.cleaned_data[name] for name in form.changed_data})

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        # Only now are the members those that the form has.
        publish(form.instance, was_closed=change and form.initial["is_closed"])

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Store the members, and leave whose turn it is to those who give tickets to them."""
        for member in formset.save(commit=False):
            is_new = member.pk is None
            member.save(update_fields=None if is_new else ("capacity", "away_until"))
        for member in formset.deleted_objects:
            member.delete()
