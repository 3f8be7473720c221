"""URLs of sign-in and of the signed-in person's account.

Only those views of the sign-in library that the interface uses have an address; sign-up, among
others, has none.
"""

from allauth.headless.account import views as account
from allauth.headless.constants import Client
from allauth.headless.mfa import views as mfa
from django.urls import path
from django.views.decorators.cache import never_cache

from accounts.agents.views import AgentsView
from accounts.audit.views import AuditEventsView
from accounts.openid_connect.views import RedirectToProviderView, callback
from accounts.sessions.views import SessionsView, SessionView
from accounts.sign_in.authenticators import PasskeysView, TOTPView
from accounts.sign_in.guard import guard_sign_in
from accounts.sign_in.password_reset import RequestResetView
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
    "account/authenticators/totp": TOTPView,
    "account/authenticators/recovery-codes": mfa.ManageRecoveryCodesView,
    "account/authenticators/webauthn": PasskeysView,
}

urlpatterns = [
    path("account/", AccountView.as_view(), name="account"),
    path(
        "tokens/",
        ApiTokenViewSet.as_view({"get": "list", "post": "create", "delete": "destroy_all"}),
        name="api-token-list",
    ),
    path(
        "tokens/<uuid:id>/",
        ApiTokenViewSet.as_view({"delete": "destroy"}),
        name="api-token-detail",
    ),
    path("agents/", AgentsView.as_view(), name="agents"),
    path("audit-events/", AuditEventsView.as_view(), name="audit-events"),
    path("sessions/", SessionsView.as_view(), name="sessions"),
    path("sessions/<int:pk>/", SessionView.as_view(), name="session"),
    *(
        path(
            f"auth/browser/v1/{address}",
            never_cache(guard_sign_in(view.as_api_view(client=Client.BROWSER), address)),
        )
        for address, view in SIGN_IN.items()
    ),
    path(
        "auth/oidc/<slug:provider_id>/login/callback/",
        never_cache(guard_sign_in(callback, "auth/oidc/login/callback")),
        name="openid_connect_callback",
    ),
]
