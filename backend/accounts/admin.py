"""Agents and their API tokens in the admin."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.http import urlencode

from accounts.interface_url import PublicUrlMissingError
from accounts.invitations import AccountExistsError, create_agent, invitation_url, send_invitation
from accounts.last_admin import KeepsAnAdmin
from accounts.models import ApiToken

admin.site.unregister(User)
# Permissions depend only on being an agent or an admin.
admin.site.unregister(Group)


class InvitationForm(forms.ModelForm):
    """Form to invite an agent."""

    class Meta:
        model = User
        fields = ("email", "first_name", "is_superuser")
        labels = {"first_name": "Name", "is_superuser": "Admin"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("Somebody has an account with this address already.")
        return email

    def save(self, commit: bool = True) -> User:
        try:
            return create_agent(
                self.cleaned_data["email"],
                self.cleaned_data["first_name"],
                is_admin=self.cleaned_data["is_superuser"],
            )
        except AccountExistsError as error:
            raise forms.ValidationError("Somebody was quicker to invite them.") from error

    def save_m2m(self) -> None:
        """Do nothing: the form has no such fields."""


@admin.register(User)
class AgentAdmin(KeepsAnAdmin):
    """Accounts of agents; adding one sends an invitation."""

    add_form = InvitationForm
    add_fieldsets = ((None, {"fields": ("email", "first_name", "is_superuser")}),)
    fieldsets = (
        (None, {"fields": ("email", "first_name", "last_name")}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("email", "last_login", "date_joined")
    list_display = ("email", "first_name", "is_active", "is_staff", "is_superuser", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    ordering = ("email",)
    filter_horizontal = ()
    actions = ("invite_again",)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.readonly_fields if obj else ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            request.invited_agent = obj  # type: ignore[attr-defined]  # read in `add_view`

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        response = super().add_view(request, form_url, extra_context)
        # By now the account is committed: nobody waits for the mail server with the lock held.
        if user := getattr(request, "invited_agent", None):
            self.invite(request, user)
        return response

    def invite(self, request: HttpRequest, user: User, problem: str | None = None) -> str | None:
        """Send the link to choose a password; show it if there is a problem with that."""
        try:
            url = invitation_url(user, request)
        except PublicUrlMissingError as error:
            self.message_user(request, str(error), messages.ERROR)
            return problem
        problem = problem or send_invitation(user, url)
        if problem is None:
            self.message_user(request, f"Sent an invitation to {user.email}.")
        else:
            self.message_user(
                request, f"{problem} Give this link to {user.email}: {url}", messages.WARNING
            )
        return problem

    @admin.action(description="Send an invitation again", permissions=["change"])
    def invite_again(self, request: HttpRequest, users: Any) -> None:
        problem = None
        for user in users.filter(is_active=True)[:50]:
            if user.has_usable_password():
                self.message_user(
                    request, f"{user.email} has a password already.", messages.WARNING
                )
            else:
                # A mail server that is away is waited for once, not fifty times.
                problem = self.invite(request, user, problem)


@admin.register(ApiToken)
class ApiTokenAdmin(admin.ModelAdmin):
    """Tokens of all agents, read-only but for revoking."""

    list_display = ("name", "user", "token_key", "created", "expiry", "last_used_at")
    search_fields = ("name", "user__email")
    list_select_related = ("user",)
    fields = readonly_fields = ("name", "user", "token_key", "created", "expiry", "last_used_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


def sign_in(request: HttpRequest, extra_context: Any = None) -> HttpResponseBase:
    """Send people to the interface's sign-in, which has second factors and limits."""
    if request.user.is_authenticated and request.user.is_staff:
        return HttpResponseRedirect(request.get_full_path().partition("login/")[0])
    back = request.GET.get("next") or request.path.partition("login/")[0]
    return HttpResponseRedirect(f"/?{urlencode({'tab': 'tickets', 'next': back})}")


admin.site.login = sign_in  # type: ignore[method-assign,assignment]
