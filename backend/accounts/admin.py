"""Agents and their API tokens in the admin."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import get_script_prefix, reverse
from django.utils.http import urlencode

from accounts.agents import actions as agent_actions
from accounts.agents.admin_proof import AsksForProof, refuse_without_proof
from accounts.agents.invitations import (
    AccountExistsError,
    check_invitation,
    create_agent,
    invitation_url,
    send_invitation,
)
from accounts.agents.last_admin import KeepsAnAdmin
from accounts.agents.rights import LastAdminError
from accounts.audit.record import Action, record
from accounts.interface_url import PublicUrlMissingError
from accounts.models import ApiToken
from accounts.sign_in.second_factor import unmet_requirement
from accounts.tokens import revoke_tokens
from core.text.tidy import tidy_address, tidy_name

# The name of the buttons on an agent's page.
AGENT_ACTION = "agent_action"
# Of accounts that one request works on: each gets a mail.
MAX_MAILS = 50

# All that libraries have registered by now, Django's own among them, however many there will be:
# their forms show secrets and change accounts without proof, unseen by the agent. This app's and
# `tickets` come after it in INSTALLED_APPS.
for model in list(admin.site._registry):
    admin.site.unregister(model)


class NameFormField(forms.CharField):
    """A name, tidied."""

    def to_python(self, value: Any) -> str:
        return tidy_name(super().to_python(value) or "")


class AddressFormField(forms.EmailField):
    """An e-mail address, tidied."""

    def to_python(self, value: Any) -> str:
        return tidy_address(super().to_python(value) or "")


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

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "email" in values:
            check_invitation(values["email"], values.get("first_name", ""))
        return values

    def save(self, commit: bool = True) -> User:
        return create_agent(
            self.cleaned_data["email"],
            self.cleaned_data["first_name"],
            is_admin=self.cleaned_data["is_superuser"],
        )

    def save_m2m(self) -> None:
        """Do nothing: the form has no such fields."""


@admin.register(User)
class AgentAdmin(AsksForProof, KeepsAnAdmin):
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
    formfield_overrides: ClassVar = {
        models.CharField: {"form_class": NameFormField},
        models.EmailField: {"form_class": AddressFormField},
    }
    filter_horizontal = ()
    actions = (
        "invite_again",
        "send_password_link",
        "remove_second_factors",
        "end_sessions",
        "revoke_tokens",
        "deactivate",
        "reactivate",
    )
    add_form_template = "admin/agent_add_form.html"
    change_form_template = "admin/agent_change_form.html"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[User], search_term: str
    ) -> tuple[QuerySet[User], bool]:
        """Find agents; where one is chosen for something, those who may sign in."""
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(is_active=True, is_staff=True)
        return super().get_search_results(request, queryset, search_term)

    def get_urls(self) -> list[Any]:
        """Leave out Django's page for another's password: agents choose their own, by a link."""
        return [url for url in super().get_urls() if url.name != "auth_user_password_change"]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        name = request.POST.get(AGENT_ACTION)
        if name not in self.actions or not self.has_change_permission(request):
            actions = [(each, getattr(self, each).short_description) for each in self.actions]
            context = {"agent_actions": actions, **(extra_context or {})}
            answer: HttpResponse = super().change_view(request, object_id, form_url, context)
            return answer
        if refusal := refuse_without_proof(request):
            return refusal
        users = User.objects.filter(pk=object_id) if object_id.isdecimal() else User.objects.none()
        getattr(self, name)(request, users)
        return HttpResponseRedirect(request.get_full_path())

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.readonly_fields if obj else ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if change:
            agent_actions.store_rights(request, obj)
        else:
            record(
                Action.AGENT_INVITED,
                request=request,
                target=obj.email,
                is_admin=obj.is_superuser,
            )
            request.invited_agent = obj  # type: ignore[attr-defined]  # read in `add_view`

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        try:
            response: HttpResponse = super().add_view(request, form_url, extra_context)
        except AccountExistsError:
            # Somebody has just invited them: now the form itself says so.
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
        for user in self.first(request, users.filter(is_active=True)):
            if user.has_usable_password():
                self.message_user(
                    request, f"{user.email} has a password already.", messages.WARNING
                )
            else:
                # A mail server that is away is waited for once, not fifty times.
                problem = self.invite(request, user, problem)

    def first(self, request: HttpRequest, users: QuerySet[User]) -> QuerySet[User]:
        """Return as many as one request works on, and say so if there are more."""
        if users.count() > MAX_MAILS:
            self.message_user(
                request, f"Only the first {MAX_MAILS} were worked on.", messages.WARNING
            )
        return users.order_by("email")[:MAX_MAILS]

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        agent_actions.delete_agent(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            agent_actions.delete_agent(request, user)

    @admin.action(description="Send a link to choose a new password", permissions=["change"])
    def send_password_link(self, request: HttpRequest, users: QuerySet[User]) -> None:
        for user in self.first(request, users.filter(is_active=True)):
            try:
                agent_actions.send_password_link(request, user)
            except PublicUrlMissingError as error:
                self.message_user(request, str(error), messages.ERROR)
                return
            self.message_user(request, f"Sent a link to {user.email}.")

    @admin.action(description="Remove all second factors", permissions=["change"])
    def remove_second_factors(self, request: HttpRequest, users: QuerySet[User]) -> None:
        for user in self.first(request, users):
            count = agent_actions.remove_second_factors(request, user)
            self.message_user(request, f"{user.email}: {count} second factors removed.")

    @admin.action(description="End all sessions", permissions=["change"])
    def end_sessions(self, request: HttpRequest, users: QuerySet[User]) -> None:
        for user in self.first(request, users):
            count = agent_actions.end_all_sessions(request, user)
            self.message_user(request, f"{user.email}: {count} sessions ended.")

    @admin.action(description="Revoke all API tokens", permissions=["change"])
    def revoke_tokens(self, request: HttpRequest, users: QuerySet[User]) -> None:
        for user in self.first(request, users):
            count = agent_actions.revoke_all_tokens(request, user)
            self.message_user(request, f"{user.email}: {count} API tokens revoked.")

    @admin.action(description="Deactivate, and sign out everywhere", permissions=["change"])
    def deactivate(self, request: HttpRequest, users: QuerySet[User]) -> None:
        self.set_active(request, users, False)

    @admin.action(description="Reactivate", permissions=["change"])
    def reactivate(self, request: HttpRequest, users: QuerySet[User]) -> None:
        self.set_active(request, users, True)

    def set_active(self, request: HttpRequest, users: QuerySet[User], is_active: bool) -> None:
        for user in self.first(request, users):
            try:
                is_changed = agent_actions.set_active(request, user, is_active)
            except LastAdminError as error:
                self.message_user(request, str(error), messages.ERROR)
                continue
            if is_changed:
                outcome = "may sign in again" if is_active else "may not sign in any more"
                self.message_user(request, f"{user.email} {outcome}.")


@admin.register(ApiToken)
class ApiTokenAdmin(AsksForProof):
    """Tokens of all agents, read-only but for revoking."""

    list_display = ("name", "user", "token_key", "scope", "created", "expiry", "last_used_at")
    search_fields = ("name", "user__email")
    list_select_related = ("user",)
    fields = readonly_fields = (
        "name",
        "user",
        "token_key",
        "scope",
        "created",
        "expiry",
        "last_used_at",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: ApiToken) -> None:
        self.delete_queryset(request, ApiToken.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        revoked = list(queryset.select_related("user"))
        revoke_tokens(queryset, request=request, reason="by an admin")
        for token in revoked:
            agent_actions.tell(request, token.user, f"Your API token “{token.name}” was revoked.")


def has_permission(request: HttpRequest) -> bool:
    """Return whether the request's user is an agent, with the second factor that they need."""
    return admin.AdminSite.has_permission(admin.site, request) and not unmet_requirement(request)


def sign_in(request: HttpRequest, extra_context: Any = None) -> HttpResponseBase:
    """Send people to the interface's sign-in, which has second factors and limits."""
    if has_permission(request):
        return HttpResponseRedirect(reverse("admin:index"))
    back = request.GET.get("next") or reverse("admin:index")
    return HttpResponseRedirect(
        f"{get_script_prefix()}?{urlencode({'tab': 'tickets', 'next': back})}"
    )


def choose_password(request: HttpRequest, extra_context: Any = None) -> HttpResponseBase:
    """Send people to the interface, which has the rules for passwords and sends the mails."""
    messages.info(request, "Choose a new password in TicketFlow itself, in the account menu.")
    return HttpResponseRedirect(reverse("admin:index"))


# Every app registers with Django's own site, so its methods are replaced and not the site.
admin.site.password_change = choose_password  # type: ignore[method-assign,assignment]
admin.site.password_change_done = choose_password  # type: ignore[method-assign,assignment]
admin.site.has_permission = has_permission  # type: ignore[method-assign]
admin.site.login = sign_in  # type: ignore[method-assign,assignment]
# With the slash that the page's own files need.
admin.site.site_url = settings.SESSION_COOKIE_PATH
