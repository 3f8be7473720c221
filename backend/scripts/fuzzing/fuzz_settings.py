"""The product's settings, without limits on how often: these would refuse most of what is tried."""

from config.settings import *  # noqa: F403 - all of them
from config.settings import REST_FRAMEWORK

REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = dict.fromkeys(REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"])
