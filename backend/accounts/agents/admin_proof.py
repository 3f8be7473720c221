"""Proof of identity in the admin, before anything of an account is changed there."""

from collections.abc import Iterator
from typing import Any

from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from accounts.devices.attempts import CODES, TooManyAttemptsError, begin_attempt
from accounts.sign_in.proof import has_recent_proof, has_recent_sign_in

PREFIX = "proof"
CODE_TYPES = [Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES]


class ProofForm(forms.Form):
    """The password, and a code if an authenticator app is set up."""

    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
        strip=False,
    )
    code = forms.CharField(
        label="Code of your authenticator app, or a recovery code",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )

    def __init__(self, request: HttpRequest, data: Any = None) -> None:
        super().__init__(data, prefix=PREFIX)
        self.request, self.user = request, request.user
        if not isinstance(self.user, User) or not self.user.has_usable_password():
            del self.fields["password"]
        if not is_mfa_enabled(self.user, types=CODE_TYPES):
            del self.fields["code"]

    def clean(self) -> None:
        """Check both with the library's own forms; the adapter counts guesses at passwords."""
        if self.errors:
            return
        self.checked: list[forms.BaseForm] = []
        if "password" in self.fields:
            self.check("password", PasswordForm)
        if "code" in self.fields:
            self.check_code()

    def check_code(self) -> None:
        user = self.user if isinstance(self.user, User) else None
        try:
            attempt = begin_attempt(self.request, CODES, user)
        except TooManyAttemptsError as error:
            raise forms.ValidationError("Too many attempts. Try again in five minutes.") from error
        try:
            self.check("code", CodeForm)
        except forms.ValidationError:
            attempt.fail()
            raise
        attempt.succeed()

    def check(self, name: str, form_class: Any) -> None:
        form = form_class({name: self.cleaned_data[name]}, user=self.user)
        if not form.is_valid():
            raise forms.ValidationError(form.errors[name])
        self.checked.append(form)

    def save(self) -> None:
        """Remember the proof for the library's time."""
        for form in self.checked:
            if isinstance(form, CodeForm):
                form.save()
            else:
                reauthenticate_by_password(self.request)


def posted_fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Yield what was posted besides the proof, to be posted once more."""
    for name, values in request.POST.lists():
        if name != "csrfmiddlewaretoken" and not name.startswith(f"{PREFIX}-"):
            for value in values:
                yield name, str(value)


def refuse_without_proof(request: HttpRequest) -> HttpResponse | None:
    """Return the page that asks for proof and repeats what was posted, or None with proof."""
    if request.method != "POST" or has_recent_proof(request):
        return None
    is_answer = any(name.startswith(f"{PREFIX}-") for name in request.POST)
    form = ProofForm(request, request.POST if is_answer else None)
    if not form.fields and has_recent_sign_in(request):
        # There is only a passkey, which this page cannot ask for.
        return None
    if form.fields and is_answer and form.is_valid():
        form.save()
        return None
    context = {
        **admin.site.each_context(request),
        "title": "Confirm that it is you",
        "form": form,
        "posted": list(posted_fields(request)),
    }
    return TemplateResponse(request, "admin/confirm_identity.html", context)


@method_decorator(sensitive_post_parameters(), name="add_view")
@method_decorator(sensitive_post_parameters(), name="change_view")
@method_decorator(sensitive_post_parameters(), name="delete_view")
@method_decorator(sensitive_post_parameters(), name="changelist_view")
class AsksForProof(admin.ModelAdmin):
    """A `ModelAdmin` whose every change takes recent proof of who makes it."""

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return refuse_without_proof(request) or super().add_view(request, *args, **kwargs)

    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return refuse_without_proof(request) or super().change_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return refuse_without_proof(request) or super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return refuse_without_proof(request) or super().changelist_view(request, *args, **kwargs)
