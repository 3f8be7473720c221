"""The product's settings, for a server that tests start.

Static files are served from their sources, for nobody has collected them.
"""

import os

from config.settings import *  # noqa: F403 - all of them
from config.settings import STORAGES

ROOT_URLCONF = os.environ.get("TESTED_URLS", "config.urls")
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
