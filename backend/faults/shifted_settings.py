"""The product's settings, in a process whose clock is shifted.

`CLOCK_OFFSET_FILE` names a file with the seconds by which it differs from the machine's. Monotonic
clocks are not shifted.
"""

import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

from config.settings import *  # noqa: F403 - all of them

LOOK_EVERY_SECONDS = 0.1


def follow(file: Path) -> None:
    """Keep the clock shifted as the file says, as long as the process lives."""
    clock = time_machine.travel(datetime.now(UTC), tick=True).start()
    is_at = 0
    while True:
        if (wanted := int(file.read_text())) != is_at:
            clock.shift(timedelta(seconds=wanted - is_at))
            is_at = wanted
        time.sleep(LOOK_EVERY_SECONDS)


def follow_aside() -> None:
    file = Path(os.environ["CLOCK_OFFSET_FILE"])
    threading.Thread(target=follow, args=[file], daemon=True).start()


# Workers are made of a process that has read these settings, without its threads.
os.register_at_fork(after_in_child=follow_aside)
