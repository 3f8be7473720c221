"""Views of the sign-in library that we changed."""

from typing import Any

from allauth.headless.mfa import views as mfa
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse


class ManageTOTPView(mfa.ManageTOTPView):
    """Authenticator apps; the code that switches one on is used up by that."""

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)
        authenticator = Authenticator.objects.filter(
            user_id=request.user.pk, type=Authenticator.Type.TOTP
        ).first()
        if authenticator:
            authenticator.wrap().validate_code(self.input.cleaned_data["code"])
        return response
