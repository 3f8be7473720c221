"""The product's settings without throttles, for fuzzing."""

from config.settings import *  # noqa: F403 - all of them
from config.settings import REST_FRAMEWORK

REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = dict.fromkeys(
    REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"], "1000000/min"
)
