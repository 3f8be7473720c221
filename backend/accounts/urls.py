"""URLs of sign-in and of the signed-in person's account.

Only those views of the sign-in library that the interface uses have an address; sign-up, among
others, has none.
"""

from allauth.headless.account import views as account
from allauth.headless.constants import Client
from allauth.headless.mfa import views as mfa
from allauth.headless.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import include, path, re_path
from django.views.decorators.cache import never_cache
from rest_framework.routers import SimpleRouter

from accounts.sign_in import guard_sign_in
from accounts.sign_in_views import ManageTOTPView, RequestPasswordResetView
from accounts.views import AccountView, ApiTokenViewSet

SIGN_IN = {
    "auth/session": account.SessionView,
    "auth/login": account.LoginView,
    "auth/reauthenticate": account.ReauthenticateView,
    "auth/password/request": RequestPasswordResetView,
    "auth/password/reset": account.ResetPasswordView,
    "auth/2fa/authenticate": mfa.AuthenticateView,
    "auth/2fa/reauthenticate": mfa.ReauthenticateView,
    "auth/webauthn/login": mfa.LoginWebAuthnView,
    "auth/webauthn/authenticate": mfa.AuthenticateWebAuthnView,
    "auth/webauthn/reauthenticate": mfa.ReauthenticateWebAuthnView,
    "auth/provider/redirect": social.RedirectToProviderView,
    "account/password/change": account.ChangePasswordView,
    "account/authenticators": mfa.AuthenticatorsView,
    "account/authenticators/totp": ManageTOTPView,
    "account/authenticators/recovery-codes": mfa.ManageRecoveryCodesView,
    "account/authenticators/webauthn": mfa.ManageWebAuthnView,
}

OPENID_CONNECT = (
    ("login", openid_connect.login, "login"),
    ("login/callback", openid_connect.callback, "callback"),
)

router = SimpleRouter(use_regex_path=False)
router.register("tokens", ApiTokenViewSet, basename="api-token")

urlpatterns = [
    path("account/", AccountView.as_view(), name="account"),
    *router.urls,
    *(
        path(
            f"auth/browser/v1/{address}",
            never_cache(guard_sign_in(view.as_api_view(client=Client.BROWSER), address)),
        )
        for address, view in SIGN_IN.items()
    ),
    # The library's own patterns, guarded.
    re_path(
        r"^auth/oidc/(?P<provider_id>[^/]+)/",
        include(
            [
                path(
                    f"{address}/",
                    guard_sign_in(view, f"auth/oidc/{address}"),
                    name=f"openid_connect_{name}",
                )
                for address, view, name in OPENID_CONNECT
            ]
        ),
    ),
]
