"""URLs of sign-in and of the signed-in person's account.

Only those views of the sign-in library that the interface uses have an address; sign-up, among
others, has none.
"""

from allauth.headless.account import views as account
from allauth.headless.constants import Client
from allauth.headless.mfa import views as mfa
from django.urls import path
from django.views.decorators.cache import never_cache
from rest_framework.routers import SimpleRouter

from accounts.openid_connect.views import RedirectToProviderView, callback
from accounts.password_reset import RequestResetView
from accounts.sign_in import guard_sign_in
from accounts.views import AccountView, ApiTokenViewSet

SIGN_IN = {
    "auth/session": account.SessionView,
    "auth/login": account.LoginView,
    "auth/reauthenticate": account.ReauthenticateView,
    "auth/password/request": RequestResetView,
    "auth/password/reset": account.ResetPasswordView,
    "auth/2fa/authenticate": mfa.AuthenticateView,
    "auth/2fa/reauthenticate": mfa.ReauthenticateView,
    "auth/webauthn/login": mfa.LoginWebAuthnView,
    "auth/webauthn/authenticate": mfa.AuthenticateWebAuthnView,
    "auth/webauthn/reauthenticate": mfa.ReauthenticateWebAuthnView,
    "auth/provider/redirect": RedirectToProviderView,
    "account/password/change": account.ChangePasswordView,
    "account/authenticators": mfa.AuthenticatorsView,
    "account/authenticators/totp": mfa.ManageTOTPView,
    "account/authenticators/recovery-codes": mfa.ManageRecoveryCodesView,
    "account/authenticators/webauthn": mfa.ManageWebAuthnView,
}

router = SimpleRouter(use_regex_path=False)
router.register("tokens", ApiTokenViewSet, basename="api-token")

urlpatterns = [
    path("account/", AccountView.as_view(), name="account"),
    *router.urls,
    *(
        path(
            f"auth/browser/v1/{address}",
            never_cache(guard_sign_in(view.as_api_view(client=Client.BROWSER))),
        )
        for address, view in SIGN_IN.items()
    ),
    path(
        "auth/oidc/<slug:provider_id>/login/callback/",
        never_cache(callback),
        name="openid_connect_callback",
    ),
]
