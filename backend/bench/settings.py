"""The product's settings, for a server that has also what the product is compared with."""

from config.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "bench.urls"
