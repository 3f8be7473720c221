"""The product's settings, with the plain implementation's URLs."""

from config.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "bench.urls"
