"""The product's settings, with the static page beside the built interface."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403 - all of them

WHITENOISE_ROOT = Path(os.environ["BENCH_INTERFACE"])
