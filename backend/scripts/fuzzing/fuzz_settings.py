"""The product's settings without throttles and the list of sessions, for fuzzing.

Its cookies have the names of the description, which stands for all installations.
"""

from config.settings import *  # noqa: F403 - all of them
from config.settings import MIDDLEWARE, REST_FRAMEWORK

# As long as it takes, so that replies can be taken back.
REPLY_HOLD_SECONDS = 36_000
SESSION_COOKIE_NAME = "sessionid"
CSRF_COOKIE_NAME = "csrftoken"
MIDDLEWARE.remove("accounts.sessions.middleware.track_sessions")

REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = dict.fromkeys(
    REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "1000000/min"
)
