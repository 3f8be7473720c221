"""The rule that an admin remains, in the admin's own forms and lists."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from accounts.agents.rights import RIGHTS, LastAdminError, check_admin_remains


class RightsForm(UserChangeForm):
    """Form of an agent; says beside the form that the last admin stays one."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not all(values.get(right, getattr(self.instance, right)) for right in RIGHTS):
            try:
                check_admin_remains(self.instance)
            except LastAdminError as error:
                raise forms.ValidationError(str(error)) from error
        return values


class KeepsAnAdmin(UserAdmin):
    """Admin of agents: what would remove the last admin is undone and told."""

    form = RightsForm

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except LastAdminError as error:
            return self.refuse(request, error)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        # Django takes one of several actions, by the `index` that is posted with them.
        if request.method != "POST" or "delete_selected" not in request.POST.getlist("action"):
            return super().changelist_view(request, extra_context)
        try:
            # The action writes its log first, which has to go as well.
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except LastAdminError as error:
            return self.refuse(request, error)

    def refuse(self, request: HttpRequest, error: LastAdminError) -> HttpResponse:
        messages.error(request, str(error))
        return HttpResponseRedirect(request.get_full_path())
