"""The way to an identity provider and back."""

from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore

from allauth.account.internal.decorators import login_not_required
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.socialaccount import views
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.decorators import method_decorator

from accounts.openid_connect.failures import TOO_MANY, UNAVAILABLE, answer_failure, is_paused
from accounts.openid_connect.provider import Adapter
from accounts.openid_connect.session import deadline
from core.deadline import Deadline
from core.http.throttling import DatabaseThrottle

# For all calls that one request of a person takes.
TOTAL_SECONDS = 6
# A hanging provider occupies so many threads of a process; the others go on serving.
MAX_CONCURRENT_REQUESTS = 3
slots = BoundedSemaphore(MAX_CONCURRENT_REQUESTS)

View = Callable[..., HttpResponseBase]


class ProviderThrottle(DatabaseThrottle):
    """Limit how often a network is sent to the provider, or comes from there."""

    scope = "provider"

    def get_cache_key(self, request: HttpRequest, view: object) -> str:
        # It needs nothing of the framework's request.
        return f"provider:{self.get_ident(request)}"  # type: ignore[arg-type]


def guard_provider(view: View) -> View:
    """Return the view with a limit for each network, a deadline, and few of it at once."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        throttle = ProviderThrottle()
        if not throttle.allow_request(request, None):  # type: ignore[arg-type]  # as above
            return answer_failure(request, TOO_MANY, round(throttle.wait()))
        if is_paused() or not slots.acquire(blocking=False):
            return answer_failure(request, UNAVAILABLE)
        try:
            with Deadline(TOTAL_SECONDS) as limit:
                token = deadline.set(limit)
                try:
                    return view(request, *args, **options)
                except ImmediateHttpResponse as answer:
                    return answer.response  # type: ignore[no-any-return]  # it has no types
                finally:
                    deadline.reset(token)
        finally:
            slots.release()

    return guarded


class RedirectToProviderView(views.RedirectToProviderView):
    """The library's own, guarded, and for signing in alone.

    It could also connect somebody's account at the provider to whoever is signed in: a way in that
    takes no proof and outlasts a session and a password.
    """

    @method_decorator(guard_provider)
    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        answer: HttpResponseBase
        if request.POST.get("process") == AuthProcess.LOGIN:
            answer = super().post(request, *args, **options)
        else:
            answer = render_authentication_error(request, provider=request.POST.get("provider"))
        return answer


@login_not_required  # type: ignore[untyped-decorator]  # the library has no types
@guard_provider
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Sign in who comes back from the provider."""
    try:
        view = OAuth2CallbackView.adapter_view(Adapter(request, provider_id))
        answer: HttpResponseBase = view(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return answer
