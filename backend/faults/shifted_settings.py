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

POLL_SECONDS = 0.1


def follow_offset(file: Path) -> None:
    """Keep the clock shifted as the file says, as long as the process lives."""
    clock = time_machine.travel(datetime.now(UTC), tick=True).start()
    offset = 0
    while True:
        if (wanted := int(file.read_text())) != offset:
            clock.shift(timedelta(seconds=wanted - offset))
            offset = wanted
        time.sleep(POLL_SECONDS)


def follow_in_thread() -> None:
    file = Path(os.environ["CLOCK_OFFSET_FILE"])
    threading.Thread(target=follow_offset, args=[file], daemon=True).start()


# Workers are forked from a process that has read these settings; threads are not inherited.
os.register_at_fork(after_in_child=follow_in_thread)
